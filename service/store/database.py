"""The database: how connections are opened and transactions begin and end.

SQLite is used with write-ahead logging and every writing transaction takes the
write lock at its beginning (``BEGIN IMMEDIATE``): by default two transactions
that read before they write silently lose one's update, or fail with "database
is locked".
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from service.errors import StoreError

LOCK_SECONDS = 15.0
_READ_ONLY = "loa_read_only"


class Database:
    """One SQLite file. Safe to use from several threads and processes at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # isolation_level=None: sqlite3 itself must not begin transactions.
        self._engine = create_engine(
            f"sqlite:///{path}",
            connect_args={"timeout": LOCK_SECONDS, "isolation_level": None},
        )
        event.listen(self._engine, "connect", _prepare_connection)
        event.listen(self._engine, "begin", _begin)
        self._reading_engine = self._engine.execution_options(**{_READ_ONLY: True})

    @property
    def engine(self) -> Engine:
        """For migrations."""
        return self._engine

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that holds the write lock; committed at the end, undone by an error."""
        with self.translated(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and changes nothing."""
        with self.translated(), Session(self._reading_engine) as session, session.begin():
            yield session

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Database errors inside are raised as StoreError, in the operator's words."""
        try:
            yield
        except SQLAlchemyError as e:
            cause = str(getattr(e, "orig", e))
            raise StoreError(*_explained(self._path, cause)) from e

    def close(self) -> None:
        """Closes idle connections."""
        self._engine.dispose()


def _prepare_connection(connection: Any, _entry: ConnectionPoolEntry) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(_READ_ONLY)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _explained(path: Path, cause: str) -> tuple[str, str]:
    for mark, vi, en in (
        ("disk is full", "đĩa đã đầy", "the disk is full"),
        ("disk I/O error", "đĩa bị lỗi hoặc đã đầy", "the disk failed or is full"),
        ("locked", "đang bị một chương trình khác giữ", "another program holds it"),
        ("readonly", "chỉ cho đọc", "it is read-only"),
        ("unable to open", "không mở được", "it cannot be opened"),
        ("malformed", "tệp đã hỏng", "the file is damaged"),
        ("not a database", "tệp không phải cơ sở dữ liệu", "the file is not a database"),
    ):
        if mark in cause:
            return f"Cơ sở dữ liệu {path}: {vi}.", f"Database {path}: {en} ({cause})."
    return f"Cơ sở dữ liệu {path} báo lỗi: {cause}.", f"Database {path}: {cause}."
