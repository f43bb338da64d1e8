"""A library that is made beside another takes its place, and the old one is kept."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from service.disk import replace_whole, store_errors
from service.store.addresses import DatabaseAddress
from service.store.postgresql.address import PostgresAddress
from service.store.postgresql.exchange import (
    begin_schema,
    drop_schema,
    replace_schema,
    require_no_stranger,
)
from service.store.salvage import salvage

_BESIDE = ("-wal", "-shm", "-journal", "")
"""SQLite's own files, the database last."""


def beside(address: DatabaseAddress) -> DatabaseAddress:
    """Where the library is made that is to take the place of the one at ``address``."""
    return _file_beside(address) if isinstance(address, Path) else _schema_beside(address)


def require_no_others(address: DatabaseAddress) -> None:
    """Raises StoreError where another than Loa keeps something at ``address`` or beside it."""
    if not isinstance(address, Path):
        require_no_stranger(address, _schema_beside(address))


def clear_beside(address: DatabaseAddress) -> None:
    """Nothing is kept there but what an unfinished program of ours left. Raises StoreError."""
    if isinstance(address, Path):
        remove_database(_file_beside(address))
    else:
        begin_schema(address, _schema_beside(address))


def remove_database(address: DatabaseAddress) -> None:
    """The database is gone with all that it held; one that was not there stays so.

    Raises StoreError.
    """
    if not isinstance(address, Path):
        drop_schema(address)
        return
    with store_errors(address, "xoá", "remove"):
        for end in _BESIDE:
            address.with_name(address.name + end).unlink(missing_ok=True)


def carry_over(address: DatabaseAddress) -> tuple[str, ...]:
    """What could not be had from the library at ``address`` for the one beside it."""
    if isinstance(address, Path):
        return salvage(_file_beside(address), address)
    # The old schema is kept, on a server that has backups of its own: rows of the two are
    # not mixed here.
    return (f"schema {address.schema}",)


def take_place(address: DatabaseAddress, now: datetime) -> str | None:
    """The library beside is the one at ``address``. Where the old one is kept, if there was one.

    Stopped at any moment, either of them stands there. Raises StoreError.
    """
    if not isinstance(address, Path):
        return replace_schema(address, _schema_beside(address), now)
    with store_errors(address):
        kept = _set_aside(address, now)
        replace_whole(_file_beside(address), address)
    return None if kept is None else str(kept)


def _file_beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")


def _schema_beside(address: PostgresAddress) -> PostgresAddress:
    return PostgresAddress(address.url, f"{address.schema}_new")


def _set_aside(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    target = database.with_name(f"{database.name}.{now:%Y%m%dT%H%M%S}")
    # The log first: without its database it is nothing, and the new one must not find it.
    for end in _BESIDE:
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).rename(target.with_name(target.name + end))
    return target
