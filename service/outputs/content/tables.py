"""Tables as a page shows them: a row is one line of the article, and marked as a whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from service.model.content import Node, Table
from service.model.content.tables import head_line, row_lines
from service.outputs.content.grid import PlacedCell, placed_rows
from service.outputs.content.headers import Headers, heads_columns, heads_row
from service.outputs.content.lines import Lines
from service.outputs.content.markup import Element, Part, element

_UNMARKED: Mapping[str, str] = MappingProxyType({})


class Inside(Protocol):
    """Who writes what stands in the cells of a table."""

    def write_inside(self, nodes: Sequence[Node]) -> list[Part]:
        """``nodes`` of a cell."""


def write_table(table: Table, lines: Lines, inside: Inside, number: int | None = None) -> Element:
    """``table`` with its caption, its headers and how far its cells reach.

    ``number`` counts the tables of the page; one in a cell has none.
    """
    caption = [element("caption", lines.line(table.caption))] if table.caption else []
    placed = placed_rows(table)
    headers = Headers(placed, table.head, f"bang{number}" if number else None)
    rows = _Rows(table, placed, headers, lines, inside)
    return element("table", [*caption, *rows.head(), *rows.body()])


def framed(table: Element, number: int, caption: str) -> Element:
    """``table``, the page's ``number``-th, in a frame that the keyboard can scroll."""
    name = f"Bảng {number}: {caption}" if caption else f"Bảng {number}"
    attributes = {"class": "table", "role": "region", "tabindex": "0", "aria-label": name}
    return element("div", [table], attributes)


@dataclass(frozen=True, slots=True)
class _Rows:
    table: Table
    placed: Sequence[Sequence[PlacedCell]]
    headers: Headers
    lines: Lines
    inside: Inside

    def head(self) -> Iterator[Element]:
        """The rows that name the columns: all of them together are one line."""
        marks = self.lines.unit() if head_line(self.table) else {}
        rows = [self._row(row, "col") for row in self.placed[: self.table.head] if row]
        if rows:
            yield element("thead", rows, marks)

    def body(self) -> Iterator[Element]:
        """The rows below, each a line if it has any text."""
        rows = []
        for row, line in zip(self.placed[self.table.head :], row_lines(self.table), strict=True):
            marks = self.lines.unit() if line else {}
            if row:
                rows.append(self._row(row, "row", marks))
        if rows:
            yield element("tbody", rows)

    def _row(
        self, row: Iterable[PlacedCell], scope: str, marks: Mapping[str, str] = _UNMARKED
    ) -> Element:
        return element("tr", [self._cell(each, scope) for each in row], marks)

    def _cell(self, placed: PlacedCell, scope: str) -> Element:
        spans = {"colspan": placed.columns, "rowspan": placed.rows}
        reach = {name: str(count) for name, count in spans.items() if count > 1}
        parts = self.inside.write_inside(placed.cell.nodes)
        is_header = heads_columns(placed) if scope == "col" else heads_row(placed)
        if is_header:
            own = self.headers.own_name(placed)
            return element("th", parts, {"scope": scope, **own, **reach})
        return element("td", parts, {**self.headers.of(placed), **reach})
