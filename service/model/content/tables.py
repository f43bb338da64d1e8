"""A table as lines: each row with the headers of its columns."""

from collections.abc import Iterator

from service.model.content.flat import flat_inline
from service.model.content.nodes import Cell, Table
from service.model.content.runs import Inline, Run, fold_inline, text_of

MOST_COLUMNS = 1_000
"""Columns of a grid that are told apart; the parser of HTML itself allows as many (``colspan``)."""

_BETWEEN = Run("; ")


def head_line(table: Table) -> Inline:
    """The names of the columns, as they stand in the rows that head them; () without."""
    cells = [cell for row in table.rows[: table.head] for cell in row]
    return _joined([flat_inline(cell.nodes) for cell in cells])


def row_lines(table: Table) -> Iterator[Inline]:
    """Each row below the head: "Vị trí: Giáo viên Toán; Nam: 5"; () for an empty one.

    A cell that covers several columns has the name of the first, one that covers several
    rows is told with the first of them.
    """
    grid = list(_places(table))
    names = column_names(table, grid)
    for row, columns in list(zip(table.rows, grid, strict=True))[table.head :]:
        yield _joined(
            [_named(cell, names.get(at, "")) for cell, at in zip(row, columns, strict=True)]
        )


def column_names(table: Table, grid: list[list[int]]) -> dict[int, str]:
    """The name of each column that has one: the lowest header that covers it alone or last."""
    names: dict[int, str] = {}
    for row, columns in list(zip(table.rows, grid, strict=True))[: table.head]:
        for cell, at in zip(row, columns, strict=True):
            text = text_of(flat_inline(cell.nodes))
            if text:
                names.update(dict.fromkeys(range(at, at + span_at(cell, at)), text))
    return names


def heads_of(table: Table) -> tuple[str, ...]:
    """The names of the columns that have one, from left to right."""
    names = column_names(table, list(_places(table)))
    return tuple(dict.fromkeys(names[at] for at in sorted(names)))


def width_of(table: Table) -> int:
    """How many columns the widest row of ``table`` has."""
    return max(
        (
            columns[-1] + span_at(row[-1], columns[-1])
            for row, columns in zip(table.rows, _places(table), strict=True)
            if row
        ),
        default=0,
    )


def span_at(cell: Cell, at: int) -> int:
    """How many columns ``cell`` covers that begins at ``at``: beyond the most there is no grid.

    A thousand cells that each cover a thousand would be a million places of every row.
    """
    return max(1, min(cell.columns, MOST_COLUMNS - at))


def _places(table: Table) -> Iterator[list[int]]:
    """For each row the column at which each of its cells begins (HTML, "forming a table")."""
    covered: dict[int, int] = {}
    for row in table.rows:
        at, columns, opened = 0, [], {}
        for cell in row:
            while covered.get(at, 0) > 0:
                at += 1
            columns.append(at)
            width = span_at(cell, at)
            opened.update(dict.fromkeys(range(at, at + width), cell.rows))
            at += width
        yield columns
        covered = {place: left - 1 for place, left in {**covered, **opened}.items() if left > 1}


def _named(cell: Cell, name: str) -> Inline:
    runs = flat_inline(cell.nodes)
    if not runs or not name or cell.header:
        return runs
    return fold_inline((Run(f"{name.rstrip(' :')}: "), *runs))


def _joined(lines: list[Inline]) -> Inline:
    runs: list[Run] = []
    for line in filter(None, lines):
        runs += [_BETWEEN, *line] if runs else line
    return fold_inline(runs)
