"""Locks and small facts on a PostgreSQL server, for all programs of any number of machines.

No transaction is open while a lock is held or a fact is thought about, so a program that stands
still holds up none of the server's other work.
"""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, text

from service.locks import PATIENCE_SECONDS, held_too_long
from service.store.connections import DatabaseFailure
from service.store.failures import explain
from service.store.postgresql.address import PostgresAddress
from service.store.shared.base import Json

_LOG = logging.getLogger(__name__)

_SLICE_SECONDS = 1.0
"""So long the server waits for a lock at once: then it is asked how long its holder has it."""

_NOT_IN_TIME = "55P03"

_HOLDERS_SECONDS = text(
    "SELECT extract(epoch FROM clock_timestamp() - state_change)"
    " FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND classid::bigint = :high AND objid::bigint = :low"
)
"""Since when the session is idle that holds the lock: it has asked for nothing else since."""


_FIRST = (
    "INSERT INTO facts (name, content) VALUES (:name, :new) ON CONFLICT DO NOTHING RETURNING true"
)
_NEXT = "UPDATE facts SET content = :new WHERE name = :name AND content = :old RETURNING true"


class RowLocks:
    """Advisory locks of sessions, by their purposes in a schema: the contract of ``Locks``.

    The server releases a lock when the connection of its holder ends. A pool of connections
    between Loa and the server must be one of sessions, not of transactions.
    """

    def __init__(
        self, address: PostgresAddress, engine: Engine, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._place = str(address)
        self._schema = address.schema
        self._engine = engine
        self._patience = patience

    @contextmanager
    def exclusive(self, purpose: str) -> Iterator[None]:
        """See ``Locks``."""
        with self.turn(purpose) as is_held:
            if not is_held:
                raise held_too_long(self._place)
            yield

    @contextmanager
    def turn(self, purpose: str) -> Iterator[bool]:
        """See ``Locks``."""
        with self._connected() as connection:
            with _translated(self._place):
                is_held = self._take(connection, purpose)
            try:
                yield is_held
            finally:
                if is_held:
                    _release(connection, _key(self._schema, purpose))

    def sweep(self, before: datetime) -> int:
        """None: a killed program leaves nothing behind."""
        return 0

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with _translated(self._place):
            connection = self._engine.connect()
        try:
            yield connection
        finally:
            connection.close()

    def seconds_held(self, connection: Connection, purpose: str) -> float | None:
        """How long somebody has had the lock; None while nobody has."""
        key = _key(self._schema, purpose)
        halves = {"high": key >> 32 & 0xFFFFFFFF, "low": key & 0xFFFFFFFF}
        held = connection.execute(_HOLDERS_SECONDS, halves).scalar()
        return None if held is None else float(held)

    def _take(self, connection: Connection, purpose: str) -> bool:
        key = _key(self._schema, purpose)
        if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
            return True
        deadline = time.monotonic() + self._patience
        while (left := deadline - time.monotonic()) > 0:
            held = self.seconds_held(connection, purpose)
            if held is not None and held > self._patience:
                return False
            if _wait(connection, key, min(left, _SLICE_SECONDS)):
                return True
        return False


class RowNotes:
    """Facts in rows of the library's table of facts: the contract of ``Notes``."""

    def __init__(self, address: PostgresAddress, engine: Engine) -> None:
        self._place = str(address)
        self._engine = engine

    def read(self, name: str) -> Json | None:
        """See ``Notes``. What was harmed is taken away, so that another can be written."""
        found = self._ask("SELECT content FROM facts WHERE name = :name", name=_row(name))
        try:
            return None if found is None else json.loads(str(found))
        except ValueError:
            harmed = "DELETE FROM facts WHERE name = :name AND content = :old RETURNING true"
            self._ask(harmed, name=_row(name), old=found)
            return None

    def write(self, name: str, content: Json) -> None:
        """See ``Notes``."""
        self._ask(
            "INSERT INTO facts (name, content) VALUES (:name, :new)"
            " ON CONFLICT (name) DO UPDATE SET content = excluded.content RETURNING true",
            name=_row(name),
            new=_written(content),
        )

    def swap(self, name: str, old: Json | None, new: Json) -> bool:
        """See ``Notes``. One statement: nobody can stand still between a look and a write."""
        statement = _FIRST if old is None else _NEXT
        return bool(self._ask(statement, name=_row(name), old=_written(old), new=_written(new)))

    def now(self) -> float:
        """The server's."""
        return float(str(self._ask("SELECT extract(epoch FROM clock_timestamp())")))

    def _ask(self, statement: str, **values: object) -> object:
        with _translated(self._place), self._engine.connect() as connection:
            return connection.execute(text(statement), values).scalar()


def _row(name: str) -> str:
    """Apart from the library's own facts."""
    return f"shared/{name}"


def _written(content: Json) -> str:
    """One way to write it, so that equal facts are equal texts."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _key(schema: str, purpose: str) -> int:
    """A number of 64 bits; two purposes that share one would only wait for each other."""
    digest = sha256(f"loa/{schema}/{purpose}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _wait(connection: Connection, key: int, seconds: float) -> bool:
    """Whether the lock was had within so many seconds."""
    connection.exec_driver_sql(f"SET lock_timeout = {max(1, round(1000 * seconds))}")
    try:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
    except DatabaseFailure as e:
        if getattr(getattr(e, "orig", None), "sqlstate", None) != _NOT_IN_TIME:
            raise
        return False
    finally:
        # The connection goes back among those that facts are written by.
        connection.exec_driver_sql("RESET lock_timeout")
    return True


def _release(connection: Connection, key: int) -> None:
    """The lock is free. With a connection that was lost it has been for a while."""
    try:
        is_free = connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key}).scalar()
    except DatabaseFailure:
        is_free = False
        connection.invalidate()
    if not is_free:
        _LOG.warning("a lock was lost with the connection to the database's server")


@contextmanager
def _translated(place: str) -> Iterator[None]:
    try:
        yield
    except DatabaseFailure as e:
        raise explain(e, place) from e
