"""Captions are shown while their words are said."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model import Block, BlockKind, Cue, Ms, Reading, Utterance
from service.outputs.captions import captions
from service.outputs.captions.caption import Caption
from service.outputs.captions.placing import LEAST_SHOWN, caption_sentence
from tests.outputs.episodes import edition, passage

CLAUSE = "ông An nói rằng dự án này sẽ xong trước ngày 30 tháng 4 năm 2027, "
LONG = (CLAUSE * 4).strip().rstrip(",") + "."
LETTERS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=400)


def placed(
    text: str,
    length: int = 20_000,
    trace: tuple[Reading, ...] = (),
    spoken: str | None = None,
    begin: int = 700,
    pauses: tuple[tuple[Ms, Ms], ...] = (),
) -> list[Caption]:
    cue = Cue("s12", Ms(begin), Ms(begin + length), text, pauses)
    said = text if spoken is None else spoken
    return list(caption_sentence(cue, Utterance("s12", said, trace)))


def test_a_sentence_of_one_caption_keeps_its_id_and_its_times() -> None:
    (only,) = placed("Xin chào.", 1500)
    assert only == Caption("s12", Ms(700), Ms(2200), ("Xin chào.",))


def test_the_captions_of_a_longer_sentence_keep_its_id_as_their_stem() -> None:
    names = [each.id for each in placed(LONG)]
    assert names == ["s12.1", "s12.2", "s12.3", "s12.4"]
    assert {name.partition(".")[0] for name in names} == {"s12"}


def test_a_caption_changes_in_the_pause_that_is_heard_at_its_end() -> None:
    without = placed(LONG)[0].end
    heard = (Ms(without - 400), Ms(without - 100))
    assert placed(LONG, pauses=(heard,))[0].end == without - 250


def test_equal_clauses_are_shown_equally_long() -> None:
    lengths = [each.end - each.begin for each in placed(LONG)]
    assert max(lengths) - min(lengths) < 500


def test_a_number_takes_the_time_in_which_it_is_said_not_in_which_it_is_printed() -> None:
    figures, words = "Từ 1.234.567 xuống 987.654, ", "còn lại là những con chữ rất dài dòng, "
    text = figures + words * 3
    said = "một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy"
    trace = (Reading("number", "1.234.567", said, 3, 12),)
    first_as_printed, first_as_said = placed(text)[0].end, placed(text, trace=trace)[0].end
    assert first_as_said > first_as_printed + 1000


def test_the_number_of_an_item_that_is_said_first_keeps_the_rest_where_it_is_printed() -> None:
    lead = Reading("item-number", "10", "Mười tám phẩy bảy mươi lăm", 0, 1)
    assert placed(LONG, trace=(lead,))[0].end > placed(LONG)[0].end


@pytest.mark.parametrize("spoken", ["", "Lời khác hẳn của biên tập viên"])
def test_an_editors_own_words_share_the_time_as_what_is_printed_does(spoken: str) -> None:
    assert placed(LONG, spoken=spoken) == placed(LONG)


def test_a_caption_is_shown_for_a_second_where_the_sound_is_long_enough() -> None:
    text = "A, " + "nghiêng nghiêng nghiêng nghiêng nghiêng, " * 8
    trace = (Reading("said", "A", "a" * 2000, 0, 1),)
    found = placed(text, 9000, trace=trace)
    assert len(found) > 3
    assert all(each.end - each.begin >= LEAST_SHOWN for each in found)


def test_a_sentence_shorter_than_its_captions_is_one() -> None:
    (only,) = placed(LONG, 3)
    assert (only.id, only.begin, only.end) == ("s12", 700, 703)


def test_a_sentence_of_no_length_is_shown_for_a_millisecond() -> None:
    (only,) = placed("Hết.", 0)
    assert only.end == only.begin + 1


def test_what_cannot_be_shown_has_no_caption() -> None:
    assert placed("\x00\ud800") == []


def test_only_what_is_heard_is_shown_each_in_its_place() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in ("Một.", "Hai.", LONG)]
    heard = edition(
        blocks=blocks, passages=[passage(i, block, heard=i != 1) for i, block in enumerate(blocks)]
    )
    assert [(each.id, each.begin) for each in captions(heard)][:2] == [
        ("s000", 0),
        ("s002.1", 4000),
    ]


PAUSES = st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 900)), max_size=9)


@given(LETTERS | st.just(LONG), st.integers(0, 60_000), st.integers(0, 10_000), PAUSES)
def test_captions_of_any_text_follow_each_other_through_the_whole_sentence(
    text: str, length: int, begin: int, pauses: list[tuple[int, int]]
) -> None:
    heard = tuple((Ms(begin + at), Ms(begin + at + lasts)) for at, lasts in sorted(pauses))
    found = placed(text, length, begin=begin, pauses=heard)
    for before, after in pairwise(found):
        assert before.end == after.begin
    for each in found:
        assert each.begin < each.end
        assert not re.search(r"[\r\n\u2028\u2029\x85]", "".join(each.lines))
    if found and all(part.strip() for each in found for part in each.lines):
        assert found[0].begin >= begin
        assert found[-1].end <= begin + max(length, 1)


@given(st.lists(st.sampled_from([*LONG.split(), "75,3%", "–", "TP."]), min_size=1, max_size=99))
def test_captions_of_words_cover_the_sentence_and_its_sound(words: list[str]) -> None:
    text = " ".join(words)
    found = placed(text, 30_000)
    assert (found[0].begin, found[-1].end) == (700, 30_700)
    assert " ".join(line for each in found for line in each.lines) == text


@given(st.integers(0, 200), st.integers(1, 60), st.text(max_size=300), st.integers(1, 30_000))
def test_no_trace_puts_captions_out_of_order(
    begin: int, width: int, spoken: str, length: int
) -> None:
    written = LONG[begin : begin + width]
    found = placed(LONG, length, trace=(Reading("x", written, spoken, begin, begin + width),))
    assert all(each.begin < each.end for each in found)
    assert found[-1].end == 700 + length
