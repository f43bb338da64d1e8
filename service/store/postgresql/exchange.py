"""One schema takes the place of another, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, inspect

from service.errors import StoreError
from service.store.database import Database
from service.store.postgresql.address import PostgresAddress
from service.store.postgresql.connecting import connect

_UNFINISHED = "Loa: unfinished"
"""The comment of a schema that is being made, until it takes its place: nobody's data is there."""

_OURS = (frozenset({"articles", "editions"}), frozenset({"workflow_status"}))
"""Tables by which a library, and a queue (dbos'), are known."""


def require_no_stranger(old: PostgresAddress, new: PostgresAddress) -> None:
    """Raises StoreError where another program keeps something in the schema ``old``, or anybody in
    ``new``, which is where a library is to be made that takes the other's place. Changes nothing.
    """
    with _writing(old) as connection:
        _require_ours(connection, old)
        if _holds_something(connection, new) and not _is_unfinished(connection, new):
            raise _stranger(new)


def begin_schema(old: PostgresAddress, new: PostgresAddress) -> None:
    """The schema ``new`` is there, empty, and known as unfinished. Raises StoreError as above."""
    require_no_stranger(old, new)
    with _writing(new) as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {new.schema} CASCADE")
        connection.exec_driver_sql(f"CREATE SCHEMA {new.schema}")
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {new.schema} IS '{_UNFINISHED}'")


def drop_schema(address: PostgresAddress) -> None:
    """The schema is gone with all that it held; one that was not there stays so.

    Raises StoreError, also where another program keeps something in it.
    """
    with _writing(address) as connection:
        _require_ours(connection, address)
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
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {old.schema} IS NULL")
        return kept


@contextmanager
def _writing(address: PostgresAddress) -> Iterator[Connection]:
    database = Database(str(address), connect(address))
    try:
        with database.translated(), database.engine.begin() as connection:
            yield connection
    finally:
        database.close()


def _require_ours(connection: Connection, address: PostgresAddress) -> None:
    inside = frozenset(inspect(connection).get_table_names(schema=address.schema))
    if _holds_something(connection, address) and not any(each <= inside for each in _OURS):
        raise _stranger(address)


def _holds_something(connection: Connection, address: PostgresAddress) -> bool:
    asked = """
        SELECT 1 FROM pg_depend JOIN pg_namespace ON pg_namespace.oid = refobjid
        WHERE refclassid = 'pg_namespace'::regclass AND nspname = %s LIMIT 1
    """
    return connection.exec_driver_sql(asked, (address.schema,)).first() is not None


def _is_unfinished(connection: Connection, address: PostgresAddress) -> bool:
    asked = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s"
    return connection.exec_driver_sql(asked, (address.schema,)).scalar() == _UNFINISHED


def _stranger(address: PostgresAddress) -> StoreError:
    return StoreError(
        f"Ở {address} đã có dữ liệu của chương trình khác hay toà soạn khác. Hãy đặt một schema "
        "khác trong LOA_DATABASE_URL. Chưa có gì bị thay đổi.",
        f"Another program or newsroom keeps something in {address}. Let LOA_DATABASE_URL name "
        "another schema. Nothing was changed.",
        place=str(address),
    )


def _is_there(connection: Connection, address: PostgresAddress) -> bool:
    asked = "SELECT 1 FROM information_schema.schemata WHERE schema_name = %s"
    return connection.exec_driver_sql(asked, (address.schema,)).first() is not None
