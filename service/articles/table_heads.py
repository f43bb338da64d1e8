"""Which rows of a table name its columns."""

import re
from collections.abc import Callable, Sequence

from service.model.content import Cell, Mark, Row, leaves_of

_FIGURES = re.compile(r"[-–+]?\d[\d.,:/%\s-]*\Z")


def head_rows(rows: Sequence[Row], marked: Sequence[bool]) -> int:
    """How many of the first ``rows`` are headers of columns; ``marked`` are so by their markup.

    Else a row is one that is bold while others are not, or has words where all below it has
    figures. A header that covers several rows makes them all headers.
    """
    is_head = (
        lambda at: marked[at] or _is_all(rows[at], _is_header),
        lambda at: _is_all(rows[at], _is_bold) and not all(_is_all(row, _is_bold) for row in rows),
        lambda at: at == 0 and _names_figures(rows),
    )
    head = next(filter(None, (_leading(rows, each) for each in is_head)), 0)
    covered = max((at + cell.rows for at in range(head) for cell in rows[at]), default=0)
    return covered if head < covered < len(rows) else head


def _leading(rows: Sequence[Row], is_head: Callable[[int], bool]) -> int:
    count = 0
    while count < len(rows) and is_head(count):
        count += 1
    return count if count < len(rows) else 0


def _is_all(row: Row, holds: Callable[[Cell], bool]) -> bool:
    filled = [cell for cell in row if cell.nodes]
    return bool(filled) and all(map(holds, filled))


def _is_header(cell: Cell) -> bool:
    return cell.header


def _is_bold(cell: Cell) -> bool:
    runs = [run for leaf in leaves_of(cell.nodes) for run in leaf.runs if run.text.strip()]
    return all(Mark.STRONG in run.marks for run in runs)


def _names_figures(rows: Sequence[Row]) -> bool:
    """Whether the first row has words alone, and figures stand below each other in a column."""
    first, *below = rows
    if (
        len(below) < 2
        or any(_has_figures(cell) for cell in first)
        or not all(cell.nodes for cell in first)
    ):
        return False
    width = min(map(len, rows))
    return any(all(_has_figures(row[column]) for row in below) for column in range(width))


def _has_figures(cell: Cell) -> bool:
    text = " ".join(leaf.text for leaf in leaves_of(cell.nodes))
    return bool(_FIGURES.match(text))
