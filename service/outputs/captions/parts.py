"""A printed sentence becomes the parts that are shown one after another, each of two lines.

Each way to part it has a cost, and the cheapest of the whole sentence is taken: line by line,
the last would be left with a word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.outputs.captions.clauses import Break, begins_badly, breaks_in
from service.outputs.characters import begins_character, columns_before

MOST_IN_LINE = 42
"""Columns of a line: what captions for the deaf are written in, and what a telephone shows."""

MOST_SHOWN = 2 * MOST_IN_LINE
"""Columns of a caption: what is taken in at a glance."""

_SHORT = 16
"""Columns below which a caption flickers by."""

_ALONE = 10
"""Columns below which a line is a word or two left behind."""

_EACH, _EMPTY, _LEFT, _FLICKER, _TORN = 2.5, 2, 5, 10, 200
"""What a caption costs beside its breaks: that it is one more, that a line of it is not full,
or left behind, that it is short; and what a break inside a word costs. Tried out on the texts
of ``bench``: of 363 breaks 23 tear a word of two syllables («thành / phố»), and five captions
of eight that are not a sentence's last end with a clause."""

_LINE_SHARE = 0.4
"""What a break between two lines costs of one between two captions."""

_SEAMS = "/-_?&=.,、。，)"
"""Where a word without spaces is cut rather than elsewhere: addresses, Chinese."""


Part = tuple[str, ...]
"""The lines of a caption, each with the white space behind it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line may end: before ``text[at]``, at this cost.

    ``end`` columns of text stand before it without the white space at their end, and the next
    line begins at column ``begin``.
    """

    at: int
    cost: float
    end: int
    begin: int


_Line = tuple[_Place, _Place]


@dataclass(slots=True)
class _Way:
    """The cheapest way to a place: what it costs, its last line, and the way to that."""

    ends_caption: bool
    cost: float = float("inf")
    before: "_Way | None" = None
    line: _Line | None = None

    @property
    def begin(self) -> int:
        """The column where its last line begins."""
        return self.line[0].begin if self.line else 0


def parts_of(text: str) -> tuple[Part, ...]:
    """``text`` in parts of one or two lines that read well; joined they are ``text`` again.

    A line has at most 42 columns, but for a word that is longer: it stands alone. A part ends
    at a clause where one does, a line at a phrase.
    """
    places = _places(text)
    whole, opened = [_Way(True) for _ in places], [_Way(False) for _ in places]
    whole[0].cost = 0.0
    for index, place in enumerate(places):
        for next_index in range(index + 1, len(places)):
            following = places[next_index]
            width = following.end - place.begin
            if width > MOST_IN_LINE and next_index > index + 1:
                break
            line = (place, following)
            alone = _EACH + _emptiness(width) + following.cost
            _take(whole[next_index], whole[index], alone + _flicker(width), line)
            if width <= MOST_IN_LINE:
                if following.end - opened[index].begin > MOST_IN_LINE:
                    _take(whole[next_index], opened[index], alone, line)
                begun = _emptiness(width) + _LINE_SHARE * following.cost
                _take(opened[next_index], whole[index], begun, line)
    return _captions(text, whole[-1])


def _take(way: _Way, before: _Way, cost: float, line: _Line) -> None:
    """``way`` becomes the one by ``before`` and ``line``, if that is cheaper."""
    if before.cost + cost < way.cost:
        way.cost, way.before, way.line = before.cost + cost, before, line


def _captions(text: str, way: _Way) -> tuple[Part, ...]:
    parts: list[Part] = []
    step: _Way | None = way
    while step is not None and step.line is not None:
        begin, end = step.line
        lines = (text[begin.at : end.at],)
        parts = [lines, *parts] if step.ends_caption else [lines + parts[0], *parts[1:]]
        step = step.before
    return tuple(parts)


def _emptiness(width: int) -> float:
    empty = max(0, MOST_IN_LINE - width) / MOST_IN_LINE
    return _EMPTY * empty * empty + (_LEFT if width < _ALONE else 0)


def _flicker(width: int) -> float:
    return _FLICKER if width < _SHORT else 0


def _places(text: str) -> list[_Place]:
    columns = columns_before(text)
    found = [Break(0, 0), *breaks_in(text), Break(len(text), 0)]
    whole: list[Break] = [found[0]]
    for before, after in pairwise(found):
        if columns[after.at] - columns[before.at] > MOST_SHOWN:
            whole += _cuts(text, columns, before.at, after.at)
        whole.append(after)
    return [
        _Place(each.at, each.cost, columns[len(text[: each.at].rstrip())], columns[each.at])
        for each in whole
    ]


def _cuts(text: str, columns: Sequence[int], begin: int, end: int) -> Iterator[Break]:
    """Places inside a word that is longer than a caption: each piece fits a line."""
    while columns[end] - columns[begin] > MOST_IN_LINE:
        limit = begin + 1
        while limit < end and columns[limit + 1] - columns[begin] <= MOST_IN_LINE:
            limit += 1
        begin = _cut(text, begin, limit)
        if begin >= end:
            return
        yield Break(begin, _TORN)


def _cut(text: str, begin: int, limit: int) -> int:
    """The last good place in the second half up to ``limit``, or the next that parts no letter."""
    allowed = [
        at
        for at in range(limit, begin + (limit - begin) // 2, -1)
        if begins_character(text, at) and not _parts_number(text, at)
    ]
    for at in allowed:
        if (text[at - 1].isspace() or text[at - 1] in _SEAMS) and not begins_badly(
            text[at : at + 2]
        ):
            return at
    for at in allowed:
        if not begins_badly(text[at : at + 2]) and not text[at].isspace():
            return at
    at = limit
    while at < len(text) and not begins_character(text, at):
        at += 1
    return at


def _parts_number(text: str, at: int) -> bool:
    """Whether a number is on both sides: «12|34», «75|,3», «75,|3»."""
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    return (before[-1:].isdigit() and (after[:1].isdigit() or after[1:].isdigit())) or (
        before[:1].isdigit() and after[:1].isdigit()
    )
