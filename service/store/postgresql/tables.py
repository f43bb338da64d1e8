"""The tables as a PostgreSQL server is to make them, of those that the library declares.

Texts sort by their code points, whatever language the server was set up for, as SQLite sorts
them; a length is the model's to hold; and a number has 64 bits.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Text

from service.store.schema import Moment, Table

_TEXT = Text(collation="C")


def tables() -> MetaData:
    """The newest schema, without what only SQLite has."""
    made = MetaData()
    for table in Table.metadata.sorted_tables:
        for column in table.to_metadata(made).columns:
            _fit(column)
    return made


def _fit(column: Column[Any]) -> None:
    if isinstance(column.type, (String, Moment)):  # Text is a String
        column.type = _TEXT
    elif isinstance(column.type, Integer):
        column.type = BigInteger()
