"""Settings, clock and Service, as every command opens them."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from service.compose import Service, open_service
from service.settings import Settings, load_settings


def now() -> datetime:
    """The clock of the shell and of the worker."""
    return datetime.now(UTC)


def current_settings() -> Settings:
    """The settings of this shell. Raises SettingsError."""
    return load_settings(os.environ)


@contextmanager
def opened(name: str, *, worker: bool = False, reads_on: bool = False) -> Iterator[Service]:
    """The Service of this shell's settings, open while the command runs.

    With ``reads_on`` what keeps it from writing is one of its troubles, else a StoreError.
    """
    if not worker:
        # How a job ends, the command itself says; the log would say it once more.
        logging.getLogger("service.jobs").setLevel(logging.ERROR)
    settings = current_settings()
    with open_service(settings, now=now, name=name, worker=worker, reads_on=reads_on) as service:
        yield service
