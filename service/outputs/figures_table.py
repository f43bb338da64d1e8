"""Listening figures as a table for spreadsheets."""

from collections.abc import Iterable, Iterator

from service.model.listening import FiguresLine
from service.outputs.sheet_line import sheet_line

COLUMNS = ("day", "kind", "episode", "title", "section", "app", "count")


def figure_lines(lines: Iterable[tuple[FiguresLine, str]]) -> Iterator[str]:
    """The heading and a line a total with its title (RFC 4180); no cell runs as a formula."""
    yield sheet_line(COLUMNS)
    for each, title in lines:
        cells = (each.day.isoformat(), each.kind.value, each.episode_id, title)
        yield sheet_line((*cells, each.section, each.app, str(each.count)))
