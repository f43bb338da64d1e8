"""Brings a database to the schema of this program, by Alembic's migrations."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from service.errors import StoreError
from service.store.connections import READING

HEAD = "0019"
"""The newest migration. Kept here so that an up-to-date database is opened without Alembic."""

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(engine: Engine, path: Path) -> None:
    """The database has the schema of :data:`HEAD`. Raises StoreError for a newer one."""
    with engine.connect() as connection:
        # SQLite: altering a table copies and drops it, and with foreign keys on that
        # deletes what refers to it. The pragma works outside of transactions only.
        connection.connection.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                _upgrade(connection, path)
        finally:
            connection.connection.execute("PRAGMA foreign_keys=ON")


def require_head(engine: Engine, path: Path) -> None:
    """Raises StoreError when the database has another schema than :data:`HEAD`."""
    with engine.execution_options(**READING).connect() as connection:
        found = _version(connection)
    if found != HEAD:
        raise StoreError(
            f"Cơ sở dữ liệu {path} thuộc bản Loa khác ({found}) và chưa nâng cấp được.",
            f"Database {path} belongs to another Loa ({found}) and cannot be upgraded now.",
            place=path,
        )


def _upgrade(connection: Connection, path: Path) -> None:
    found = _version(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StoreError(
            f"Cơ sở dữ liệu {path} thuộc bản Loa mới hơn ({found}). Hãy nâng cấp Loa.",
            f"Database {path} belongs to a newer Loa ({found}). Upgrade Loa.",
            place=path,
        )
    if found is None and inspect(connection).get_table_names():
        raise StoreError(
            f"{path} là cơ sở dữ liệu của một chương trình khác, không phải của Loa.",
            f"{path} is another program's database, not Loa's.",
            place=path,
        )
    # Imported here: Alembic takes a tenth of a second that most starts need not spend.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise StoreError(
            f"Nâng cấp cơ sở dữ liệu {path} không thành; mọi thứ được giữ như cũ.",
            f"Upgrading {path} would break its references; nothing was changed.",
            place=path,
        )


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
