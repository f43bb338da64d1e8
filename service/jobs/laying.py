"""The tables of dbos in a new schema on a server: laid at once, in one transaction.

dbos lays them by its migrations from the first to the last, more than twenty of which build an
index ``CONCURRENTLY``: each waits for every transaction in the whole database that is older,
while all other newsrooms that start wait for one lock. In a schema that nobody else has seen
there is nothing to wait for. ``python -m bench.first_starts`` measures both.
"""

from dbos._migration import get_dbos_migrations
from sqlalchemy import Connection, column, insert, inspect, table, text
from sqlalchemy.sql.compiler import IdentifierPreparer

from service.store.postgresql.schema import reserve_schema

_FIRST_KEY = 10
"""dbos leaves this one out of a new schema: the first migration has made that key already."""


def lay_schema(connection: Connection, schema: str) -> bool:
    """Whether dbos had no tables there and has them now, as its own migrations leave them.

    Whoever else comes waits for the transaction of ``connection`` to end, which is the turn of
    the schema's writers. An older schema is left to dbos.
    """
    reserve_schema(connection)
    if inspect(connection).has_table("dbos_migrations", schema=schema):
        return False
    quoted = IdentifierPreparer(connection.dialect).quote_identifier(schema)
    connection.exec_driver_sql(
        f"CREATE TABLE {quoted}.dbos_migrations (version BIGINT NOT NULL PRIMARY KEY)"
    )
    migrations = get_dbos_migrations(schema, use_listen_notify=True)
    for number, statements in enumerate(migrations, 1):
        if number != _FIRST_KEY and statements.strip():
            connection.execute(text(statements.replace(" CONCURRENTLY ", " ")))
    done = table("dbos_migrations", column("version"), schema=schema)
    connection.execute(insert(done).values(version=len(migrations)))
    return True
