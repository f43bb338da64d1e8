"""Where the queue is kept: a SQLite file, or a schema of a PostgreSQL server."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOS
from sqlalchemy.dialects import postgresql, sqlite

from service.jobs.laying import lay_schema
from service.store.addresses import DatabaseAddress
from service.store.connections import address_of
from service.store.connections import connect as connect_file
from service.store.connections import connect_briefly as connect_file_briefly
from service.store.connections import connect_for_reading as connect_file_for_reading
from service.store.postgresql.connecting import connect as connect_server
from service.store.postgresql.connecting import connect_briefly as connect_server_briefly
from service.store.postgresql.connecting import connect_for_reading as connect_server_for_reading
from service.store.postgresql.schema import reserve_schema


def connect(address: DatabaseAddress) -> sa.Engine:
    """An engine whose writers take turns; see the store. The schema on a server is there then.

    Raises DatabaseFailure when the server does not let itself be asked.
    """
    if isinstance(address, Path):
        return connect_file(address)
    engine = connect_server(address)
    try:
        with engine.begin() as connection:
            reserve_schema(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def connect_for_reading(address: DatabaseAddress) -> sa.Engine:
    """An engine that changes nothing."""
    if isinstance(address, Path):
        return connect_file_for_reading(address, immutable=False)
    return connect_server_for_reading(address)


def connect_for_dbos(address: DatabaseAddress) -> sa.Engine:
    """An engine for dbos, which begins its own transactions."""
    if isinstance(address, Path):
        return connect_file_briefly(address)
    return connect_server_briefly(address)


def migrate(address: DatabaseAddress) -> None:
    """The tables of dbos are as this version of it wants them."""
    if isinstance(address, Path):
        DBOS.migrate(address_of(address).render_as_string())
        return
    engine = connect_server(address)
    try:
        with engine.begin() as connection:
            is_new = lay_schema(connection, address.schema)
    finally:
        engine.dispose()
    if not is_new:
        url = address.url.render_as_string(hide_password=False)
        DBOS.migrate(url, schema=address.schema)


def schema_of(address: DatabaseAddress) -> str | None:
    """The schema in which dbos is to look for its tables; None for a file, which has none."""
    return None if isinstance(address, Path) else address.schema


def insert_into(connection: sa.Connection, table: sa.Table) -> Any:
    """An INSERT that knows what to do about a row that is there (``on_conflict_do_…``)."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
