"""How a table is said: row by row, in one sentence, or not at all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.fingerprint import fingerprint
from service.model import BlockKind, Leaf, SpeechRules, TableReading
from service.model.content import Table, heads_of, width_of
from service.text.counting import say_cardinal

_LINES = (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW)

_COUNTING = r"(?:stt|tt|số tt|số thứ tự|thứ tự|no\.?|#)"
# «STT: 1; …» counts rows that are heard one after the other; of «TT: Tổng; …», which covers more
# columns, and of «STT: 1» alone only the name goes; «TT Huế: 5» is another column.
ORDINAL = re.compile(rf"{_COUNTING}\s?:\s(?:[0-9]{{1,4}}[.)]?;\s)?", re.IGNORECASE)
_ORDINAL_HEAD = re.compile(rf"{_COUNTING}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of an article, known by the digest of its letters, and its leaves in order."""

    digest: str
    table: Table
    lines: tuple[Leaf, ...]


def tables_of(leaves: Iterable[Leaf]) -> Iterator[PrintedTable]:
    """The tables of an article in their order."""
    for _, group in groupby(leaves, lambda leaf: id(leaf.node)):
        lines = tuple(group)
        if isinstance(lines[0].node, Table):
            yield PrintedTable(table_digest(lines), lines[0].node, lines)


def table_digest(lines: Iterable[Leaf]) -> str:
    """What a choice of the desk knows a table by, from its head and rows: 12 hex digits."""
    said = [leaf.text for leaf in lines if leaf.kind in _LINES]
    return fingerprint("table/1", said)[:12]


def reading_of(
    table: Table, lines: Sequence[Leaf], rules: SpeechRules, chosen: Mapping[str, TableReading]
) -> TableReading:
    """How ``table``, whose leaves are ``lines``, is read; a choice for it goes before the rules."""
    choice = chosen.get(table_digest(lines)) if chosen else None
    if choice is not None:
        return choice
    rows = sum(leaf.kind is BlockKind.TABLE_ROW for leaf in lines)
    large = rows > rules.table_rows or width_of(table) > rules.table_columns
    if rules.tables is TableReading.ROWS and large:
        return TableReading.SUMMARY
    return rules.tables


def summary_of(table: Table, lines: Sequence[Leaf]) -> str:
    """How large ``table`` is and what its columns are, in a sentence."""
    rows = sum(leaf.kind is BlockKind.TABLE_ROW for leaf in lines)
    size = f"Bảng có {say_cardinal(rows)} dòng, {say_cardinal(width_of(table))} cột"
    heads = [head.strip(" :") for head in heads_of(table) if not _ORDINAL_HEAD.match(head)]
    columns = f": {', '.join(heads)}" if heads else ""
    return f"{size}{columns}; không đọc từng dòng."
