"""Settings, clock and Service, as every command opens them."""

import logging
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from service.settings import Settings, load_settings
from service.telemetry.log import LogKind, keeping_log

if TYPE_CHECKING:
    from service.compose import Service
    from service.desk.desk import Desk
    from service.store.library import Library


def now() -> datetime:
    """The clock of the shell and of the worker."""
    return datetime.now(UTC)


def desk_of(library: "Library") -> "Desk":
    """The desk with whoever called this command at it."""
    from service.desk.desk import Desk
    from service.model import shell_actor

    return Desk(shell_actor(_user()), library, now())


def _user() -> str:
    """Who the system says is calling: not what the environment says."""
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # a container's user may have no name
        return f"uid {number}"


def current_settings() -> Settings:
    """The settings of this shell. Raises SettingsError."""
    return load_settings(os.environ)


@contextmanager
def opened(name: str, *, worker: bool = False, reads_on: bool = False) -> "Iterator[Service]":
    """The Service of this shell's settings, open while the command runs.

    With ``reads_on`` what keeps it from writing is one of its troubles, else a StoreError.
    """
    from service.compose import open_service

    if not worker:
        # How a job ends, the command itself says; the log would say it once more.
        logging.getLogger("service.jobs").setLevel(logging.ERROR)
    settings = current_settings()
    with (
        keeping_log(LogKind(settings.log)),
        open_service(settings, now=now, name=name, worker=worker, reads_on=reads_on) as service,
    ):
        yield service


@contextmanager
def opened_library() -> "Iterator[tuple[Settings, Library]]":
    """The settings and the library alone: for commands that neither speak nor queue anything.

    Neither the queue nor an engine is looked at, nor imported. Raises SettingsError, and
    StoreError where the library may not be written.
    """
    from service.compose.databases import find_databases
    from service.compose.ground import open_ground
    from service.compose.rights import prepare_folders

    settings = current_settings()
    data = prepare_folders(settings.data, settings.cache)
    with open_ground(data, find_databases(settings, data).library) as ground:
        yield settings, ground.library
