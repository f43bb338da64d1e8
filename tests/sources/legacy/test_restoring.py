"""Restoring: old Vietnamese fonts become Unicode; whatever is no old font stays."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.errors import ArticleError
from service.sources.document import Document
from service.sources.extract import read_document
from service.vietnamese import BEYOND_ASCII
from tests.sources.old_fonts import tcvn3, viqr, viqr_with_stars, vni
from tests.sources.passages import LATIN_1_ONLY, NO_OLD_FONT, VIETNAMESE

TITLE = VIETNAMESE.partition("\n")[0]
FONTS = [(vni, "VNI"), (tcvn3, "TCVN3 (ABC)")]
WORDS = sorted({word for text in NO_OLD_FONT for word in text.split()})


def read(text: str, media_type: str = "text/plain") -> Document:
    return read_document(text.encode("utf-8"), media_type)


@pytest.mark.parametrize(("write", "name"), [*FONTS, (viqr, "VIQR"), (viqr_with_stars, "VIQR")])
def test_an_old_font_that_came_as_unicode_text_is_converted_and_noted(
    write: Callable[[str], str], name: str
) -> None:
    document = read(write(VIETNAMESE))
    assert document.text == VIETNAMESE
    assert [name in note and "Unicode" in note for note in document.notes] == [True]


@pytest.mark.parametrize(("write", "name"), FONTS)
def test_an_old_font_that_came_as_its_own_bytes_is_converted_and_noted(
    write: Callable[[str], str], name: str
) -> None:
    plain = VIETNAMESE.replace("“", '"').replace("”", '"')
    document = read_document(write(plain).encode("latin-1"))
    assert (document.text, document.encoding) == (plain, "windows-1252")
    assert [name in note for note in document.notes] == [True]


@pytest.mark.parametrize("write", [vni, tcvn3])
@pytest.mark.parametrize("length", [40, 80, 160])
def test_a_short_text_in_an_old_font_is_enough(write: Callable[[str], str], length: int) -> None:
    text = VIETNAMESE.replace("\n", " ")[:length].rpartition(" ")[0]
    assert read(write(text)).text == text
    assert read_document(write(text).encode("latin-1")).text == text


def test_capitals_of_vni_and_of_tcvn3_are_capitals() -> None:
    line = "ĐẢNG BỘ TỈNH HỌP VỀ ĐƯỜNG THỦY ĐẦU TUẦN NÀY"
    assert read(vni(line)).text == line
    assert read(tcvn3(line)).text == line
    assert read(vni(VIETNAMESE) + "\nUÛy ban").text == VIETNAMESE + "\nỦy ban"


@pytest.mark.parametrize("text", NO_OLD_FONT)
@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_what_is_no_old_font_stays_as_it_is(text: str, media_type: str) -> None:
    assert read(text, media_type).text == text


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
@example(["y?z:w)"] * 3)
def test_words_of_many_languages_and_of_code_never_change(words: list[str]) -> None:
    text = " ".join(words)
    assert read(text).text == text


@given(
    st.lists(st.sampled_from(LATIN_1_ONLY.split()), min_size=1, max_size=30),
    st.lists(st.sampled_from(VIETNAMESE.split()), max_size=30),
)
def test_vietnamese_in_unicode_never_changes(words: list[str], more: list[str]) -> None:
    text = "\n".join((" ".join(words), " ".join(more))).strip()
    assert read(text).text == text


@given(st.text(st.sampled_from(f"{BEYOND_ASCII}abcghimnoptuy .,"), min_size=1, max_size=80))
def test_any_vietnamese_letters_are_kept_where_nothing_certain_says_otherwise(text: str) -> None:
    document = read(f"{VIETNAMESE}\n.{text}.")
    assert document.text.startswith(VIETNAMESE)


def test_lines_in_unicode_beside_an_old_font_stay() -> None:
    kept = "Theo Sở Giao thông vận tải\nHà Nam\nTôi là dân Hà Tiên"
    assert read(f"{kept}\n{vni(VIETNAMESE)}").text == f"{kept}\n{VIETNAMESE}"


def test_tcvn3_that_lost_its_soft_hyphens_is_refused_since_every_horned_u_is_gone() -> None:
    with pytest.raises(ArticleError, match="mất mọi chữ “ư”"):
        read(tcvn3(VIETNAMESE).replace("\u00ad", ""))


def test_viqr_without_escaped_stops_ends_its_sentences_where_lines_end() -> None:
    text = f"{VIETNAMESE}\nChiều nay trời mưa.\nMẹ về, chị ở lại nhà."
    written = viqr(text)
    assert written.endswith("chi. o+? la.i nha`.")
    assert read(written).text == text


def test_viqr_that_escapes_its_stops_is_read_to_the_letter() -> None:
    written = viqr(VIETNAMESE + "\n", escaped=True) + "DDo' la` me. Nam va` ba\\. Ho. ve^`\\."
    assert read(written).text == VIETNAMESE + "\nĐó là mẹ Nam và ba. Họ về."


def test_an_address_in_viqr_stays() -> None:
    line = "Xem http://tin.example/addo?u+o=a^ va` ghi ddu'ng."
    assert read(f"{viqr(VIETNAMESE)}\n{line}").text.endswith(
        "Xem http://tin.example/addo?u+o=a^ và ghi đúng."
    )
