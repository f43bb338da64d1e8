"""The clock of the queue's database: all programs that share the queue share it."""

import sqlalchemy as sa

_NOW = {
    "sqlite": sa.text("SELECT (julianday('now') - 2440587.5) * 86400.0"),
    "postgresql": sa.text("SELECT extract(epoch FROM clock_timestamp())"),
}


def moment(connection: sa.Connection) -> float:
    """Now, in seconds since 1970."""
    return float(connection.execute(_NOW[connection.dialect.name]).scalar_one())
