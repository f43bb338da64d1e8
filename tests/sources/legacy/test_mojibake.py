"""Mojibake: UTF-8 that was read as another encoding is repaired, or refused where it cannot be."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ArticleError
from service.sources.document import Document
from service.sources.extract import read_document
from service.sources.legacy.mojibake import without_mojibake
from service.vietnamese import BEYOND_ASCII
from tests.sources.old_fonts import as_windows_1252
from tests.sources.passages import NO_OLD_FONT, VIETNAMESE

TELLING = "Trường học ở phường Đông Hòa đón nước sạch, học sinh đọc bảng được làm từ nhà văn hóa."
"""Each lost letter of it can be only one: «tr?ờng», «h?c», «Đ?ng»."""


def as_latin_1(raw: bytes) -> str:
    return raw.decode("latin-1")


def as_windows_1258(raw: bytes) -> str:
    """``raw`` as Windows shows it whose own code page is Vietnamese."""
    return "".join(bytes([byte]).decode("cp1258", "ignore") or chr(byte) for byte in raw)


def lost(text: str, sign: str) -> str:
    """``text`` misread by a program that has no letter for five bytes, and no no-break space."""
    shown = as_windows_1252(text.encode())
    for byte in "\x81\x8d\x8f\x90\x9d":
        shown = shown.replace(byte, sign)
    return shown.replace("\xa0", " ")


def read(text: str) -> Document:
    return read_document(text.encode("utf-8"))


@pytest.mark.parametrize("misread", [as_windows_1252, as_latin_1, as_windows_1258])
def test_utf8_that_was_misread_is_repaired_and_noted(misread: Callable[[bytes], str]) -> None:
    document = read(misread(VIETNAMESE.encode()))
    assert document.text == VIETNAMESE
    assert ["sai bảng mã" in note for note in document.notes] == [True]


def test_what_was_misread_twice_is_repaired() -> None:
    once = as_windows_1252(VIETNAMESE.encode())
    assert read(as_windows_1252(once.encode())).text == VIETNAMESE


@pytest.mark.parametrize("sign", ["?", "\ufffd", ""])
def test_a_lost_letter_that_its_syllable_tells_is_restored(sign: str) -> None:
    assert read(lost(TELLING, sign)).text == TELLING


def test_a_lost_no_break_space_is_half_of_a_letter_and_not_a_space() -> None:
    text = "Nhà văn hóa là nơi làm việc của xã, ngày nào cũng đông và 20 nhà đã góp hàng hóa."
    assert read(lost(text, "?")).text == text
    collapsed = lost(text, "?").replace("  ", " ")
    assert read(collapsed).text == text


def test_a_lost_letter_that_can_be_several_is_refused_and_told() -> None:
    with pytest.raises(ArticleError, match=r"“má»\?i” có thể là “mọi”, “mỏi”, “mời”"):
        read(lost(f"{TELLING} Mọi người mời nhau.".replace("Mọi", "mọi"), "?"))


def test_capitals_beside_lost_letters_are_kept() -> None:
    text = "XÃ HÒA BÌNH VÀ XÃ ÁI NGHĨA ĐÓN ĐƯỜNG MỚI"
    assert read(as_windows_1252(text.encode())).text == text


def test_quotation_marks_alone_that_were_misread_are_repaired() -> None:
    text = f"{VIETNAMESE}\n“Cầu đẹp” – ông nói…"
    marks = {ord(each): as_windows_1252(each.encode()) for each in "“”–…"}
    assert read(text.translate(marks)).text == text


@pytest.mark.parametrize("text", NO_OLD_FONT)
def test_what_was_not_misread_stays(text: str) -> None:
    assert without_mojibake(text) == text


def test_a_capital_before_a_quotation_mark_is_no_sequence() -> None:
    text = "Biển ghi “ĐÔNG XÔ”, “BỘ CÁ”, “HOÀ”, «lá», «mạ»… và “KHÔNG Ã”."
    assert without_mojibake(text) == text


@given(
    st.lists(
        st.sampled_from(
            [word for word in VIETNAMESE.split() if word[0] != "“" and "”" not in word]
        ),
        min_size=8,
        max_size=60,
    )
)
def test_whatever_is_misread_whole_is_repaired_or_left_where_too_little_tells(
    words: list[str],
) -> None:
    text = " ".join(words)
    misread = as_windows_1252(text.encode())
    assert without_mojibake(misread) in (text, misread)


@given(st.text(st.sampled_from(f"{BEYOND_ASCII}{BEYOND_ASCII.upper()} “”…?»«abct"), max_size=100))
def test_proper_letters_never_change_whatever_stands_beside_them(text: str) -> None:
    assert without_mojibake(text) == text


def test_a_word_of_nothing_but_lost_letters_costs_little() -> None:
    with pytest.raises(ArticleError, match="mất chữ"):
        read(lost(TELLING, "?") + " " + "á»?" * 100_000)


@pytest.mark.parametrize("sign", ["?", "??", "\ufffd"])
def test_text_whose_letters_became_question_marks_is_refused(sign: str) -> None:
    asked = "".join(sign if ord(each) > 255 else each for each in TELLING)
    with pytest.raises(ArticleError, match="mất chữ"):
        read(asked)


def test_questions_and_queries_are_no_lost_letters() -> None:
    text = f"{VIETNAMESE}\nAi? Ở đâu? Xem tin.example/a?b=1 và tin.example/c?d=2, tin.example/e?f."
    assert read(text).text == text
