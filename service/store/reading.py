"""Transactions that take no lock and see one state throughout, over any database."""

from types import MappingProxyType

from sqlalchemy import Connection

READING = MappingProxyType({"loa_reading": True})
"""Execution options of such a transaction."""


def is_reading(connection: Connection) -> bool:
    """Whether what begins on this connection is one."""
    return READING.keys() <= connection.get_execution_options().keys()
