"""All rows of one library into another, of whatever kind, and a comparison of both.

What the triggers of the new library make of the rows as they come (tallies, cards of the list) is
put aside for what the old one had: nothing is counted twice, and places in lists stay.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, Row, Table, delete, func, insert, select, text

from service.errors import StoreError
from service.store import library as _every_table  # noqa: F401 - rows declare themselves
from service.store.article_card_rows import ArticleCardRow, ArticleWordsRow
from service.store.database import Database
from service.store.reading import READING
from service.store.schema import Table as Declared
from service.store.tallies import TallyRow

_AT_ONCE = 500

_MADE_BY_TRIGGERS = tuple(
    Declared.metadata.tables[each.__tablename__]
    for each in (ArticleCardRow, ArticleWordsRow, TallyRow)
)


@dataclass(frozen=True, slots=True)
class Copied:
    """A table of which both libraries have the same ``rows``."""

    table: str
    rows: int


def copy_rows(
    source: Database, target: Database, tell: Callable[[int, int], object]
) -> tuple[Copied, ...]:
    """The empty library ``target`` has each row of ``source``, or, after an error, none.

    The numbers and digests of the rows of each table are compared before anything is kept.
    ``tell`` is told how many tables of how many are done. Raises StoreError.
    """
    tables = _in_order()
    with (
        source.translated(),
        source.engine.execution_options(**READING).begin() as old,
    ):
        with target.translated(), target.engine.begin() as new:
            for number, table in enumerate(tables):
                tell(number, len(tables))
                if table is _MADE_BY_TRIGGERS[0]:
                    _forget_made(new)
                _copy(table, old, new)
            _go_on_counting(tables, new)
            compared = tuple(_compare(each, old, new) for each in tables)
        tell(len(tables), len(tables))
        return compared


def _in_order() -> Sequence[Table]:
    """What is referred to before what refers to it; what triggers make comes last."""
    found = [each for each in Declared.metadata.sorted_tables if each not in _MADE_BY_TRIGGERS]
    return (*found, *_MADE_BY_TRIGGERS)


def _forget_made(connection: Connection) -> None:
    for table in reversed(_MADE_BY_TRIGGERS):
        connection.execute(delete(table))


def _copy(table: Table, old: Connection, new: Connection) -> None:
    for rows in _rows(table, old):
        new.execute(insert(table), [row._asdict() for row in rows])


def _rows(table: Table, connection: Connection) -> Iterator[Sequence[Row[tuple[object, ...]]]]:
    """The rows in the order of their keys, some at once."""
    asked = select(table).order_by(*table.primary_key.columns)
    found = connection.execution_options(yield_per=_AT_ONCE).execute(asked)
    yield from found.partitions(_AT_ONCE)


def _go_on_counting(tables: Sequence[Table], connection: Connection) -> None:
    """New rows are numbered after those that came with their numbers; SQLite sees that itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        keys = list(table.primary_key.columns)
        if len(keys) == 1 and isinstance(keys[0].type, Integer):
            most = connection.scalar(select(func.max(keys[0])))
            if most is not None:
                connection.execute(
                    text("SELECT setval(pg_get_serial_sequence(:table, :column), :most)"),
                    {"table": table.name, "column": keys[0].name, "most": most},
                )


def _compare(table: Table, old: Connection, new: Connection) -> Copied:
    was, has = _digest(table, old), _digest(table, new)
    if was != has:
        raise StoreError(
            f"Bảng {table.name} chép sang không giống: {was[0]} hàng thành {has[0]}. Chưa giữ gì.",
            f"The table {table.name} is not the same: {was[0]} rows became {has[0]}. Nothing was "
            "kept.",
        )
    return Copied(table.name, was[0])


def _digest(table: Table, connection: Connection) -> tuple[int, str]:
    """How many rows there are, and a digest of all of them in their order."""
    digest, count = hashlib.sha256(), 0
    for rows in _rows(table, connection):
        count += len(rows)
        for row in rows:
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return count, digest.hexdigest()
