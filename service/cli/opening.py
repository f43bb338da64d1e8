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
def opened(name: str, *, worker: bool = False) -> Iterator[Service]:
    """The Service of this shell's settings, open while the command runs."""
    if not worker:
        # How a job ends, the command itself says; the log would say it once more.
        logging.getLogger("service.jobs").setLevel(logging.ERROR)
    with open_service(current_settings(), now=now, name=name, worker=worker) as service:
        yield service
