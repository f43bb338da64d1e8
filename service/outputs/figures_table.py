"""Listening figures as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from service.formulas import guarded_cell
from service.model.listening import FiguresLine

COLUMNS = ("day", "kind", "episode", "title", "section", "app", "count")


def figure_lines(lines: Iterable[tuple[FiguresLine, str]]) -> Iterator[str]:
    """The heading and a line a total with its title (RFC 4180); no cell runs as a formula."""
    yield _line(COLUMNS)
    for each, title in lines:
        cells = (each.day.isoformat(), each.kind.value, each.episode_id, title)
        yield _line(map(guarded_cell, (*cells, each.section, each.app, str(each.count))))


def _line(cells: Iterable[str]) -> str:
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerow(cells)
    return sheet.getvalue()
