"""A newsroom's schema on a server: made new and whole; Alembic's migrations follow it."""

from sqlalchemy import Connection

from service.errors import StoreError
from service.store.postgresql import triggers, words
from service.store.postgresql.tables import tables


def reserve_schema(connection: Connection) -> None:
    """The schema of the connection is there, empty if it was not. Raises the server's refusal."""
    if connection.exec_driver_sql("SELECT current_schema()").scalar() is None:
        name = connection.exec_driver_sql("SHOW search_path").scalar_one()
        # The session may not have heard yet that another has made it while this one waited.
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {name}")


_ENCODING, _OLDEST = "UTF8", 13
_FIT = (
    "SELECT current_setting('server_encoding'), current_setting('server_version_num')::int / 10000"
)


def require_fit(connection: Connection, place: str) -> None:
    """Raises StoreError where the server could not hold what is written in Vietnamese, or is old.

    ``place`` is what messages call it.
    """
    encoding, version = connection.exec_driver_sql(_FIT).one()
    if encoding != _ENCODING:
        raise StoreError(
            f"Cơ sở dữ liệu {place} dùng mã {encoding}, không giữ được chữ Việt. Hãy tạo cơ sở dữ "
            "liệu khác với ENCODING 'UTF8'. Chưa có gì bị thay đổi.",
            f"Database {place} has the encoding {encoding}, which cannot hold Vietnamese. Create "
            "another one with ENCODING 'UTF8'. Nothing was changed.",
            place=place,
        )
    if version < _OLDEST:
        raise StoreError(
            f"Cơ sở dữ liệu {place}: PostgreSQL {version} cũ quá, cần bản {_OLDEST} trở lên. Chưa "
            "có gì bị thay đổi.",
            f"Database {place}: PostgreSQL {version} is too old, {_OLDEST} or newer is needed. "
            "Nothing was changed.",
            place=place,
        )


def make_schema(connection: Connection) -> None:
    """All tables, indexes and triggers of the newest schema, in the schema of the connection.

    A newsroom on PostgreSQL begins with the newest Loa: no migration before it ever ran there.
    """
    connection.exec_driver_sql("SET LOCAL check_function_bodies = off")
    tables().create_all(connection, checkfirst=False)
    for statement in (*triggers.statements(), *words.statements()):
        connection.exec_driver_sql(statement)
