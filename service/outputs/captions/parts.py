"""A printed sentence becomes the parts that are shown one after another, each of two lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.outputs.captions.characters import begins_character, columns_before
from service.outputs.captions.clauses import Break, begins_badly, breaks_in

MOST_IN_LINE = 42
"""Columns of a line: what captions for the deaf are written in, and what a telephone shows."""

MOST_SHOWN = 2 * MOST_IN_LINE
"""Columns of a caption: what is taken in at a glance."""

_SHORT = 16
"""Columns below which a caption flickers by."""

_EACH, _EMPTY, _FLICKER, _TORN = 30, 15, 20, 200
"""What a caption costs beside its breaks: that it is one more, that it is not full, that it is
short; and what a break inside a word costs."""

_SEAMS = "/-_?&=.,、。，)"
"""Where a word without spaces is cut rather than elsewhere: addresses, Chinese."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where ``text`` may be parted: ``at`` from 0 to its end, with what a break there costs.

    ``columns[i]`` is how many columns stand before ``text[i]``.
    """

    text: str
    columns: tuple[int, ...]
    at: tuple[int, ...]
    costs: tuple[int, ...]

    def width(self, begin: int, end: int) -> int:
        """Columns from one place to another, without the white space at their end."""
        shown = self.text[self.at[begin] : self.at[end]].rstrip()
        return self.columns[self.at[begin] + len(shown)] - self.columns[self.at[begin]]

    def reach(self, begin: int) -> int:
        """The last place that one line from ``begin`` reaches: at least the next."""
        end, last = begin + 1, len(self.at) - 1
        while end < last and self.width(begin, end + 1) <= MOST_IN_LINE:
            end += 1
        return min(end, last)


def parts_of(text: str) -> tuple[str, ...]:
    """``text`` in the fewest parts that read well; joined they are ``text`` again.

    A part has at most 84 columns and fits two lines of 42, but for a word that is longer
    than a line. It ends at a clause where one does, and with the white space behind it.
    """
    places = _places(text)
    last = len(places.at) - 1
    reaches = [places.reach(begin) for begin in range(last)] + [last]
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * last
    for begin in range(last):
        end = begin + 1
        while end <= reaches[reaches[begin]]:
            width = places.width(begin, end)
            if width > MOST_SHOWN and end > begin + 1:
                break
            cost = best[begin][0] + _worth(width) + places.costs[end]
            if cost < best[end][0]:
                best[end] = (cost, begin)
            end += 1
    ends = [last]
    while ends[-1] > 0:
        ends.append(best[ends[-1]][1])
    cuts = [places.at[each] for each in reversed(ends)]
    return tuple(text[begin:end] for begin, end in pairwise(cuts))


def lines_of(part: str) -> tuple[str, ...]:
    """``part`` as it is shown: one line, or two of at most 42 columns where its words allow."""
    shown = part.strip()
    places = _places(shown)
    last = len(places.at) - 1
    if places.width(0, last) <= MOST_IN_LINE or last == 1:
        return (shown,)
    _, middle = min((_line_cost(places, at), at) for at in range(1, last))
    cut = places.at[middle]
    return (shown[:cut].rstrip(), shown[cut:])


def _line_cost(places: _Places, middle: int) -> float:
    first, second = places.width(0, middle), places.width(middle, len(places.at) - 1)
    over = max(0, first - MOST_IN_LINE) + max(0, second - MOST_IN_LINE)
    return 1000 * over + places.costs[middle] + abs(first - second) / 3


def _worth(width: int) -> float:
    empty = max(0, MOST_SHOWN - width) / MOST_SHOWN
    return _EACH + _EMPTY * empty * empty + (_FLICKER if width < _SHORT else 0)


def _places(text: str) -> _Places:
    columns = columns_before(text)
    found = [Break(0, 0), *breaks_in(text), Break(len(text), 0)]
    whole: list[Break] = [found[0]]
    for before, after in pairwise(found):
        if columns[after.at] - columns[before.at] > MOST_SHOWN:
            whole += _cuts(text, columns, before.at, after.at)
        whole.append(after)
    return _Places(
        text, columns, tuple(each.at for each in whole), tuple(each.cost for each in whole)
    )


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
