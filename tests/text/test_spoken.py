"""The sample article read from beginning to end, and what holds for any text."""

from pathlib import Path

import pytest

from service.model import BlockKind, Ending, Segment
from service.text.claim import Claim
from service.text.spoken import say, utter
from tests.text.calls import count_calls

GOLDEN = Path(__file__).parent.parent / "golden" / "song-cong.spoken.txt"
LINES = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("printed", "spoken"), LINES)
def test_the_sample_article_is_read_as_reviewed(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


ALONE = [
    ("phần mm", "phần hai nghìn", "letters of numerals"),
    ("phần dc", "phần sáu trăm", "letters of numerals"),
    ("phần lx", "phần sáu mươi", "letters of numerals"),
    ("mấy km", "mấy ki lô mét", "a unit"),
    ("mấy kg", "mấy ki lô gam", "a unit"),
    ("mấy mg", "mấy mi li gam", "a unit"),
    ("ở tp. Huế", "ở thành phố Huế", "a town"),
    ("ở tp Huế", "ở thành phố Huế", "a town"),
    ("anh.. lan", "anh... lan", "two dots"),
    (" . Nội dung", "Nội dung", "a dot before a space"),
    ("truy cập:4505", "truy cập: bốn nghìn năm trăm linh năm", "a colon before a number"),
    ("lúc;5", "lúc; năm", "a semicolon before a number"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), ALONE)
def test_one_written_form_alone_is_read(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize("plain", ["Con đi với mẹ", "Họ xem atp cùng nhau", "Hôm nay trời đẹp"])
def test_a_text_without_written_forms_is_shown_to_no_reader(plain: str) -> None:
    assert count_calls(lambda: say(plain)) < count_calls(lambda: say(f"{plain} 5")) / 2


def test_a_missing_digit_is_kept_and_flagged() -> None:
    said = say("đạt gần 4.600 tỷ đồng, bằng 41,% kế hoạch")

    assert "bốn mươi mốt phần trăm kế hoạch" in said.spoken
    assert [warning.code for warning in said.warnings] == ["missing-digit"]


SEGMENT = Segment("s1", "Giá 5 Netflix", BlockKind.PARAGRAPH, 0, Ending.SENTENCE)


def test_an_override_is_said_as_it_stands_and_marked() -> None:
    said = utter(SEGMENT, override="Gia\u0301 5")
    assert (said.segment_id, said.spoken, said.overridden) == ("s1", "Giá 5", True)
    assert [(run.begin, run.end) for run in said.foreign] == [(6, 13)]
    assert not said.trace


def test_without_an_override_a_segment_is_read() -> None:
    said = utter(SEGMENT)
    assert (said.segment_id, said.spoken, said.overridden) == ("s1", "Giá năm Netflix", False)


def test_a_lexicon_goes_before_all_readers_even_where_nothing_is_written() -> None:
    def silent(text: str) -> list[Claim]:
        return [Claim("x", 0, 3, "Tiền")]

    assert say("Giá 5", lexicon=silent).spoken == "Tiền năm"
    assert say("Giá cao", lexicon=silent).spoken == "Tiền cao"
    assert say("Giá cao").trace == ()


def test_a_claim_without_words_leaves_what_is_printed_and_no_trace() -> None:
    said = say("Giá 5", lexicon=lambda text: [Claim("x", 4, 5, None)])
    assert (said.spoken, said.trace, said.warnings) == ("Giá 5", (), ())


def test_half_a_number_that_nobody_reads_is_flagged() -> None:
    said = say("Giá 55", lexicon=lambda text: [Claim("x", 4, 5, "năm")])
    assert [(each.code, each.written) for each in said.warnings] == [("unread-digit", "5")]
