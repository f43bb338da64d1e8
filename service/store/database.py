"""The database: where transactions begin and end, and what its failures mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.errors import StoreError
from service.store.connections import READING, DatabaseFailure, connect

ASKED_AT_ONCE = 500
"""Names in one question: SQLite takes 32,766 at most, older ones 999."""


class Database:
    """One SQLite file. Safe to use from several threads and processes at once."""

    def __init__(self, path: Path, engine: Engine | None = None) -> None:
        self._path = path
        self._engine = connect(path) if engine is None else engine
        self._reading_engine = self._engine.execution_options(**READING)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

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
        except DatabaseFailure as e:
            cause = str(getattr(e, "orig", e))
            raise StoreError(*_explained(self._path, cause), place=self._path) from e

    def close(self) -> None:
        """Closes idle connections."""
        self._engine.dispose()


class OnDatabase:
    """Questions and writings of one matter, over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def _explained(path: Path, cause: str) -> tuple[str, str]:
    for mark, vi, en in (
        ("disk is full", "đĩa đã đầy", "the disk is full"),
        ("disk I/O error", "đĩa bị lỗi hoặc đã đầy", "the disk failed or is full"),
        (
            "locked",
            "đang bị một chương trình khác giữ; xin thử lại sau ít phút",
            "another program holds it; try again in a few minutes",
        ),
        ("readonly", "chỉ cho đọc", "it is read-only"),
        ("unable to open", "không mở được", "it cannot be opened"),
        ("malformed", "tệp đã hỏng", "the file is damaged"),
        ("not a database", "tệp không phải cơ sở dữ liệu", "the file is not a database"),
    ):
        if mark in cause:
            return f"Cơ sở dữ liệu {path}: {vi}.", f"Database {path}: {en} ({cause})."
    return f"Cơ sở dữ liệu {path} báo lỗi: {cause}.", f"Database {path}: {cause}."
