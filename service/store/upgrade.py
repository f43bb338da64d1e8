"""Brings a database to the schema of this program, by Alembic's migrations."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from service.errors import StoreError
from service.store.postgresql.schema import make_schema, require_fit, reserve_schema
from service.store.reading import READING

HEAD = "0024"
"""The newest migration. Kept here so that an up-to-date database is opened without Alembic."""

MIGRATIONS = Path(__file__).with_name("migrations")


class NewerLoaError(StoreError):
    """The database is whole, and a newer Loa's: only that one reads it."""


def upgrade(engine: Engine, place: str) -> None:
    """The database has the schema of :data:`HEAD`. Raises StoreError for a newer one.

    ``place`` is what messages call it.
    """
    if engine.dialect.name == "sqlite":
        with (
            engine.connect() as connection,
            _without_references(connection),
            connection.begin(),
        ):
            _upgrade(connection, place, _migrate)
            _require_references(connection, place)
    else:
        with engine.begin() as connection:
            if _version(connection) is None:
                require_fit(connection, place)
            reserve_schema(connection)
            _upgrade(connection, place, _lay)


def has_schema(engine: Engine) -> bool:
    """Whether some Loa has made its tables there."""
    with engine.execution_options(**READING).connect() as connection:
        return _version(connection) is not None


def require_head(engine: Engine, place: str) -> None:
    """Raises StoreError when the database has another schema than :data:`HEAD`."""
    with engine.execution_options(**READING).connect() as connection:
        found = _version(connection)
    _require_no_newer(found, place)
    if found != HEAD:
        raise StoreError(
            f"Cơ sở dữ liệu {place} thuộc bản Loa khác ({found}) và chưa nâng cấp được.",
            f"Database {place} belongs to another Loa ({found}) and cannot be upgraded now.",
            place=place,
        )


def _require_no_newer(found: str | None, place: str) -> None:
    if found is not None and found > HEAD:
        raise NewerLoaError(
            f"Cơ sở dữ liệu {place} thuộc bản Loa mới hơn ({found}). Hãy nâng cấp Loa.",
            f"Database {place} belongs to a newer Loa ({found}). Upgrade Loa.",
            place=place,
        )


@contextmanager
def _without_references(connection: Connection) -> Iterator[None]:
    """SQLite: altering a table copies and drops it, and with foreign keys on that deletes what
    refers to it. The pragma works outside of transactions only.
    """
    connection.connection.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.connection.execute("PRAGMA foreign_keys=ON")


def _require_references(connection: Connection, place: str) -> None:
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise StoreError(
            f"Nâng cấp cơ sở dữ liệu {place} không thành; mọi thứ được giữ như cũ.",
            f"Upgrading {place} would break its references; nothing was changed.",
            place=place,
        )


def _upgrade(
    connection: Connection, place: str, bring_up: Callable[[Connection, str | None], None]
) -> None:
    found = _version(connection)
    if found == HEAD:
        return
    _require_no_newer(found, place)
    if found is None and inspect(connection).get_table_names():
        raise StoreError(
            f"{place} là cơ sở dữ liệu của một chương trình khác, không phải của Loa.",
            f"{place} is another program's database, not Loa's.",
            place=place,
        )
    bring_up(connection, found)


def _migrate(connection: Connection, found: str | None) -> None:
    """The migrations after the one that was ``found``; all of them in a new database."""
    # Imported here: Alembic takes a tenth of a second that most starts need not spend.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _lay(connection: Connection, found: str | None) -> None:
    """As ``_migrate``; a new schema on a server is made whole."""
    if found is not None:
        _migrate(connection, found)
        return
    make_schema(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
