"""Lines as files that a browser saves: tables for spreadsheets, and lists for programs."""

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response

_MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""


def answer_table(lines: Iterable[str], name: str) -> Response:
    """Lines of CSV as a file of this name, each sent as it comes."""
    return _saved(_encoded(chain([_MARK], lines)), "text/csv; charset=utf-8", name)


def answer_json(pieces: Iterable[str], name: str) -> Response:
    """Pieces of JSON as a file of this name, each sent as it comes."""
    return _saved(_encoded(pieces), "application/json", name)


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    for line in lines:
        yield line.encode("utf-8", "replace")


def _saved(content: Iterator[bytes], kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
