"""A line of a table that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from service.formulas import guarded_cell


def sheet_line(cells: Iterable[str]) -> str:
    """``cells`` as a line that CR LF ends (RFC 4180); none of them runs as a formula."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerow(map(guarded_cell, cells))
    return sheet.getvalue()
