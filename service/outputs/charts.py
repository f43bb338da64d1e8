"""Where the bars of a chart stand: geometry alone, in the units of an SVG's viewBox."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 0, 0, 4, 4
MOST_LABELS = 8
"""Names that have room below the bars."""
_EVEN = (2.0, 4.0, 6.0, 10.0)
_WIDEST = 60
_GAP = 0.25
"""Of a group's width is left free beside it."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers with its name; None where nothing is known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the series ``series`` (from 0), from its upper left corner."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid and the number that it stands for."""

    y: float
    value: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of groups of bars; ``is_empty`` where there is nothing to show.

    ``names`` stand below the groups, "" below those between: there is no room for all. The last
    has its name, which of days is today's.
    """

    bars: tuple[Bar, ...]
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_empty(self) -> bool:
        """Whether there is no bar."""
        return not self.bars


def draw_bars(names: Sequence[str], series: Sequence[Series]) -> Chart:
    """A group of bars a name, one bar a series, from nought up to a round number."""
    values = [float(value or 0) for each in series for value in each.values]
    top = round_up(max(values, default=0.0), halves=all(value.is_integer() for value in values))
    ground, room = HEIGHT - _BOTTOM, HEIGHT - _BOTTOM - _TOP
    group = (WIDTH - _LEFT - _RIGHT) / max(1, len(names))
    width = min(_WIDEST, group * (1 - _GAP) / max(1, len(series)))
    begin = (group - width * len(series)) / 2
    bars = tuple(
        Bar(
            number,
            round(_LEFT + group * at + begin + width * number, 2),
            round(ground - room * value / top, 2),
            round(width, 2),
            round(room * value / top, 2),
        )
        for number, each in enumerate(series)
        for at, value in enumerate(each.values)
        if value
    )
    every = max(1, ceil(len(names) / MOST_LABELS))
    last = (len(names) - 1) % every
    shown = tuple(name if at % every == last else "" for at, name in enumerate(names))
    parts = (0.0, 0.5, 1.0)
    lines = tuple(Line(round(ground - room * part, 2), top * part) for part in parts)
    return Chart(bars, shown, lines)


def round_up(value: float, *, halves: bool = False) -> float:
    """The least of 1, 2, 5, 10, 20 … that is not below ``value``; 1 for nothing.

    With ``halves`` its half is a whole number, too: nobody downloads 2.5 times.
    """
    if halves and value <= _EVEN[-1]:
        return next(each for each in _EVEN if each >= value)
    if value <= 1:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
