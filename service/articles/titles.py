"""Which line of a page is its title: the one it says, else the one its place tells."""

import re
from collections.abc import Sequence

from service.articles.layout import (
    TITLE_LENGTH,
    is_headline,
    is_nearly_title,
    is_title,
    without_site,
)

_CRUMB = re.compile(r"\s*[>»›]\s*|\s+/\s+")
_LONG = 6
"""Words of a title that is no label: some pages print the date above it."""

_NEAR, _PAGE = 6, 40
"""How far above the text a title stands on a page copied with its menus, and the lines of one."""

Lines = Sequence[tuple[int, str]]
"""Lines that may be the title, each with its place on the page."""


def printed_title(lines: Lines, known: str) -> int | None:
    """Where the page prints the title ``known``, as it is or else in other words."""
    same = (place for place, text in lines if is_title(known, text))
    bare = without_site(known) or known
    nearly = (place for place, text in lines if is_nearly_title(bare, text))
    return next(same, next(nearly, None))


def guessed_title(lines: Lines, *, first: int, date: int | None, end: int) -> int | None:
    """The headline beside the date line, above it first; without one, the first above the prose.

    ``first`` is the first line of prose, ``end`` the number of lines of the page.
    """
    short = [(place, text) for place, text in lines if len(text) <= TITLE_LENGTH]
    header = [(place, text) for place, text in short if place < first]
    headlines = [place for place, text in header if is_headline(text)]
    long = {place for place, text in header if len(text.split()) >= _LONG}
    if date is not None and date < first:
        above = [place for place in headlines if place < date]
        below = [place for place in headlines if place > date and place in long]
        if above and (above[-1] in long or not below):
            return above[-1]
        if below:
            return below[0]
    near = [place for place in headlines if place in long and first - place <= _NEAR]
    if near and end >= _PAGE:
        return near[-1]
    if header and first == end:
        # A note too short to hold prose: its first line is the title, the rest its body.
        return header[0][0]
    if headlines:
        return headlines[0]
    if header:
        return max(header, key=lambda each: len(each[1]))[0]
    return short[0][0] if lines and short and short[0] == lines[0] else None


def last_crumb(line: str) -> str | None:
    """The last part of a breadcrumb ("Trang chủ > Tin tức"); None where ``line`` is none."""
    crumbs = _CRUMB.split(line)
    return crumbs[-1] if len(crumbs) > 1 and all(crumbs) else None
