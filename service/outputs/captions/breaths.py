"""Which pause of the sound belongs to which clause of the text.

By how long a clause takes to say its end is known to some tenths of a second; the pause that
is heard there tells it to a hundredth. A closed mouth before «t» or «k» sounds like a short
pause, and not each comma is one: so marks and pauses are matched in order, at least cost.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_MARK = re.compile(r"[,;:.!?…–—][\"'”’»)\]]*\s+(?=\S)")
"""What a reader may pause at; «TP. HCM» among it is passed over, since no pause is near."""

_USUAL_MS, _SHORTNESS = 250, 2
"""A clause's pause lasts as long; each millisecond less costs as much as two of distance."""

_UNMATCHED_MS = 700
"""From here on no pause is better than that one."""

Anchor = tuple[float, float]
"""How much is said, and when."""


def anchors(
    text: str, spoken: Sequence[float], pauses: Sequence[tuple[int, int]], length: int
) -> list[Anchor]:
    """What is known of when ``text`` is said, its begin and end included.

    ``spoken`` is how much is said before each of its characters, ``pauses`` and ``length``
    are in milliseconds from its begin. Both numbers of the anchors grow.
    """
    marks = [spoken[found.end()] for found in _MARK.finditer(text)]
    expected = [length * mark / spoken[-1] for mark in marks] if spoken[-1] else []
    matched = [(marks[mark], sum(pauses[at]) / 2) for mark, at in _match(expected, pauses)]
    known = [(0.0, 0.0)]
    for said, when in matched:
        if said > known[-1][0] and known[-1][1] < when < length and said < spoken[-1]:
            known.append((said, when))
    return [*known, (spoken[-1], float(length))]


def when_said(said: float, known: Sequence[Anchor]) -> float:
    """When as much as ``said`` is said, between the anchors around it."""
    for (before, begin), (after, end) in pairwise(known):
        if said <= after:
            return begin + (end - begin) * (said - before) / (after - before) if after else begin
    return known[-1][1]


def _match(expected: Sequence[float], pauses: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of a mark and its pause, in order, at least cost (as texts are compared)."""
    costs = [[0.0] * (len(pauses) + 1)]
    for when in expected:
        above, row = costs[-1], [costs[-1][0] + _UNMATCHED_MS]
        for at, pause in enumerate(pauses):
            matched = above[at] + _cost(when, pause)
            row.append(min(matched, row[at], above[at + 1] + _UNMATCHED_MS))
        costs.append(row)
    return _way_back(costs, expected, pauses)


def _way_back(
    costs: Sequence[Sequence[float]],
    expected: Sequence[float],
    pauses: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    pairs, mark, at = [], len(expected), len(pauses)
    while mark and at:
        if costs[mark][at] == costs[mark][at - 1]:
            at -= 1
        elif costs[mark][at] == costs[mark - 1][at] + _UNMATCHED_MS:
            mark -= 1
        else:
            mark, at = mark - 1, at - 1
            pairs.append((mark, at))
    return pairs[::-1]


def _cost(when: float, pause: tuple[int, int]) -> float:
    begin, end = pause
    return abs(end - when) + _SHORTNESS * max(0, _USUAL_MS - (end - begin))
