"""Cells of a table that a spreadsheet would run, and the mark that keeps it from that."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would take for a formula, or that was guarded from it."""


def guarded_cell(cell: str) -> str:
    """``cell``, with an apostrophe before what would run, as «=HYPERLINK(…)».

    OWASP, CSV Injection.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def bare_cell(cell: str) -> str:
    """The cell as it was before :func:`guarded_cell`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
