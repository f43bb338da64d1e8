"""What stands where in the folder of an installation (``LOA_DATA``)."""

LIBRARY = "loa.db"
QUEUE = "jobs.db"
DATABASES = (LIBRARY, QUEUE)
MEDIA = "media"
"""What is published, for the web to deliver, and beside it what nobody is sent to."""

LOCKS = f"{MEDIA}/.scratch"
"""Where an older Loa, which may run beside this one for a while, has them too."""

KEY = "secret"
"""The file of the key that seals second factors and signs sessions."""

STATE = "state"
"""What engines remember; it may be lost."""
