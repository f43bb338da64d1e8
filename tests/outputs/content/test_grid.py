"""Cells reach as far as there is a grid, and no further."""

from hypothesis import given
from hypothesis import strategies as st

from service.model.content import Cell, Table
from service.model.content.tables import span_at
from service.outputs.content.grid import placed_rows

SPANS = st.builds(Cell, st.just(()), st.booleans(), st.integers(1, 70_000), st.integers(1, 70_000))
TABLES = st.lists(st.lists(SPANS, max_size=5).map(tuple), min_size=1, max_size=6).flatmap(
    lambda rows: st.builds(Table, st.just(tuple(rows)), st.integers(0, len(rows)))
)


def spans(*rows: tuple[Cell, ...], head: int = 0) -> list[list[tuple[int, int]]]:
    return [[(each.columns, each.rows) for each in row] for row in placed_rows(Table(rows, head))]


def test_spans_within_the_grid_are_kept() -> None:
    wide, high = Cell(columns=2), Cell(rows=2)
    assert spans((high, wide), (Cell(), Cell())) == [[(1, 2), (2, 1)], [(1, 1), (1, 1)]]


def test_spans_end_where_no_cell_begins() -> None:
    assert spans((Cell(columns=10_000),), (Cell(), Cell())) == [[(2, 1)], [(1, 1), (1, 1)]]
    assert spans((Cell(rows=10_000),), (Cell(),)) == [[(1, 2)], [(1, 1)]]


def test_spans_end_where_the_head_ends() -> None:
    assert spans((Cell(rows=3),), (Cell(),), head=1) == [[(1, 1)], [(1, 1)]]


def test_rows_without_cells_do_not_count() -> None:
    assert spans((Cell(rows=3),), (), (Cell(),)) == [[(1, 2)], [], [(1, 1)]]


def test_a_table_of_nothing_but_spans_has_no_more_places_than_columns() -> None:
    wide = Cell(columns=1_000, rows=60_000)
    assert spans((wide,) * 1_200, (wide,))[0] == [(1, 2)] * 1_200
    places = sum(span_at(wide, at) for at in (0, *range(1_000, 2_199)))
    assert places == 1_000 + 1_199


@given(TABLES)
def test_no_place_is_covered_twice_and_none_is_outside(table: Table) -> None:
    placed = placed_rows(table)
    groups = [placed[: table.head], placed[table.head :]]
    begun: set[int] = set()
    widest = 0
    for group in groups:
        rows = [row for row in group if row]
        above = sum(map(bool, placed[: len(placed) - len(group)])) if group is groups[1] else 0
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            x = 0
            for cell in row:
                while (x, y) in taken:
                    x += 1
                assert (cell.column, cell.row) == (x, y + above)
                begun.add(x)
                assert y + cell.rows <= len(rows)
                own = {(x + dx, y + dy) for dx in range(cell.columns) for dy in range(cell.rows)}
                assert not own & taken
                taken |= own
                widest = max(widest, x + cell.columns)
    assert begun == set(range(widest)), "in every column a cell begins"
