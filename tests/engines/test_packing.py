"""Packing: the least number of requests, cut where a reader would breathe."""

import math
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.engines.google.packing import LIMIT, pack
from service.engines.speakable import has_words

WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), max_size=80)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Xin chào.", ["Xin chào."]),
        (
            # a comma beats every word, and the comma nearest the middle every other
            "Có được kết quả đó là nhờ, trong nhiệm kỳ vừa qua, Đảng bộ thành phố đã chủ động triển"
            " khai có hiệu quả nhiều chương trình.",
            [
                "Có được kết quả đó là nhờ, trong nhiệm kỳ vừa qua,",
                "Đảng bộ thành phố đã chủ động triển khai có hiệu quả nhiều chương trình.",
            ],
        ),
        (
            # a full stop beats every comma
            "Trời hôm nay rất đẹp. Tuy vậy, theo dự báo, chiều tối có mưa, gió mạnh, sấm sét, lốc"
            " xoáy ở nhiều nơi.",
            [
                "Trời hôm nay rất đẹp.",
                "Tuy vậy, theo dự báo, chiều tối có mưa, gió mạnh, sấm sét, lốc xoáy ở nhiều nơi.",
            ],
        ),
        (
            # a name is not torn apart and no "của" is left hanging; "thông qua" is one word
            "Ban thường vụ thành ủy vừa thông qua nghị quyết chuyên đề số năm của Đảng bộ Sông"
            " Công về chuyển đổi số",
            [
                "Ban thường vụ thành ủy vừa thông qua nghị quyết chuyên đề số năm",
                "của Đảng bộ Sông Công về chuyển đổi số",
            ],
        ),
        (
            # a hyphen between spaces joins what it stands between
            "Tốc độ tăng trưởng luôn đạt khá cùng cơ sở hạ tầng phục vụ phát triển kinh tế - xã hội"
            " từng bước hoàn chỉnh",
            [
                "Tốc độ tăng trưởng luôn đạt khá",
                "cùng cơ sở hạ tầng phục vụ phát triển kinh tế - xã hội từng bước hoàn chỉnh",
            ],
        ),
    ],
)
def test_a_cut_falls_where_a_reader_would_breathe(text: str, pieces: list[str]) -> None:
    assert pack(text) == pieces


@pytest.mark.parametrize("text", ["", " ", "...", "— — —", "! " * 100, "🎉" * 150])
def test_what_cannot_be_said_is_no_request(text: str) -> None:
    assert pack(text) == []


@pytest.mark.parametrize("length", [99, 100, 101, 200, 201, 3000])
def test_a_word_longer_than_a_request_is_cut_at_the_limit(length: int) -> None:
    assert len(pack("x" * length)) == math.ceil(length / LIMIT)


def test_three_thousand_characters_without_a_comma_take_hardly_more_than_the_bound() -> None:
    text = " ".join(["nghị quyết đại hội đảng bộ thành phố"] * 82)
    assert len(pack(text)) <= math.ceil(1.05 * len(text) / LIMIT)


def test_decomposed_text_takes_no_more_requests() -> None:
    text = "Đảng bộ thành phố Sông Công quyết tâm sớm đưa nghị quyết đại hội vào cuộc sống. " * 3
    assert pack(unicodedata.normalize("NFD", text)) == pack(text)


@given(WORDS.map(" ".join))
@example("a" + "\u0301" * 350)
@example("x" * 100 + " " + "y" * 100)
@example("- " * 120 + "a")
def test_pieces_fit_and_lose_nothing_that_can_be_said(text: str) -> None:
    line = " ".join(unicodedata.normalize("NFC", text).split())
    pieces = pack(text)
    assert all(0 < len(piece) <= LIMIT and has_words(piece) for piece in pieces)
    said = "".join(filter(str.isalnum, "".join(pieces)))
    assert said == "".join(filter(str.isalnum, line))


@given(st.lists(st.text("abcđê,.", min_size=1, max_size=20), min_size=1, max_size=60))
def test_no_other_cut_between_words_takes_fewer_pieces(words: list[str]) -> None:
    words = [word + "a" for word in words]  # each word can be said
    greedy, room = 1, LIMIT
    for word in words:
        need = len(word) + (room < LIMIT)
        greedy, room = (greedy, room - need) if need <= room else (greedy + 1, LIMIT - len(word))
    assert len(pack(" ".join(words))) == greedy
