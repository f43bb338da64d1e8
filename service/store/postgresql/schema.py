"""A newsroom's schema on a server: made new and whole; Alembic's migrations follow it."""

from sqlalchemy import Connection

from service.store.postgresql import triggers, words
from service.store.postgresql.tables import tables


def reserve_schema(connection: Connection) -> None:
    """The schema of the connection is there, empty if it was not. Raises the server's refusal."""
    if connection.exec_driver_sql("SELECT current_schema()").scalar() is None:
        name = connection.exec_driver_sql("SHOW search_path").scalar_one()
        # The session may not have heard yet that another has made it while this one waited.
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {name}")


def make_schema(connection: Connection) -> None:
    """All tables, indexes and triggers of the newest schema, in the schema of the connection.

    A newsroom on PostgreSQL begins with the newest Loa: no migration before it ever ran there.
    """
    connection.exec_driver_sql("SET LOCAL check_function_bodies = off")
    tables().create_all(connection, checkfirst=False)
    for statement in (*triggers.statements(), *words.statements()):
        connection.exec_driver_sql(statement)
