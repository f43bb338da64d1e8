"""Tables for spreadsheets: every cell comes back as it was, and none of them runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formulas import bare_cell
from service.outputs.sheet_line import sheet_line

CELLS = st.lists(st.text(), min_size=1, max_size=5)


@given(CELLS)
def test_whatever_cells_hold_they_are_one_row_and_come_back(cells: list[str]) -> None:
    line = sheet_line(cells)
    assert line.endswith("\r\n")
    (row,) = csv.reader(io.StringIO(line, newline=""))
    assert list(map(bare_cell, row)) == cells


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-3", "@SUM(A1)", "\t=1", "'=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked(cell: str) -> None:
    assert sheet_line(["Tin", cell]).startswith("Tin,'")
