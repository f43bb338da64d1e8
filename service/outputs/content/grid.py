"""The cells of a table on a grid without holes: no cell reaches where no other begins."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from service.model.content import Cell, Row, Table
from service.model.content.tables import span_at


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell, where it begins, and how many columns and rows of the grid it covers indeed."""

    cell: Cell
    row: int
    column: int
    columns: int
    rows: int


def placed_rows(table: Table) -> list[list[PlacedCell]]:
    """The rows of ``table``, each with its cells.

    Spans end where the head ends, at the last row, at a cell that is there already, and
    count neither rows without cells nor columns in which no cell begins: browsers would
    show empty strips there, and checkers call them errors.
    """
    placed = [*_placed(table.rows[: table.head]), *_placed(table.rows[table.head :])]
    begun = sorted({at for row in placed for _, at, _, _ in row})
    ranks = {column: rank for rank, column in enumerate(begun)}
    filled = accumulate((row != [] for row in placed), initial=0)

    def in_grid(cell: Cell, row: int, at: int, wide: int, high: int) -> PlacedCell:
        columns = bisect_left(begun, at + wide) - ranks[at]
        return PlacedCell(cell, row, ranks[at], columns, high)

    return [
        [in_grid(cell, at, *place) for cell, *place in row]
        for row, at in zip(placed, filled, strict=False)
    ]


def _placed(rows: Sequence[Row]) -> Iterator[list[tuple[Cell, int, int, int]]]:
    """For each row its cells with column, width and height."""
    covered: dict[int, int] = {}
    # How many of the rows before each place have cells.
    filled = list(accumulate((row != () for row in rows), initial=0))
    for index, row in enumerate(rows):
        if not row:
            yield []
            continue
        at = 0
        placed = []
        opened: dict[int, int] = {}
        for cell in row:
            while covered.get(at, 0) > 0:
                at += 1
            wide = _width(covered, at, span_at(cell, at))
            high = filled[min(index + cell.rows, len(rows))] - filled[index]
            placed.append((cell, at, wide, high))
            opened.update(dict.fromkeys(range(at, at + wide), high))
            at += wide
        yield placed
        covered = {place: high - 1 for place, high in {**covered, **opened}.items() if high > 1}


def _width(covered: dict[int, int], at: int, wished: int) -> int:
    wide = 1
    while wide < wished and covered.get(at + wide, 0) <= 0:
        wide += 1
    return wide
