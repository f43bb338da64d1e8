"""Connections to a PostgreSQL server whose transactions never lose an update.

Those that write take turns by an advisory lock of their schema, from their first moment on:
what was read before something is written is true still, as over a SQLite file. The server
gives the lock back when its holder's connection ends, and ends one that stands still in a
transaction: no file says who holds it, and no program of ours has to find out.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from service.store.late import close_what_comes_late
from service.store.patience import lock_patience
from service.store.postgresql.address import PostgresAddress
from service.store.reading import is_asking, is_reading

_STANDS_STILL_SECONDS = 60
_CONNECT_SECONDS = 10
_STATEMENT_SECONDS = 5

_ALIVE = {"idle": 20, "interval": 10, "count": 3}
"""Of a machine that is gone without a word both sides know within a minute; seconds."""

_LOCKS = 0x4C6F61
"""The class of advisory locks that are Loa's ("Loa"): other programs may have theirs."""


def connect(address: PostgresAddress) -> Engine:
    """An engine over the schema, whose writers hold its lock from their first moment."""
    engine = _engine(address)
    turn = f"SELECT pg_advisory_xact_lock({_LOCKS}, hashtext('{address.schema}'))"
    event.listen(engine, "begin", partial(_begin, turn))
    return engine


def connect_for_reading(address: PostgresAddress) -> Engine:
    """An engine over the schema that changes nothing."""
    engine = _engine(address, "-c default_transaction_read_only=on")
    event.listen(engine, "begin", _begin_reading)
    return engine


def connect_briefly(address: PostgresAddress) -> Engine:
    """An engine for code that begins its own transactions, as dbos does."""
    return _engine(address)


def connect_for_statements(address: PostgresAddress) -> Engine:
    """An engine over the schema each of whose statements is a transaction of its own.

    What such a statement cannot have at once, it waits for no longer than a few seconds.
    """
    engine = _engine(address, f"-c lock_timeout={1000 * _STATEMENT_SECONDS}")
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _engine(address: PostgresAddress, more: str = "") -> Engine:
    alive = " ".join(f"-c tcp_keepalives_{name}={value}" for name, value in _ALIVE.items())
    engine = create_engine(
        address.url,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "loa",
            **{f"keepalives_{name}": value for name, value in _ALIVE.items()},
            "options": (
                f"-c search_path={address.schema} -c timezone=UTC {alive} "
                f"-c idle_in_transaction_session_timeout={1000 * _STANDS_STILL_SECONDS} {more}"
            ),
        },
        # A server that was started anew has ended the connections that stand in the pool.
        pool_pre_ping=True,
    )
    event.listen(engine, "before_cursor_execute", _without_nul, retval=True)
    close_what_comes_late(engine)
    return engine


def _without_nul(
    _connection: Connection,
    _cursor: object,
    statement: str,
    parameters: Any,
    _context: object,
    _many: bool,
) -> tuple[str, Any]:
    """What is asked for with U+0000, which no text of a server can hold, is found nowhere."""
    if isinstance(parameters, Mapping):
        return statement, _cleaned(parameters)
    return statement, tuple(_cleaned(each) for each in parameters)


def _cleaned(values: Any) -> Any:
    if not isinstance(values, Mapping):
        return values
    return {
        name: value.replace("\0", "\ufffd") if isinstance(value, str) else value
        for name, value in values.items()
    }


def _begin(turn: str, connection: Connection) -> None:
    if is_reading(connection):
        _begin_reading(connection)
        return
    # Each statement sees what was committed last, and nobody commits before this one ends.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(1000 * lock_patience())}")
    connection.exec_driver_sql(turn)


def _begin_reading(connection: Connection) -> None:
    if is_asking(connection):
        return
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
