"""How an editor wants a table read: row by row, summed up, not at all, or by the rules again."""

from dataclasses import dataclass
from datetime import datetime

from service.errors import ArticleError, NotFoundError
from service.model import Article, SpeechRules, TableChoice, TableReading
from service.store.library import Library
from service.text.tables import PrintedTable, reading_of, tables_of


@dataclass(frozen=True, slots=True)
class DeskTable:
    """A table as the desk shows it: how it is read now, and what was ``chosen`` for it.

    ``by_rules`` is how the installation's rules read it.
    """

    printed: PrintedTable
    by_rules: TableReading
    chosen: TableReading | None

    @property
    def name(self) -> str:
        """Its caption, or what stands in its first line."""
        return self.printed.lines[0].text


def desk_tables(article: Article, library: Library, rules: SpeechRules) -> list[DeskTable]:
    """The tables of the article's newest revision, in their order."""
    chosen = {each.table: each.reading for each in library.table_choices(article.id)}
    return [
        DeskTable(each, reading_of(each.table, each.lines, rules, {}), chosen.get(each.digest))
        for each in tables_of(article.revision.leaves)
    ]


def choose_table_reading(
    article: Article, table: str, reading: str, *, author: str, library: Library, now: datetime
) -> bool:
    """Whether the table is read otherwise now, from the next edition on.

    "" is by the installation's rules.

    Raises NotFoundError for a table that does not stand in the article, ArticleError for
    another reading; nothing has changed then.
    """
    if table not in {each.digest for each in tables_of(article.revision.leaves)}:
        raise NotFoundError("Bài không có bảng này.", "There is no such table in the article.")
    if reading and reading not in {each.value for each in TableReading}:
        raise ArticleError(
            "Bảng được đọc từng dòng, tóm tắt hoặc không đọc.",
            "A table is read by rows, as a summary or not at all.",
        )
    chosen = {each.table: each.reading for each in library.table_choices(article.id)}.get(table)
    if (chosen.value if chosen else "") == reading:
        return False
    if reading:
        choice = TableChoice(article.id, table, TableReading(reading), author, now)
        library.set_table_choice(choice)
    else:
        library.remove_table_choice(article.id, table, now)
    return True
