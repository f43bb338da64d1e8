"""Connections that come back to an engine after its end are closed, not left lying.

dbos's threads, and a request that is answered while the program ends, may hold one longer than
the engine lives: its pool is gone by then, and a server keeps what nobody closes.
"""

from threading import Event

from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry


def close_what_comes_late(engine: Engine) -> None:
    """Connections of ``engine`` that are given back once it is disposed of are closed."""
    ended = Event()

    def end(_engine: Engine) -> None:
        ended.set()

    def close(_connection: object, entry: ConnectionPoolEntry) -> None:
        if ended.is_set():
            entry.invalidate()

    event.listen(engine, "engine_disposed", end)
    event.listen(engine, "checkin", close)
