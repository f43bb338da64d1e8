"""Extract: bytes become text, or a refusal that says what they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from service.errors import ArticleError
from service.sources.extract import read_document

TEXT = "Đảng bộ thành phố Sông Công: quyết tâm lớn, nghị quyết mới, đổi mới phương thức."
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def windows_1258(text: str) -> bytes:
    """``text`` as windows-1258 writes it: each vowel, then its tone as a mark of its own."""
    return "".join(map(_tone_last, text)).encode("cp1258")


def _tone_last(character: str) -> str:
    marks = unicodedata.normalize("NFD", character)
    vowel = "".join(mark for mark in marks if mark not in TONES)
    tone = "".join(mark for mark in marks if mark in TONES)
    return unicodedata.normalize("NFC", vowel) + tone


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(raw: bytes, encoding: str) -> None:
    document = read_document(raw)
    assert (document.text, document.encoding, document.notes) == (TEXT, encoding, ())


def test_windows_1258_is_read_and_noted() -> None:
    document = read_document(windows_1258(TEXT))
    assert document.text == TEXT
    assert document.encoding == "windows-1258"
    assert "windows-1258" in document.notes[0]


@pytest.mark.parametrize(
    "raw",
    [
        "Söï hoïp".encode("latin-1"),  # VNI, but too little of it to be sure
        "Коммунистическая партия".encode("cp1251"),
        "Übergröße in Köln, ästhetisch".encode("latin-1"),
        "共产党".encode("gb18030"),
        bytes(range(128, 256)),
    ],
)
def test_bytes_in_no_known_encoding_are_refused(raw: bytes) -> None:
    with pytest.raises(ArticleError, match="UTF-8"):
        read_document(raw)


@pytest.mark.parametrize("raw", [b"", b" \r\n\t ", "\ufeff \xa0\n".encode(), b"\xff\xfe"])
def test_nothing_is_refused(raw: bytes) -> None:
    with pytest.raises(ArticleError, match="rỗng"):
        read_document(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "DOCX"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"ID3\x04\x00\x00", "MP3"),
        (b"\xff\xfb\x90\x64", "MP3"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"abc\x00def", "nhị phân"),
        (b"\xff\xfea\x00\x00\x00", "nhị phân"),
    ],
)
def test_a_file_that_is_no_text_is_named(raw: bytes, name: str) -> None:
    with pytest.raises(ArticleError, match=name):
        read_document(raw)


def test_too_much_is_refused_with_its_size_and_the_limit() -> None:
    with pytest.raises(ArticleError, match=r"11 byte.*10 byte"):
        read_document(b"a" * 11, limit_bytes=10)
    assert read_document(b"a" * 10, limit_bytes=10).text == "a" * 10


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<!DOCTYPE html><title>Tin</title><p>Bài", "text/html"),
        ("<p>Một đoạn.</p>", "text/html"),
        ("Nhiệt độ < 5 và > 3, thư <toasoan@bao.vn>", "text/plain"),
        (TEXT, "text/plain"),
    ],
)
def test_html_is_told_from_plain_text_by_its_marks(text: str, media_type: str) -> None:
    assert read_document(text.encode()).media_type == media_type


def test_the_sender_knows_the_media_type_better() -> None:
    assert read_document(b"<p>", "text/plain; charset=utf-8").media_type == "text/plain"
    assert read_document(b"abc", "Text/HTML").media_type == "text/html"
    with pytest.raises(ArticleError, match="application/pdf"):
        read_document(b"{}", "application/pdf")


def test_decomposed_letters_become_whole() -> None:
    assert read_document(unicodedata.normalize("NFD", TEXT).encode()).text == TEXT


def test_every_line_end_is_a_newline() -> None:
    assert read_document("a\r\nb\rc\u2028d\x0ce".encode()).text == "a\nb\nc\nd\ne"


def test_control_characters_are_removed_and_noted() -> None:
    document = read_document(b"a\x07b\x1bc")
    assert document.text == "abc"
    assert document.notes == ("Đã bỏ các ký tự điều khiển không in được.",)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_any_bytes_are_read_as_xml_text_or_refused(raw: bytes) -> None:
    try:
        text = read_document(raw).text
    except ArticleError:
        return
    element = etree.Element("p")
    element.text = text
    assert unicodedata.is_normalized("NFC", text)
    assert text.strip()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_byte_order_mark_is_read(encoding: str) -> None:
    document = read_document(TEXT.encode(encoding))
    assert (document.text, document.encoding) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("raw", "advice"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "bản quét"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", r"\.docx"),
        (b"{\\rtf1\\ansi", r"\.docx"),
        (b"\x1f\x8b\x08\x00", "giải nén"),
        (b"ID3\x04\x00\x00", "chữ của bài"),
        (b"\x89PNG\r\n\x1a\n", "chữ của bài"),
    ],
)
def test_a_refusal_tells_what_to_send_instead(raw: bytes, advice: str) -> None:
    with pytest.raises(ArticleError, match=advice):
        read_document(raw)
