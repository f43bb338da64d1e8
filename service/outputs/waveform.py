"""How loud an edition is, step by step, with the borders of its sentences: geometry for an SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

from service.model import Edition, Passage
from service.model.timing import steps_at

STEP_SECONDS = 0.1
STEPS_A_ROW = 600
HEIGHT = 100
_MIDDLE = HEIGHT / 2
_QUIETEST_DB = -60.0
"""Below this a step is a line: what nobody hears."""

_LOUDEST_DB = -6.0


@dataclass(frozen=True, slots=True)
class Border:
    """Where a sentence begins in a row: ``number`` as the desk counts, ``x`` in steps."""

    number: int
    segment_id: str
    x: float
    seconds: float


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A minute of sound: ``path`` is drawn in a box of ``STEPS_A_ROW`` by ``HEIGHT``."""

    minute: int
    path: str
    borders: tuple[Border, ...]


def count_rows(edition: Edition) -> int:
    """How many minutes there are, the last one begun."""
    return max(1, -(-int(edition.enclosure.duration) // int(STEPS_A_ROW * STEP_SECONDS * 1000)))


def draw_rows(
    edition: Edition, rows: range, energies: Mapping[str, Sequence[float]]
) -> tuple[WaveRow, ...]:
    """The minutes ``rows`` of ``edition``; ``energies`` are those of clips by their keys.

    A clip that is not among them is shown as silence between its borders.
    """
    return tuple(_row(edition, row, energies) for row in rows)


def passages_within(edition: Edition, rows: range) -> tuple[Passage, ...]:
    """The passages that are heard in these minutes."""
    return tuple(
        each
        for each in edition.played
        if each.clip_span is not None
        and steps_at(edition, each.clip_span.begin) < rows.stop * STEPS_A_ROW
        and steps_at(edition, each.clip_span.end) >= rows.start * STEPS_A_ROW
    )


def _row(edition: Edition, row: int, energies: Mapping[str, Sequence[float]]) -> WaveRow:
    first = row * STEPS_A_ROW
    heights = [0.0] * STEPS_A_ROW
    borders = []
    for number, passage in enumerate(edition.passages, 1):
        span = passage.span
        if span is None:
            continue
        begin = steps_at(edition, span.begin)
        if first <= begin < first + STEPS_A_ROW:
            border = Border(number, passage.segment.id, round(begin - first, 1), begin / 10)
            borders.append(border)
    for passage in edition.played:
        clip = passage.clip_span
        if clip is None or passage.clip_key is None:
            continue
        start = round(steps_at(edition, clip.begin)) - first
        if start >= STEPS_A_ROW or steps_at(edition, clip.end) < first:
            continue
        for at, energy in enumerate(energies.get(passage.clip_key, ()), start):
            if 0 <= at < STEPS_A_ROW:
                heights[at] = max(heights[at], _height(energy))
    drawn = (f"M{x} {_MIDDLE - height:g}V{_MIDDLE + height:g}" for x, height in enumerate(heights))
    return WaveRow(row + 1, "".join(drawn), tuple(borders))


def _height(energy: float) -> float:
    """Half the height of a step of this mean square."""
    if energy <= 0:
        return 0.5
    level = (10 * log10(energy) - _QUIETEST_DB) / (_LOUDEST_DB - _QUIETEST_DB)
    return round(max(0.5, min(1.0, level) * _MIDDLE), 1)
