"""A wave shows each step where it is heard, and where each sentence begins."""

import re

from service.outputs.waveform import (
    HEIGHT,
    STEPS_A_ROW,
    count_rows,
    draw_rows,
    passages_within,
)
from tests.outputs.episodes import edition

STEP = 2400
"""Samples of a step at 24 kHz."""


def steps_of(path: str) -> dict[int, float]:
    """How high each step of a row is drawn."""
    found = re.findall(r"M(\d+) ([\d.]+)V([\d.]+)", path)
    return {int(x): float(lower) - float(upper) for x, upper, lower in found}


def test_loud_steps_stand_where_their_clip_lies_and_all_else_is_a_line() -> None:
    made = edition()
    first = next(each for each in made.passages if each.clip_span)
    assert first.clip_key is not None
    assert first.clip_span is not None
    (row,) = draw_rows(made, range(1), {first.clip_key: (0.25, 0.25, 0.0)})
    steps = steps_of(row.path)
    assert len(steps) == STEPS_A_ROW
    begin = round(first.clip_span.begin / STEP)
    same = [each for each in made.passages if each.clip_key == first.clip_key]
    loud = [at for at, height in steps.items() if height > 1]
    assert loud[:2] == [begin, begin + 1]
    assert len(loud) == 2 * len(same)
    assert max(steps.values()) <= HEIGHT


def test_each_sentence_that_is_heard_has_its_border_by_its_number() -> None:
    made = edition()
    rows = draw_rows(made, range(count_rows(made)), {})
    borders = [each for row in rows for each in row.borders]
    spoken = [(n, each) for n, each in enumerate(made.passages, 1) if each.span]
    assert [each.number for each in borders] == [n for n, _ in spoken]
    assert [each.segment_id for each in borders] == [each.segment.id for _, each in spoken]
    assert len(passages_within(made, range(count_rows(made)))) == len(spoken)
    assert passages_within(made, range(500, 501)) == ()
