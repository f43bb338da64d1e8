"""Connections to SQLite files that never lose an update.

Write-ahead logging, and every writing transaction takes the write lock at its
beginning (``BEGIN IMMEDIATE``): by default two transactions that read before they
write silently lose one's update, or fail with "database is locked".
"""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from service.store.late import close_what_comes_late
from service.store.patience import LOCK_SECONDS, lock_patience
from service.store.reading import is_asking, is_reading

DatabaseFailure: TypeAlias = SQLAlchemyError
"""What is raised when the file cannot be read or written."""

_LOOK_AGAIN_SECONDS = 0.02
_KEPT = 16
"""Connections that stay open: as many as threads that answer, for each anew costs more than
what is asked. ``python -m bench.load``"""

_PATIENCE = "loa_patience"
"""What a connection was told last, in milliseconds."""

_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "cache_size=-512")
"""Every connection keeps up to ``cache_size`` (512 kB) of pages for itself; the system keeps the
file for all of them, so more would grow with the library and speed nothing up."""

# From Python 3.12 on, dbos dates its rows by unixepoch('subsec'). SQLite answers that with
# NULL before this version, and Debian 12 has 3.40: there, the connection is given the answer.
_CLOCK_OF_FRACTIONS = (3, 42)


def connect(file: Path) -> Engine:
    """An engine over ``file`` whose transactions hold the write lock from their first moment."""
    _reserve(file)
    # isolation_level=None: the driver's own BEGIN comes too late to keep two writers apart.
    arguments = {"timeout": LOCK_SECONDS, "isolation_level": None}
    engine = create_engine(address_of(file), connect_args=arguments, pool_size=_KEPT)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    close_what_comes_late(engine)
    return engine


def connect_briefly(file: Path) -> Engine:
    """An engine over ``file`` whose transactions take the write lock when they first write.

    For code that begins its own transactions, as dbos does. A connection closes with
    its transaction: dbos's threads may outlive the engine, and leave nothing open.
    """
    _reserve(file)
    arguments = {"timeout": LOCK_SECONDS, "isolation_level": "IMMEDIATE"}
    engine = create_engine(address_of(file), connect_args=arguments, poolclass=NullPool)
    event.listen(engine, "connect", _prepare_connection)
    return engine


def address_of(file: Path) -> URL:
    """What SQLAlchemy calls ``file``; as bare text it would end the name at a question mark."""
    return URL.create("sqlite", database=str(file))


def _reserve(file: Path) -> None:
    """A new file is its owner's alone; SQLite gives the files beside it the same rights.

    What stands in the way, SQLite says in its own words when it opens the file.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def connect_for_reading(file: Path, *, immutable: bool) -> Engine:
    """An engine over ``file`` that changes nothing, not even beside it.

    ``immutable`` is for a disk that takes no shared-memory file, which SQLite's
    write-ahead log else needs: the file is read as it lies, and nobody may write to it.
    """
    name = f"file:{quote(str(file.resolve()))}"
    how = {"mode": "ro", "immutable": str(int(immutable)), "uri": "true"}
    address = URL.create("sqlite", database=name, query=how)
    arguments = {"timeout": LOCK_SECONDS, "isolation_level": None}
    engine = create_engine(address, connect_args=arguments)
    event.listen(engine, "begin", _begin)
    close_what_comes_late(engine)
    return engine


def connect_in_memory() -> Engine:
    """An engine over a database that lives as long as the engine, for all its threads."""
    # One connection is the database: threads take turns.
    engine = create_engine(
        "sqlite://",
        connect_args={"isolation_level": None, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    try:
        _write_ahead(connection)
        for pragma in (*_PRAGMAS, f"busy_timeout={round(1000 * lock_patience())}"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        # SQLAlchemy forgets, and does not close, a connection that was refused here.
        connection.close()
        raise
    if sqlite3.sqlite_version_info < _CLOCK_OF_FRACTIONS:
        connection.create_function("unixepoch", 1, _read_clock)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """The file has a write-ahead log, which it then keeps.

    The first program to open a new file changes its mode, which needs the file for
    itself; SQLite calls no busy handler there, so that one that comes at the same
    moment must wait by itself.
    """
    deadline = time.monotonic() + lock_patience()
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as e:
            if e.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        else:
            return
        time.sleep(_LOOK_AGAIN_SECONDS)


def _read_clock(moment: str) -> float | None:
    return time.time() if moment == "subsec" else None


def _begin(connection: Connection) -> None:
    _be_patient(connection)
    if not is_asking(connection):
        connection.exec_driver_sql("BEGIN" if is_reading(connection) else "BEGIN IMMEDIATE")


def _be_patient(connection: Connection) -> None:
    """As the thread that now has the connection is: the pool's go from one to another."""
    milliseconds = round(1000 * lock_patience())
    if connection.info.get(_PATIENCE) != milliseconds:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")
        connection.info[_PATIENCE] = milliseconds
