"""One schema takes the place of another, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from service.store.database import Database
from service.store.postgresql.address import PostgresAddress
from service.store.postgresql.connecting import connect


def drop_schema(address: PostgresAddress) -> None:
    """The schema is gone with all that it held; one that was not there stays so.

    Raises StoreError.
    """
    with _writing(address) as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {address.schema} CASCADE")


def replace_schema(old: PostgresAddress, new: PostgresAddress, now: datetime) -> str | None:
    """The schema of ``new`` has the name of ``old``, which is kept under the date ``now``.

    The name it is kept under; None where there was none. Raises StoreError.
    """
    with _writing(old) as connection:
        kept = f"{old.schema}_{now:%Y%m%dt%H%M%S}" if _is_there(connection, old) else None
        if kept is not None:
            connection.exec_driver_sql(f"ALTER SCHEMA {old.schema} RENAME TO {kept}")
        connection.exec_driver_sql(f"ALTER SCHEMA {new.schema} RENAME TO {old.schema}")
        return kept


@contextmanager
def _writing(address: PostgresAddress) -> Iterator[Connection]:
    database = Database(str(address), connect(address))
    try:
        with database.translated(), database.engine.begin() as connection:
            yield connection
    finally:
        database.close()


def _is_there(connection: Connection, address: PostgresAddress) -> bool:
    asked = "SELECT 1 FROM information_schema.schemata WHERE schema_name = %s"
    return connection.exec_driver_sql(asked, (address.schema,)).first() is not None
