"""One article takes bounded memory, whatever it contains: each in a process with its own limit.

``python -m bench.memory`` measures more of them, the longest recordings too.
"""

import pytest

from bench.memory import HOLD_MB, measure_child


@pytest.mark.parametrize(
    ("case", "end"),
    [("digits", "heard"), ("all-fractions", "heard"), ("all-words", "refused")],
    ids=["figures that are spoken", "a megabyte that is left out", "a megabyte that is refused"],
)
def test_an_article_takes_bounded_memory(case: str, end: str) -> None:
    told, megabytes = measure_child("silence", case)
    assert end in told
    assert megabytes <= HOLD_MB, told
