"""The clock of the queue's database: all programs that share the file share it."""

import sqlalchemy as sa

_NOW = sa.text("SELECT (julianday('now') - 2440587.5) * 86400.0")


def moment(connection: sa.Connection) -> float:
    """Now, in seconds since 1970."""
    return float(connection.execute(_NOW).scalar_one())
