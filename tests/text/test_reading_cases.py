"""The newspaper lines of the bench are read to the letter as they were reviewed."""

from pathlib import Path

import pytest

from service.text.spoken import say

CASES = Path(__file__).parents[2] / "bench" / "cases" / "reading.tsv"
LINES = [line.split("\t") for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_a_newspaper_line_is_read_as_reviewed(line: list[str]) -> None:
    printed, *right = line
    assert say(printed).spoken in right
