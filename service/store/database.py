"""The database: where transactions begin and end, and what its failures mean."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVarTuple

from sqlalchemy import Engine, Row, Select
from sqlalchemy.orm import Session

from service.store.connections import DatabaseFailure
from service.store.failures import explain
from service.store.reading import ASKING, READING

ASKED_AT_ONCE = 500
"""Names in one question: SQLite takes 32,766 at most, older ones 999."""

Asked = TypeVarTuple("Asked")


class Database:
    """One SQLite file, or one schema of a PostgreSQL server.

    Safe to use from several threads and processes at once. Messages call it ``place``.
    """

    def __init__(self, place: str, engine: Engine) -> None:
        self._place = place
        self._engine = engine
        self._reading_engine = self._engine.execution_options(**READING)
        self._asking_engine = self._engine.execution_options(**ASKING)
        # Of the thread and not of the context: a context is copied to where a job begins, whose
        # thread must never write into a request's transaction.
        self._joined = threading.local()

    @property
    def place(self) -> str:
        """What messages call it: a file's path, a server's address without its password."""
        return self._place

    @property
    def dialect(self) -> str:
        """Whose words it takes: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

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

    def ask(self, question: Select[*Asked]) -> Sequence[Row[*Asked]]:
        """All rows of one question, a third of the cost of a transaction around it.

        Listeners ask it at each request for a piece of a recording.
        """
        standing = self._standing()
        with self.translated():
            if standing is not None:
                return standing.execute(question).all()
            with self._asking_engine.connect() as connection:
                return connection.execute(question).all()

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
            raise explain(e, self._place) from e

    def close(self) -> None:
        """Closes idle connections."""
        self._engine.dispose()


class OnDatabase:
    """Questions and writings of one matter, over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
