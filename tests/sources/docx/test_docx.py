"""DOCX: what a Word file says survives; one that is a trap is refused within counted bounds."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from service.errors import ArticleError
from service.sources.document import Document
from service.sources.docx import package
from service.sources.docx.taming import MOST_PICTURES
from service.sources.extract import read_document
from tests.sources.docx.writing import (
    PNG,
    docx,
    levels,
    notes,
    packed,
    paragraph,
    picture,
    run,
    styles,
    table,
    zeros,
)
from tests.sources.old_fonts import tcvn3
from tests.sources.passages import VIETNAMESE

STYLES = styles(
    Title='<w:name w:val="Title"/>',
    H2='<w:name w:val="heading 2"/>',
    Anh='<w:name w:val="caption"/>',
    Muc='<w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    MucCon='<w:name w:val="Muc con"/><w:basedOn w:val="Muc"/>',
)
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(body: str, **more: object) -> Document:
    return read_document(docx(body, **more), limit_bytes=10_000_000)  # type: ignore[arg-type]


def test_headings_emphasis_links_and_notes_survive() -> None:
    link = f'<w:hyperlink r:id="l1">{run("danh sách")}</w:hyperlink>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (
        paragraph("Chợ quê mở lại", style="Title")
        + paragraph("Giờ mở cửa", style="H2")
        + paragraph(run("Sáng nay, ") + run("xã", "<w:b/>") + run(" mở chợ: ") + link + note)
        + paragraph(run("m") + run("2", '<w:vertAlign w:val="superscript"/>'))
        + paragraph(
            run("giá ") + run("200", "<w:strike/>") + f'<w:ins w:id="1">{run("150")}</w:ins>'
        )
    )
    text = read(
        body,
        parts={"word/styles.xml": STYLES, "word/footnotes.xml": notes("footnote", "Xem trang xã.")},
        relations={
            "l1": ("hyperlink", "https://xa.example/ds"),
            "f1": ("footnotes", "footnotes.xml"),
            "s1": ("styles", "styles.xml"),
        },
    ).text
    for expected in (
        "<h1>Chợ quê mở lại</h1>",
        "<h2>Giờ mở cửa</h2>",
        "Sáng nay, <strong>xã</strong> mở chợ: "
        '<a href="https://xa.example/ds">danh sách</a><sup><a href="#footnote-2"',
        "m<sup>2</sup>",
        "<s>200</s>150",
        "Xem trang xã.",
    ):
        assert expected in text


def numbered(*paragraphs: str, described: tuple[tuple[str, str, int], ...]) -> str:
    return read(
        "".join(paragraphs),
        parts={"word/styles.xml": STYLES, "word/numbering.xml": levels(*described)},
        relations={"s1": ("styles", "styles.xml"), "n1": ("numbering", "numbering.xml")},
    ).text


def test_lists_keep_their_numbers_letters_and_levels() -> None:
    text = numbered(
        paragraph("Mang giỏ", number="1"),
        paragraph("nhựa", number="1", level=1),
        paragraph("tre", number="1", level=1),
        paragraph("Đi sớm", number="1"),
        paragraph("Xen giữa."),
        paragraph("Về sớm", number="1"),
        paragraph("Lại từ đầu", number="2"),
        described=(("decimal", "%1.", 3), ("lowerLetter", "%2)", 1)),
    )
    assert '<ol start="3"><li>Mang giỏ<ol type="a"><li>nhựa</li>' in text
    assert '<li value="2">tre</li></ol></li><li value="4">Đi sớm</li></ol>' in text
    assert '<ol start="5"><li>Về sớm</li>' in text
    assert "Lại từ đầu" in text
    assert "\ue000" not in text


def test_labels_that_are_more_than_a_number_are_text() -> None:
    text = numbered(
        paragraph("Phạm vi", number="1"),
        paragraph("Đối tượng", number="1"),
        paragraph("Người dân", number="1", level=1),
        described=(("decimal", "Điều %1.", 1), ("decimal", "%1.%2.", 1)),
    )
    for expected in ("Điều 1. Phạm vi", "Điều 2. Đối tượng", "2.1. Người dân"):
        assert f"<p>{expected}</p>" in text
    assert "<ol" not in text


def test_a_list_below_a_label_of_words_is_a_list_of_its_own() -> None:
    text = numbered(
        paragraph("Phạm vi", number="1"),
        paragraph("Chợ", number="1", level=1),
        paragraph("Sân", number="1", level=1),
        paragraph("tre", number="1", level=2),
        described=(("decimal", "Điều %1.", 1), ("lowerLetter", "%2)", 1), ("bullet", "-", 1)),
    )
    assert '<p>Điều 1. Phạm vi</p><ol type="a"><li>Chợ</li>' in text
    assert '<li value="2">Sân<ul><li>tre</li></ul></li></ol>' in text


def test_a_numbered_heading_keeps_its_number_and_a_style_brings_one() -> None:
    text = numbered(
        paragraph("Tình hình", style="H2", number="1"),
        paragraph("Một mục", style="Muc"),
        paragraph("Mục theo kiểu cha", style="MucCon"),
        described=(("upperRoman", "%1.", 1),),
    )
    assert "<h2>I. Tình hình</h2>" in text
    assert "II" in text or 'start="2"' in text
    assert "Mục theo kiểu cha" in text


def test_a_table_is_a_table_and_a_first_row_in_bold_its_head() -> None:
    bold = tuple(run(each, "<w:b/>") for each in ("Ngày", "Giờ"))
    text = read(table(bold, ("Thứ Hai", "5h")) + table(("a", "b"), ("c", "d"))).text
    assert "<th><p><strong>Ngày</strong></p></th>" in text
    assert "<td><p>5h</p></td>" in text
    assert text.count("<th>") == 2


def test_a_picture_comes_with_its_alt_text_its_caption_and_its_bytes() -> None:
    body = (
        paragraph(picture("p1", "Cổng chợ"))
        + paragraph("Cổng chợ mới.", style="Anh")
        + paragraph(picture("p1", "Lại cổng chợ") + run(" trong dòng"))
    )
    document = read(
        body,
        parts={"word/media/image1.png": PNG, "word/styles.xml": STYLES},
        relations={"p1": ("image", "media/image1.png"), "s1": ("styles", "styles.xml")},
    )
    assert [(each.content, each.media_type) for each in document.attachments] == [
        (PNG, "image/png")
    ]
    address = document.attachments[0].address
    assert (
        f'<figure><img alt="Cổng chợ" src="{address}">'
        "<figcaption>Cổng chợ mới.</figcaption></figure>"
    ) in document.text
    assert document.text.count(address) == 2


def test_a_picture_outside_the_file_is_told_and_never_asked_for() -> None:
    body = paragraph(picture("p1", "Ngoài") + run("Chữ của bài."))
    linked = body.replace("r:embed", "r:link")
    for target in ("file:///etc/passwd", "http://127.0.0.1/x.png"):
        document = read(linked, relations={"p1": ("image", target)})
        assert document.attachments == ()
        assert "Chữ của bài." in document.text


def test_a_word_file_in_an_old_font_is_converted() -> None:
    body = "".join(paragraph(tcvn3(line)) for line in VIETNAMESE.split("\n") if line)
    document = read(body)
    assert "Sáng 14/10, Sở Giao thông vận tải" in document.text
    assert any("TCVN3" in note for note in document.notes)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0"?><!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_a_part_that_defines_entities_is_refused(doctype: str) -> None:
    with pytest.raises(ArticleError, match="DOCTYPE"):
        read(paragraph("&b;&x;" if "ENTITY" in doctype else "x"), prolog=doctype)
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{doctype}<w/>'.encode("utf-16")
    with pytest.raises(ArticleError, match=r"DOCTYPE|hỏng"):
        read(paragraph("x"), parts={"word/styles.xml": utf16})


def test_a_zip_bomb_is_refused_before_more_than_its_bound_is_unpacked() -> None:
    bomb = docx("", parts={"word/document.xml": b" " * (20 * package.MOST_XML_BYTES)})
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    with pytest.raises(ArticleError, match="khi giải nén"):
        read_document(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * package.MOST_XML_BYTES


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        (lambda: {"word/styles.xml": "<w/>" * package.MOST_ELEMENTS}, "quá nhiều thành phần"),
        (lambda: {f"word/x{n}.xml": "" for n in range(package.MOST_PARTS)}, "tệp con"),
        (lambda: {"word/media/a.png": zeros(package.MOST_PICTURE_BYTES + 1)}, "ảnh khi giải nén"),
        (
            lambda: {f"word/media/{n}.png": zeros(package.MOST_PICTURE_BYTES) for n in range(6)},
            "ảnh khi giải nén",
        ),
    ],
)
def test_what_is_larger_inside_than_an_article_is_refused(
    parts: Callable[[], dict[str, str | bytes]], refusal: str
) -> None:
    with pytest.raises(ArticleError, match=refusal):
        read(paragraph("x"), parts=parts())


MEGABYTE = "x" * 1_000_000


@pytest.mark.parametrize(
    ("each", "parts", "relations"),
    [
        (
            f'<w:p><w:hyperlink r:id="l1">{run("a")}</w:hyperlink></w:p>',
            {},
            {"l1": ("hyperlink", "https://xa.example/" + MEGABYTE)},
        ),
        (
            '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
            {"word/footnotes.xml": notes("footnote", MEGABYTE)},
            {"f1": ("footnotes", "footnotes.xml")},
        ),
        (
            paragraph("a", number="1"),
            {"word/numbering.xml": levels(("decimal", f"{MEGABYTE}%1", 1))},
            {"n1": ("numbering", "numbering.xml")},
        ),
    ],
)
def test_what_is_referred_to_a_thousand_times_does_not_grow_a_thousandfold(
    each: str, parts: dict[str, str], relations: dict[str, tuple[str, str]]
) -> None:
    body = paragraph("Chợ mở lại.") + each * 1_000
    assert len(read(body, parts=parts, relations=relations).text) < 1_200_000


def test_a_picture_that_stands_everywhere_is_refused() -> None:
    body = paragraph(picture("p1", "Chợ")) * (MOST_PICTURES + 1)
    with pytest.raises(ArticleError, match="201 ảnh"):
        read(
            body,
            parts={"word/media/image1.png": PNG},
            relations={"p1": ("image", "media/image1.png")},
        )


@pytest.mark.parametrize("depth", [240, 2_000, 40_000])
def test_what_is_nested_too_deeply_is_refused(depth: int) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + paragraph("x") + "</w:sdtContent></w:sdt>" * depth
    with pytest.raises(ArticleError, match="hỏng"):
        read(body)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"xl/workbook.xml": ""}, "Excel"),
        ({"ppt/presentation.xml": ""}, "PowerPoint"),
        ({"content.xml": "", "mimetype": "application/vnd.oasis"}, "OpenDocument"),
        ({"bai.txt": "abc"}, "ZIP"),
    ],
)
def test_another_archive_is_named_and_refused(parts: dict[str, str | bytes], name: str) -> None:
    with pytest.raises(ArticleError, match=name):
        read_document(packed(parts))


def test_a_damaged_or_empty_file_is_refused() -> None:
    whole = docx(paragraph("Chợ mở lại."))
    for raw in (whole[:-40], whole[: len(whole) // 2], b"PK\x03\x04" + b"x" * 100):
        with pytest.raises(ArticleError, match="hỏng"):
            read_document(raw, DOCX_TYPE)
    with pytest.raises(ArticleError, match="hỏng"):
        read_document(b"abc", DOCX_TYPE)
    with pytest.raises(ArticleError, match="hỏng"):
        read_document(docx("", parts={"word/document.xml": "<w:document"}))


def test_every_byte_of_a_word_file_may_be_wrong() -> None:
    whole = docx(
        paragraph("Chợ mở lại.", number="1"), parts={"word/numbering.xml": levels(("x", "%1%9", 1))}
    )
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
    for place in range(0, len(whole), 7):
        raw = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        try:
            read_document(raw, DOCX_TYPE)
        except ArticleError as e:
            assert e.vi  # noqa: PT017 - to be read or refused are both right
