"""Each kind of node as it stands on a page."""

import pytest

from service.model.content import (
    Cell,
    Content,
    Description,
    DescriptionList,
    Embed,
    EmbedKind,
    Figure,
    Heading,
    Item,
    List,
    Mark,
    Node,
    Note,
    Numbering,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Rule,
    Run,
    StoredPicture,
    Table,
    Verse,
)
from service.outputs.content import BareLines, ContentWriter, FeedWriter, NoteLinks, write_html
from service.outputs.page import article_page
from tests.outputs.content.trees import line, reading_of
from tests.outputs.episodes import episode

STORED = (StoredPicture("pictures/a.jpg", 640, 400), StoredPicture("pictures/b.jpg", 1280, 800))


def on_a_page(*nodes: Node) -> str:
    notes = NoteLinks(Content(nodes))
    return write_html(ContentWriter(BareLines(notes), notes).write(nodes))


def in_a_feed(*nodes: Node) -> str:
    return write_html(FeedWriter(BareLines(), NoteLinks(Content(nodes))).write(nodes))


def heard(*nodes: Node) -> str:
    return article_page(episode(reading_of(Content(nodes)))).body


def told(text: str) -> Paragraph:
    return Paragraph(line(text))


def cells(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell((told(text),) if text else (), header=header) for text in texts)


PRICES = Table(
    (cells("Bậc", "Giá", header=True), cells("1", "6.700"), cells("2", "")), 1, line("Giá nước")
)


def test_headings_keep_their_levels() -> None:
    assert on_a_page(Heading(2, line("Một")), Heading(4, line("Hai"))) == "<h2>Một</h2><h4>Hai</h4>"


@pytest.mark.parametrize(
    ("numbers", "look", "shown"),
    [
        ([1, 2], Numbering.DECIMAL, "<ol><li>x</li><li>x</li></ol>"),
        ([4, 5], Numbering.LOWER_LETTER, '<ol type="a" start="4"><li>x</li><li>x</li></ol>'),
        ([2, 1], Numbering.DECIMAL, '<ol reversed="reversed"><li>x</li><li>x</li></ol>'),
        (
            [9, 8],
            Numbering.UPPER_ROMAN,
            '<ol type="I" reversed="reversed" start="9"><li>x</li><li>x</li></ol>',
        ),
        ([1, 5, 6], Numbering.DECIMAL, '<ol><li>x</li><li value="5">x</li><li>x</li></ol>'),
        ([3, 3], Numbering.DECIMAL, '<ol start="3"><li>x</li><li value="3">x</li></ol>'),
    ],
)
def test_an_ordered_list_counts_as_the_newspaper_counted(
    numbers: list[int], look: Numbering, shown: str
) -> None:
    items = tuple(Item((told("x"),), number) for number in numbers)
    assert on_a_page(List(items, look)) == shown


@pytest.mark.parametrize(
    ("items", "opened"),
    [
        (("- một", "– hai"), '<ul class="own-marks">'),
        (("• một", "•hai"), '<ul class="own-marks">'),
        (("* một", "+ hai"), '<ul class="own-marks">'),
        (("một", "hai"), "<ul>"),
        (("- một", "hai"), "<ul>"),
        (("-5 độ", "-7 độ"), "<ul>"),
    ],
)
def test_a_list_with_marks_of_its_own_gets_no_others(items: tuple[str, ...], opened: str) -> None:
    node = List(tuple(Item((told(each),)) for each in items))
    assert on_a_page(node).startswith(opened)


def test_a_list_within_an_item_stands_behind_its_first_line() -> None:
    inner = List((Item((told("nhỏ"),)),))
    assert on_a_page(List((Item((told("lớn"), inner)),))) == (
        "<ul><li>lớn<ul><li>nhỏ</li></ul></li></ul>"
    )


def test_an_item_of_several_paragraphs_keeps_them_apart() -> None:
    assert on_a_page(List((Item((told("a"), told("b"))),))) == (
        "<ul><li><p>a</p><p>b</p></li></ul>"
    )


def test_terms_stand_above_what_is_said_of_them() -> None:
    groups = (Description((line("Hộ nghèo"),), (told("Có sổ."),)), Description((line("Khác"),), ()))
    assert on_a_page(DescriptionList(groups)) == (
        "<dl><dt>Hộ nghèo</dt><dd>Có sổ.</dd><dt>Khác</dt><dd></dd></dl>"
    )


def test_a_description_before_any_term_stands_above_the_list() -> None:
    groups = (Description((), (told("Trước."),)), Description((line("A"),), (told("B."),)))
    assert on_a_page(DescriptionList(groups)) == "<p>Trước.</p><dl><dt>A</dt><dd>B.</dd></dl>"


def test_a_quotation_says_who_said_it() -> None:
    assert on_a_page(Quotation((told("Tôi sẽ làm."), told("Ngay.")), line("Bà Hoa"))) == (
        "<blockquote><p>Tôi sẽ làm.</p><p>Ngay.</p>"
        "<footer><cite>Bà Hoa</cite></footer></blockquote>"
    )


def test_a_table_has_caption_headers_and_a_frame_that_scrolls() -> None:
    assert on_a_page(PRICES) == (
        '<div class="table" role="region" tabindex="0" aria-label="Bảng 1: Giá nước">'
        "<table><caption>Giá nước</caption>"
        '<thead><tr><th scope="col">Bậc</th><th scope="col">Giá</th></tr></thead>'
        "<tbody><tr><td>1</td><td>6.700</td></tr><tr><td>2</td><td></td></tr></tbody>"
        "</table></div>"
    )


def test_a_cell_that_heads_its_row_says_so_and_an_empty_one_heads_nothing() -> None:
    rows = (
        (Cell(header=True), *cells("Nam", header=True)),
        (*cells("Toán", header=True), *cells("5")),
    )
    assert '<thead><tr><td></td><th scope="col">Nam</th></tr></thead>' in on_a_page(Table(rows, 1))
    assert '<tr><th scope="row">Toán</th><td>5</td></tr>' in on_a_page(Table(rows, 1))


def test_headers_of_several_levels_have_names_and_each_cell_says_which_it_has() -> None:
    wide = Cell((told("Chuyến đầu"),), header=True, columns=2)
    tall = Cell((told("Ngày"),), header=True, rows=2)
    low = cells("Bắc", "Nam", header=True)
    row = (*cells("Lễ", header=True), *cells("4 giờ", "5 giờ"))
    shown = on_a_page(Table(((tall, wide), low, row), 2))
    assert '<th scope="col" id="bang1o1" rowspan="2">Ngày</th>' in shown
    assert '<th scope="row" id="bang1o5">Lễ</th>' in shown
    assert '<td headers="bang1o2 bang1o3 bang1o5">4 giờ</td>' in shown
    assert '<td headers="bang1o2 bang1o4 bang1o5">5 giờ</td>' in shown


def test_each_heard_row_is_a_sentence_of_its_own() -> None:
    page = article_page(episode(reading_of(Content((PRICES,)))))
    assert '<caption><span class="sentence">Giá nước</span></caption>' in page.body
    assert '<thead class="sentence"><tr>' in page.body
    assert page.body.count('<tr class="sentence">') == 2
    assert len(page.times.split()) == 5  # the title is heard too


def test_a_row_of_several_sentences_is_heard_from_the_first_to_the_last() -> None:
    row = Table((cells("Mở cửa lúc 8 giờ. Đóng cửa lúc 17 giờ."),))
    page = article_page(episode(reading_of(Content((row,)))))
    assert page.times == "0-1800 2000-5800"


def test_a_heading_and_a_speaker_in_a_header_cell_are_no_part_of_the_outline() -> None:
    inner = (Heading(3, line("Ca một")), Quotation((told("Tôi làm."),), line("Bà Hoa")))
    shown = on_a_page(Table(((Cell(inner, header=True), Cell((told("x"),))),)))
    assert '<th scope="row"><p><strong>Ca một</strong></p><blockquote>' in shown
    assert "<p><cite>Bà Hoa</cite></p></blockquote></th>" in shown


def test_a_table_in_a_cell_is_part_of_its_row() -> None:
    outer = Table(((Cell((told("Ngoài"), Table((cells("Trong"),)))),),))
    assert on_a_page(outer).count('role="region"') == 1
    assert heard(outer).count('class="sentence"') == 1


def test_a_picture_that_is_kept_is_shown_in_its_sizes() -> None:
    shown = on_a_page(
        Figure((Picture("https://bao.example/1.jpg", "Cầu mới", STORED),), line("Ảnh: T.H"))
    )
    assert shown == (
        '<figure><img src="/pictures/b.jpg" srcset="/pictures/a.jpg 640w, /pictures/b.jpg 1280w"'
        ' sizes="(max-width: 41rem) 92vw, 39rem" width="1280" height="800" alt="Cầu mới"'
        ' loading="lazy" decoding="async"><figcaption>Ảnh: T.H</figcaption></figure>'
    )


def test_a_heard_picture_is_marked_itself_and_its_caption_by_sentences() -> None:
    shown = heard(Figure((Picture("", "Cầu mới. Người qua cầu.", STORED),), line("Một. Hai.")))
    assert '<img class="sentence" ' in shown
    assert (
        '<figcaption><span class="sentence">Một.</span> <span class="sentence">Hai.</span>' in shown
    )


def test_a_picture_that_could_not_be_had_is_named_with_its_words_and_the_reason() -> None:
    picture = Picture("https://bao.example/1.jpg", "Cầu mới", (), "Ảnh lớn quá 20 MB.")
    assert on_a_page(Figure((picture,))) == (
        '<figure><p class="missing">Ảnh: '
        '<a href="https://bao.example/1.jpg" rel="noopener">Cầu mới</a>'
        ' <span class="reason">(Ảnh lớn quá 20 MB.)</span></p></figure>'
    )


def test_a_picture_without_words_says_that_nobody_described_it() -> None:
    assert 'alt="Ảnh không có lời mô tả"' in on_a_page(Figure((Picture("", "", STORED),)))
    assert "Ảnh không có lời mô tả" in on_a_page(Figure((Picture("anh.jpg", ""),)))


def test_a_video_is_named_and_linked_and_not_embedded() -> None:
    video = Embed(EmbedKind.VIDEO, "Lễ khởi công", "https://video.example/1")
    assert on_a_page(Figure((video,))) == (
        '<figure><p class="missing">Video: <a href="https://video.example/1" rel="noopener">'
        'Lễ khởi công</a> <span class="reason">(xem trên trang gốc)</span></p></figure>'
    )


def test_several_pictures_stand_together_above_their_caption() -> None:
    two = Figure((Picture("", "A", STORED), Picture("", "B", STORED)), line("Hai ảnh"))
    assert '<div class="gallery"><img' in on_a_page(two)
    assert on_a_page(two).endswith("</div><figcaption>Hai ảnh</figcaption></figure>")


def test_lines_of_a_verse_and_of_code_stay_lines() -> None:
    assert on_a_page(Verse((line("Sông sâu"), line("Nước chảy")))) == (
        '<p class="verse">Sông sâu<br>Nước chảy</p>'
    )
    assert on_a_page(Preformatted(("", "a  b", "  c"))) == "<pre>\n\na  b\n  c</pre>"
    assert heard(Verse((line("A"), line("B")))).count('class="sentence"') == 2


def test_a_change_of_subject_is_a_line() -> None:
    assert on_a_page(Rule()) == "<hr>"


def test_a_note_and_its_reference_lead_to_each_other() -> None:
    nodes = (
        Paragraph((Run("GDP tăng"), Run("1", (Mark.SUPERSCRIPT,), note="fn:a b"), Run("."))),
        Note("fn:a b", (told("Theo giá so sánh."),), "1"),
    )
    assert on_a_page(*nodes) == (
        '<p>GDP tăng<a href="#chu-thich-1" role="doc-noteref" id="goi-1"><sup>1</sup></a>.</p>'
        '<div class="footnote" role="doc-footnote" id="chu-thich-1"><span class="label">1</span>'
        '<div><p>Theo giá so sánh. <a href="#goi-1" role="doc-backlink"'
        ' aria-label="Trở lại chỗ gọi chú thích 1">Trở lại</a></p></div></div>'
    )


@pytest.mark.parametrize(
    ("label", "text", "labels"),
    [
        ("1", "1. Theo giá so sánh.", 0),
        ("1", "[1] Theo giá so sánh.", 0),
        ("*", "* Theo giá so sánh.", 0),
        ("1", "15 tỷ đồng là vốn vay.", 1),
        ("", "Theo giá so sánh.", 0),
    ],
)
def test_a_note_that_says_its_number_is_given_no_second_one(
    label: str, text: str, labels: int
) -> None:
    note = Note("n", (told(text),), label)
    assert on_a_page(note).count('class="label"') == labels
    assert in_a_feed(note).count(f"[{label}] {text}") == labels


def test_a_reference_without_its_note_leads_nowhere() -> None:
    assert on_a_page(Paragraph((Run("A"), Run("1", note="x")))) == "<p>A1</p>"


def test_a_link_across_runs_is_one_link() -> None:
    runs = (
        Run("Quyết định ", link="https://a.example/"),
        Run("25", (Mark.STRONG,), "https://a.example/"),
    )
    assert on_a_page(Paragraph(runs)) == (
        '<p><a href="https://a.example/" rel="noopener">Quyết định <strong>25</strong></a></p>'
    )


def test_marks_that_cross_sentences_are_parted_at_their_borders() -> None:
    bold = Paragraph((Run("Một. Hai", (Mark.STRONG,)), Run(" ba.")))
    assert heard(bold) == (
        '<p><span class="sentence"><strong>Một.</strong></span>'
        ' <span class="sentence"><strong>Hai</strong> ba.</span></p>'
    )


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://bao.example/tệp.pdf", True),
        ("mailto:a@bao.example", True),
        ("tel:+8490", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//bao.example/a", False),
        ("/a", False),
        ("mailto:", False),
        ("http://[", False),
        ("tel:1\n2", False),
    ],
)
def test_only_safe_links_lead_anywhere(link: str, leads: bool) -> None:
    runs = (Run("chữ", link=link),)
    assert ("<a " in on_a_page(Paragraph(runs))) == leads
    embed = Figure((Embed(EmbedKind.FRAME, "khung", link),))
    assert ("<a " in on_a_page(embed)) == leads


def test_text_is_never_markup() -> None:
    hostile = '"><script>alert(1)</script>'
    picture = Picture(hostile, hostile, STORED)
    nodes = (
        Paragraph((Run(hostile, language=hostile, expansion=hostile, link=hostile),)),
        Figure((picture, Embed(EmbedKind.VIDEO, hostile, hostile)), line(hostile)),
        Note(hostile, (told(hostile),), hostile),
        Table(((Cell((told(hostile),)),),), 0, line(hostile)),
        Preformatted((hostile,)),
    )
    for written in (on_a_page(*nodes), heard(*nodes), in_a_feed(*nodes)):
        assert "<script" not in written


def test_a_feed_tells_a_table_row_by_row_and_a_picture_in_words() -> None:
    figure = Figure(
        (Picture("", "Cầu mới"), Embed(EmbedKind.VIDEO, "", "https://v.example/1")), line("T.H")
    )
    assert in_a_feed(PRICES, figure) == (
        "<p><strong>Giá nước</strong></p><ul><li>Bậc: 1; Giá: 6.700</li><li>Bậc: 2</li></ul>"
        '<p>Ảnh: Cầu mới</p><p>Video: <a href="https://v.example/1" rel="noopener">'
        "https://v.example/1</a></p><p>T.H</p>"
    )


def test_a_feed_tells_quotations_terms_and_notes() -> None:
    nodes = (
        Quotation((told("Một."), told("Hai.")), line("Bà Hoa")),
        DescriptionList((Description((line("A"),), (told("B."),)),)),
        Note("1", (told("C."),), "1"),
    )
    assert in_a_feed(*nodes) == (
        "<blockquote><p>Một.</p><p>Hai.</p><p>— Bà Hoa</p></blockquote>"
        "<p><strong>A</strong></p><p>B.</p><p>[1] C.</p>"
    )
