"""What is written on covers is what the typeface can draw, in lines that fit."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from service.covers.lettering import Lines, drawable, load, set_lines
from service.vietnamese import BEYOND_ASCII
from tests.covers.seen import FACES

WIDTH, HEIGHT = 1200, 500


@pytest.mark.parametrize("face", [FACES.bold, FACES.medium], ids=["bold", "medium"])
def test_every_letter_of_vietnamese_is_drawn_in_both_cases(face: bytes) -> None:
    letters = BEYOND_ASCII + BEYOND_ASCII.upper()
    assert drawable(letters, face) == letters


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        (unicodedata.normalize("NFD", "Ẩm thực Huế"), "Ẩm thực Huế"),
        ("Giá đất tăng 5 %, vàng 80 triệu ₫", "Giá đất tăng 5 %, vàng 80 triệu ₫"),
        ("Cả nhà 👨‍👩‍👧‍👦 vui 🎉!", "Cả nhà vui!"),
        ("Cờ 🇻🇳 và chữ ❤️", "Cờ và chữ"),
        ("Bão số 13 (🌀) vào bờ", "Bão số 13 vào bờ"),
        ("Nước sôi ở 100 ℃, hoá ﬁlm", "Nước sôi ở 100 °C, hoá film"),
        ("Đội ĐT Việt Nam ➜ Lào", "Đội ĐT Việt Nam Lào"),
        ("Tác giả Hán tự 漢字 trong văn học trung đại", "Tác giả Hán tự trong văn học trung đại"),
        ("习近平会见越南领导人", ""),
        ("Путин thăm Hà Nội chiều nay", "thăm Hà Nội chiều nay"),
        ("\u202eđảo chiều\u202c và \x00\x07 hỏng \ud800", "đảo chiều và hỏng"),
        ("🎉🎉🎉", ""),
        ("", ""),
        ("dòng một\n\tdòng hai", "dòng một dòng hai"),
    ],
)
def test_what_the_typeface_lacks_leaves_no_box_and_no_half_word(title: str, drawn: str) -> None:
    assert drawable(title, FACES.bold) == drawn


@given(st.text(max_size=300))
def test_whatever_a_title_holds_what_is_drawn_has_a_glyph_for_each_letter(title: str) -> None:
    font = load(FACES.bold, 24)
    assert font.getmask("\uffff").getbbox() is None
    drawn = drawable(title, FACES.bold)
    assert all(each == " " or font.getmask(each).getbbox() for each in drawn)
    assert drawable(drawn, FACES.bold) == drawn


@given(
    st.lists(st.text("aămơ ềWgĐ", min_size=1, max_size=60), max_size=60).map(" ".join),
    st.integers(300, WIDTH),
    st.integers(120, HEIGHT),
)
def test_lines_never_leave_their_room(text: str, width: int, height: int) -> None:
    lines = set_lines(text, FACES.bold, width=width, height=height, largest=96, smallest=40)
    assert lines.width <= width
    assert lines.height <= height


def test_a_title_that_fits_is_written_whole_in_lines_of_about_one_length() -> None:
    title = "Thủ tướng yêu cầu các địa phương chủ động ứng phó bão số 13"
    lines = _set(title)
    assert " ".join(lines.texts) == title
    font: ImageFont.FreeTypeFont = lines.font
    assert min(map(font.getlength, lines.texts)) > lines.width / 2


def test_a_longer_title_is_written_smaller_and_one_that_never_fits_ends_with_an_ellipsis() -> None:
    short, long = _set("Giá xăng giảm"), _set("Giá xăng giảm mạnh từ chiều nay " * 4)
    assert short.size == 96 > long.size
    for height in (HEIGHT, HEIGHT // 2):
        endless = _set("Khuyến nghị " * 900, height)
        words = " ".join(endless.texts)
        assert words.endswith("…")
        assert set(words.removesuffix("…").split()) == {"Khuyến", "nghị"}
    assert endless.size == 40


def test_the_marks_of_one_line_never_touch_those_of_the_next() -> None:
    for title in ("Hậu hợp được một nhịp Ẩm Ổn Ế Ẫ Ộp", "ựợậịọ ẨỔỂẪẾ " * 6):
        lines = set_lines(title, FACES.bold, width=400, height=2_000, largest=96, smallest=96)
        boxes = [lines.font.getbbox(each, anchor="ls") for each in lines.texts]
        assert len(boxes) > 1
        for above, below in pairwise(boxes):
            assert above[3] < lines.leading + below[1]


def test_a_word_wider_than_a_line_is_divided_and_no_other_is() -> None:
    assert len(_set("x" * 300).texts) > 1
    words = "Nghiêng ngả nghiêng ngửa những con đường ngoằn ngoèo"
    assert " ".join(_set(words).texts).split() == words.split()


def _set(text: str, height: int = HEIGHT) -> Lines:
    drawn = drawable(text, FACES.bold)
    return set_lines(drawn, FACES.bold, width=WIDTH, height=height, largest=96, smallest=40)
