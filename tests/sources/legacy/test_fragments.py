"""Fragments: text and markup of HTML; text is converted, markup stays."""

import html
from html.entities import codepoint2name

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sources.extract import read_document
from service.sources.legacy.fragments import join, split_html, split_plain
from tests.sources.old_fonts import tcvn3, vni
from tests.sources.passages import VIETNAMESE

PARAGRAPHS = VIETNAMESE.replace("“", '"').replace("”", '"').split("\n\n")


def read(text: str) -> str:
    return read_document(text.encode("utf-8"), "text/html").text


@given(st.text(st.sampled_from("<>/!-\"'=& abpfontscript;#\n"), max_size=200))
def test_what_is_split_is_joined_to_itself(text: str) -> None:
    assert join(split_html(text)) == text
    assert join(split_plain(text)) == text


def test_text_nodes_and_shown_attributes_are_converted_and_the_markup_stays() -> None:
    page = (
        '<p class="vñ">{0}</p><!-- Ñ{1} --><script>"{1}"</script>'
        '<img src="/aûnh.jpg" alt="{1}"><p>{2}</p>'
    )
    source = page.format(*map(vni, PARAGRAPHS[:3]))
    kept = page.format(PARAGRAPHS[0], vni(PARAGRAPHS[1]), html.escape(PARAGRAPHS[2]))
    assert read(source) == kept.replace('alt="' + vni(PARAGRAPHS[1]), 'alt="' + PARAGRAPHS[1])


def test_references_to_letters_of_an_old_font_are_letters() -> None:
    written = vni(PARAGRAPHS[1]).encode("ascii", "xmlcharrefreplace").decode()
    assert read(f"<p>{written}</p>") == f"<p>{PARAGRAPHS[1]}</p>"
    named = "".join(f"&{codepoint2name[ord(c)]};" if ord(c) > 127 else c
                    for c in vni(PARAGRAPHS[2]).replace("\"", ""))  # fmt: skip
    assert read(f"<p>{named}</p>") == f"<p>{PARAGRAPHS[2]}</p>"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<font face=".VnTime">', "</font>"),
        ("<font face=.VnArial size=2>", "</font>"),
        ("<span style=\"font-size:13pt; font-family: '.VnTime', serif\">", "</span>"),
        ('<p style="font-family:.VnTime"><b>', "</b></p>"),
    ],
)
def test_a_few_words_in_a_font_of_tcvn3_are_read_by_the_font(opening: str, closing: str) -> None:
    page = f"<h1>Lịch họp tuần này</h1>{opening}%s{closing}<p>Hà Nam</p>"
    assert read(page % tcvn3("Hội nghị đầu tuần")) == page % "Hội nghị đầu tuần"


def test_a_font_of_tcvn3_that_ends_in_h_shows_capitals() -> None:
    page = '<p>Tỉnh ủy</p><font face=".VnTimeH">%s</font><font face=".VnTime">%s</font>'
    read_as = page % ("HỘI NGHỊ ĐẦU TUẦN", "bàn việc lớn")
    assert read(page % (tcvn3("hội nghị đầu tuần"), tcvn3("bàn việc lớn"))) == read_as


def test_a_title_without_a_font_is_read_as_the_text_that_has_one() -> None:
    page = '<title>%s</title><font face=".VnTime">%s</font><p>Hà Nam</p>'
    told = ("Họp báo", "Hội nghị đầu tuần bàn việc lớn")
    assert read(page % tuple(map(tcvn3, told))) == page % told


def test_a_font_whose_name_only_ends_like_one_of_capitals_shows_small_letters() -> None:
    page = '<p>Tỉnh ủy</p><font face=".VnEnglish">%s</font>'
    assert read(page % tcvn3("hội nghị đầu tuần")) == page % "hội nghị đầu tuần"


def test_a_few_words_in_a_font_of_vni_are_read_by_the_font() -> None:
    page = '<div>Tin vắn</div><font face="VNI-Times"><b>%s</b> %s</font>'
    read_as = page % ("Hội nghị", "đầu tuần")
    assert read(page % (vni("Hội nghị"), vni("đầu tuần"))) == read_as


def test_unicode_in_a_font_of_tcvn3_stays() -> None:
    page = '<font face=".VnTime">Tôi có hai cô em, bà và cháu cùng làm. Đường về nhà.</font>'
    assert read(page) == page
    assert read(page.replace(" Đường về nhà.", "")) == page.replace(" Đường về nhà.", "")


def test_a_font_ends_with_its_element() -> None:
    page = '<div><font face=".VnTime">%s</font> Tôi và cô cùng làm bánh.</div><p>Đã duyệt</p>'
    assert read(page % tcvn3("Bộ trưởng")) == page % "Bộ trưởng"
