"""What holds for all tests."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A test fails for what it finds, never for how busy the machine is.
settings.register_profile("patient", parent=settings.default, deadline=None)
settings.load_profile("patient")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: the collector of garbage need never walk through it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
