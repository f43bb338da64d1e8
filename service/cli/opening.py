"""Settings, clock and Service, as every command opens them."""

import importlib.metadata
import logging
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from service.errors import SettingsError
from service.settings import NEWSROOM, Settings, load_settings
from service.telemetry.log import LogKind, keeping_log
from service.telemetry.tracing import tracing

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
    """The settings of this shell, or of the newsroom that it names among several.

    Raises SettingsError, and NotFoundError for a newsroom that there is not.
    """
    operator, name = operator_settings(), named_newsroom()
    if operator.newsrooms and name:
        from service.compose.newsrooms.roster import read_roster

        return read_roster(os.environ).require(name).settings
    if operator.newsrooms:
        raise SettingsError(
            "Ở đây có nhiều toà soạn (LOA_NEWSROOMS). Hãy nói lệnh này dành cho toà soạn nào: "
            "`loa --newsroom TÊN …` hoặc LOA_NEWSROOM=TÊN; `loa newsroom list` kể tên.",
            "There are several newsrooms here (LOA_NEWSROOMS). Say which one is meant: "
            "`loa --newsroom NAME …` or LOA_NEWSROOM=NAME; `loa newsroom list` tells the names.",
        )
    if name:
        raise SettingsError(
            f"LOA_NEWSROOMS chưa đặt, nên không có toà soạn “{name}”: ở đây chỉ có một.",
            f"LOA_NEWSROOMS is not set, so there is no newsroom “{name}”: there is a single one.",
        )
    return operator


def operator_settings() -> Settings:
    """The settings of this shell alone, whatever newsrooms there are. Raises SettingsError."""
    return load_settings(os.environ)


def named_newsroom() -> str | None:
    """The newsroom that ``--newsroom`` or LOA_NEWSROOM names."""
    context = click.get_current_context(silent=True)
    told = context.meta.get(NEWSROOM) if context else None
    return str(told) if told else None


def serves_several() -> bool:
    """Whether a program that stays is to be there for all newsrooms of the operator."""
    return bool(operator_settings().newsrooms) and named_newsroom() is None


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
        tracing(settings.otlp_url, importlib.metadata.version("loa")),
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
    from service.compose.media import open_media
    from service.compose.rights import prepare_folders

    settings = current_settings()
    data = prepare_folders(settings.data, settings.cache)
    with open_ground(
        data, find_databases(settings, data).library, open_media(settings, data)
    ) as ground:
        yield settings, ground.library
