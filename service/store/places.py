"""What stands where in the folder of an installation (``LOA_DATA``)."""

LIBRARY = "loa.db"
QUEUE = "jobs.db"
DATABASES = (LIBRARY, QUEUE)
MEDIA = "media"
"""What is published, for the web to deliver, and beside it what nobody is sent to."""

KEY = "secret"
"""The file of the key that seals second factors and signs sessions."""

STATE = "state"
"""What engines remember; it may be lost."""
