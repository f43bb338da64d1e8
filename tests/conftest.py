"""What holds for all tests."""

from hypothesis import settings

# A test fails for what it finds, never for how busy the machine is.
settings.register_profile("patient", parent=settings.default, deadline=None)
settings.load_profile("patient")
