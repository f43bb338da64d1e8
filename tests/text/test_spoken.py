"""The sample article read from beginning to end, and what holds for any text."""

from pathlib import Path

import pytest

from service.text.spoken import say

GOLDEN = Path(__file__).parent.parent / "golden" / "song-cong.spoken.txt"
LINES = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("printed", "spoken"), LINES)
def test_the_sample_article_is_read_as_reviewed(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


def test_a_missing_digit_is_kept_and_flagged() -> None:
    said = say("đạt gần 4.600 tỷ đồng, bằng 41,% kế hoạch")

    assert "bốn mươi mốt phần trăm kế hoạch" in said.spoken
    assert [warning.code for warning in said.warnings] == ["missing-digit"]
