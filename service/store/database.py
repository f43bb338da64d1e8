"""The database: where transactions begin and end, and what its failures mean."""

import threading
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
        # Of the thread and not of the context: a context is copied to where a job begins, whose
        # thread must never write into a request's transaction.
        self._joined = threading.local()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    @property
    def engine(self) -> Engine:
        """For migrations."""
        return self._engine

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that this thread writes and reads inside is one transaction; an error undoes all.

        It holds the write lock from its beginning. One inside another is a part of it. Of a
        writing that fails and whose error is taken care of inside, only that is undone.
        """
        if self._standing() is not None:
            yield
            return
        with self.translated(), Session(self._engine) as session, session.begin():
            self._joined.session = session
            try:
                yield
            finally:
                self._joined.session = None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that holds the write lock; committed at the end, undone by an error."""
        standing = self._standing()
        if standing is not None:
            with self.translated(), standing.begin_nested():
                yield standing
            return
        with self.translated(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and changes nothing."""
        standing = self._standing()
        if standing is not None:
            with self.translated():
                yield standing
            return
        with self.translated(), Session(self._reading_engine) as session, session.begin():
            yield session

    def _standing(self) -> Session | None:
        """The transaction that this thread's work is a part of."""
        session: Session | None = getattr(self._joined, "session", None)
        return session

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
