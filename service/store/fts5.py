"""The search of words by SQLite's FTS5."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Integer, Select, column, literal_column, table, text

from service.store.article_card_rows import ArticleCardRow
from service.store.schema import ArticleRow
from service.store.sought import NEAR, Asked, Together


def among_words(
    rows: Select[ArticleCardRow, ArticleRow], asked: Asked
) -> tuple[Select[ArticleCardRow, ArticleRow], ColumnElement[int]]:
    """``rows`` that hold what is asked for; the place that they are sorted by.

    FTS5 goes through its rows in the order of its own places alone.
    """
    index, first = ("words_marked", asked.marked) if asked.marked else ("words_plain", asked.plain)
    words = table(index, column("rowid", Integer))
    rows = rows.select_from(words).join(ArticleCardRow, ArticleCardRow.place == words.c.rowid)
    rows = rows.where(text(f"{index} MATCH :asked").bindparams(asked=_query(first)))
    if asked.marked and asked.plain:
        also = text(
            "EXISTS (SELECT 1 FROM words_plain WHERE words_plain MATCH :plain "
            "AND words_plain.rowid = words_marked.rowid)"
        )
        rows = rows.where(also.bindparams(plain=_query(asked.plain)))
    return rows, literal_column(f"{index}.rowid", Integer)


def _query(groups: Iterable[Together]) -> str:
    return " AND ".join(map(_group, groups))


def _group(group: Together) -> str:
    if group.is_phrase:
        return '"' + " ".join(group.words) + '"'
    each = " ".join(f'"{word}"' for word in group.words)
    return f"NEAR({each}, {NEAR})" if len(group.words) > 1 else each
