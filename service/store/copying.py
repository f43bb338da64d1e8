"""A whole library written out to one file while it is in use, and put in place from it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from service.disk import replace_whole, store_errors, sync
from service.errors import StoreError
from service.store.addresses import DatabaseAddress
from service.store.integrity import damages
from service.store.passing import PASSING_TABLES
from service.store.postgresql.dumping import dump_schema, load_dump

SQLITE, POSTGRESQL = "sqlite", "postgresql"

_PAGES_AT_ONCE = 1_000
_PAUSE_SECONDS = 0.01


def kind_of(address: DatabaseAddress) -> str:
    """What a copy of this database is of."""
    return SQLITE if isinstance(address, Path) else POSTGRESQL


def copy_database(address: DatabaseAddress, target: Path) -> None:
    """``target`` is the library as it stood at one moment; others write meanwhile.

    Raises StoreError.
    """
    if not isinstance(address, Path):
        dump_schema(address, target)
        return
    try:
        reading = f"{address.resolve().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(reading, uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy, pages=_PAGES_AT_ONCE, sleep=_PAUSE_SECONDS)
            _forget_listeners(copy)
    except sqlite3.Error as e:
        raise StoreError(
            f"Không chép được cơ sở dữ liệu {address}: {e}.",
            f"The database {address} cannot be copied: {e}.",
            place=address,
        ) from e
    with store_errors(target):
        sync(target)


def _forget_listeners(copy: sqlite3.Connection) -> None:
    """A copy lasts for months: who listened today is overwritten in it."""
    copy.execute("PRAGMA secure_delete=ON")
    listed = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in listed.fetchall():
        if table in PASSING_TABLES:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own name
    copy.commit()


def put_database(copy: Path, kind: str, address: DatabaseAddress) -> None:
    """The library at ``address``, where there was none, is the one that was copied.

    ``copy`` lies on the file system of a file's address, and is it from then on. Raises
    StoreError where it is damaged or of another kind.
    """
    if kind != kind_of(address):
        raise StoreError(
            f"Bản sao lưu là của {kind}, nơi khôi phục dùng {kind_of(address)}.",
            f"The backup is of {kind}, and the place it is to go to uses {kind_of(address)}.",
        )
    if not isinstance(address, Path):
        load_dump(copy, address)
        return
    found = damages(copy)
    if found:
        raise StoreError(
            f"Cơ sở dữ liệu trong bản sao lưu đã hỏng: {found[0]}.",
            f"The database in the backup is damaged: {found[0]}.",
        )
    with store_errors(address):
        replace_whole(copy, address)
