"""Transactions that take no lock and see one state throughout, over any database."""

from types import MappingProxyType

from sqlalchemy import Connection

READING = MappingProxyType({"loa_reading": True})
"""Execution options of such a transaction."""

ASKING = MappingProxyType({"loa_reading": True, "loa_asking": True})
"""Of one that is a single question: the database makes a statement by itself a transaction."""


def is_reading(connection: Connection) -> bool:
    """Whether what begins on this connection is one."""
    return READING.keys() <= connection.get_execution_options().keys()


def is_asking(connection: Connection) -> bool:
    """Whether what begins on this connection is a single question, which needs no beginning."""
    return ASKING.keys() <= connection.get_execution_options().keys()
