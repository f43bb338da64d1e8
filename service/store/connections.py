"""Connections to SQLite files that never lose an update.

Write-ahead logging, and every writing transaction takes the write lock at its
beginning (``BEGIN IMMEDIATE``): by default two transactions that read before they
write silently lose one's update, or fail with "database is locked".
"""

from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

DatabaseFailure: TypeAlias = SQLAlchemyError
"""What is raised when the file cannot be read or written."""

READING = MappingProxyType({"loa_reading": True})
"""Execution options of a transaction that takes no lock and sees one state throughout."""

LOCK_SECONDS = 30.0
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


def connect(file: Path) -> Engine:
    """An engine over ``file`` whose transactions hold the write lock from their first moment."""
    # isolation_level=None: the driver's own BEGIN comes too late to keep two writers apart.
    arguments = {"timeout": LOCK_SECONDS, "isolation_level": None}
    engine = create_engine(f"sqlite:///{file}", connect_args=arguments)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    reading = READING.keys() <= connection.get_execution_options().keys()
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
