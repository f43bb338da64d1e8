"""Markup becomes a tree: what a sighted reader sees is there, with what it means."""

from typing import Any

import pytest
from hypothesis import given

from service.articles.arranging import arrange
from service.articles.markup import read_markup
from service.articles.pruning import prune
from service.model import BlockKind
from service.model.content import Content, Node, leaves_of, write_nodes
from tests.model.trees import FEW, TREES

PAGE = "https://phuong.example/tin/bai.html"
PROSE = "Sáng nay, phường khai trương thư viện số với hơn hai nghìn đầu sách, mở cửa miễn phí."


def tree(markup: str) -> list[dict[str, Any]]:
    """The body that ``markup`` is, between two paragraphs of prose."""
    page = read_markup(f"<article><p>{PROSE}</p>{markup}<p>{PROSE}</p></article>", PAGE)
    plain = write_nodes(arrange(Content(page.nodes)).nodes)
    assert plain[0]["text"] == plain[-1]["text"] == PROSE
    return plain[1:-1]


def run(begin: int, end: int, **told: object) -> dict[str, object]:
    return {"begin": begin, "end": end, **told}


@pytest.mark.parametrize(
    ("markup", "text", "runs"),
    [
        ("<b>Giá</b> tăng", "Giá tăng", [run(0, 3, marks=["strong"])]),
        (
            "Giá <strong><em>tăng</em></strong>",
            "Giá tăng",
            [run(4, 8, marks=["strong", "emphasis"])],
        ),
        (
            "<del>6.300</del> <ins>6.700</ins>",
            "6.300 6.700",
            [run(0, 5, marks=["deleted"]), run(6, 11, marks=["inserted"])],
        ),
        ("120 m<sup>2</sup>", "120 m2", [run(5, 6, marks=["superscript"])]),
        ("H<sub>2</sub>O", "H2O", [run(1, 2, marks=["subscript"])]),
        (
            '<span style="vertical-align: super">1</span> a',
            "1 a",
            [run(0, 1, marks=["superscript"])],
        ),
        (
            '<span style="text-decoration:line-through">5</span> 6',
            "5 6",
            [run(0, 1, marks=["deleted"])],
        ),
        ('<span style="font-weight:700">Giá</span> mới', "Giá mới", [run(0, 3, marks=["strong"])]),
        ('<b style="font-weight:normal">Giá</b> mới', "Giá mới", None),
        ("<q>Chậm lắm</q>, ông nói", "“Chậm lắm”, ông nói", None),
        (
            '<i lang="fr">Vive la France</i> là tên',
            "Vive la France là tên",
            [run(0, 14, marks=["emphasis"], language="fr")],
        ),
        ('<i lang="vi">Bản tin</i> phường', "Bản tin phường", [run(0, 7, marks=["emphasis"])]),
        (
            '<abbr title="Ủy ban nhân dân">UBND</abbr> họp',
            "UBND họp",
            [run(0, 4, expansion="Ủy ban nhân dân")],
        ),
        (
            'Xem <a href="/van-ban/25">Quyết định 25</a>',
            "Xem Quyết định 25",
            [run(4, 17, link="https://phuong.example/van-ban/25")],
        ),
        (
            '<a href="mailto:a@b.vn">a@b.vn</a> <a href="tel:+84 24 1234">gọi</a>',
            "a@b.vn gọi",
            [run(0, 6, link="mailto:a@b.vn"), run(7, 10, link="tel:+84241234")],
        ),
        ('Xem <a href="#cuoi">cuối trang</a>', "Xem cuối trang", None),
        ('<img src="x.png" alt="😀"> vui', "😀 vui", None),
        ('<span class="location-stamp">TP HCM</span>Liên danh', "TP HCM - Liên danh", None),
        ("a&nbsp;&#8203;b\n\n  c", "a b c", None),
    ],
)
def test_marks_links_and_languages_of_letters_are_kept(
    markup: str, text: str, runs: list[object] | None
) -> None:
    (paragraph,) = tree(f"<p>{markup}</p>")
    told = {"runs": runs} if runs else {}
    assert paragraph == {"kind": "paragraph", "text": text, **told}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.vn/1",
        "http://",
        "https://a.vn/" + "x" * 3000,
        "mailto:",
        "tel:;rm",
    ],
)
def test_a_link_that_is_no_safe_address_leads_nowhere(address: str) -> None:
    (paragraph,) = tree(f'<p>Xem <a href="{address}">ở đây</a></p>')
    assert paragraph == {"kind": "paragraph", "text": "Xem ở đây"}


def item(text: str, number: int | None = None, **told: object) -> dict[str, object]:
    counted = {} if number is None else {"number": number}
    return {"kind": "item", "text": text, **counted, **told}


@pytest.mark.parametrize(
    ("markup", "style", "numbers"),
    [
        ("<ol><li>a<li>b</ol>", "1", [1, 2]),
        ('<ol start="4" type="a"><li>a<li>b</ol>', "a", [4, 5]),
        ('<ol type="I" reversed><li>a<li>b</ol>', "I", [2, 1]),
        ('<ol><li value="7">a<li>b</ol>', "1", [7, 8]),
        ('<ol start="x" type="?"><li>a<li>b</ol>', "1", [1, 2]),
    ],
)
def test_an_ordered_list_keeps_its_numbers(markup: str, style: str, numbers: list[int]) -> None:
    (found,) = tree(markup)
    assert (found["ordered"], found["style"]) == (True, style)
    assert [each["number"] for each in found["items"]] == numbers


def test_a_list_in_a_list_stays_inside_its_item_however_it_is_written() -> None:
    inner = {"kind": "list", "ordered": False, "items": [item("mã gồm 10 chữ số;")]}
    first = {"kind": "item", "items": [{"kind": "paragraph", "text": "Nhập mã:"}, inner]}
    nested = "<ul><li>mã gồm 10 chữ số;</li></ul>"
    for markup in (
        f"<ul><li>Nhập mã:{nested}</li><li>Xong.</li></ul>",
        f"<ul><li>Nhập mã:</li>{nested}<li>Xong.</li></ul>",
    ):
        (found,) = tree(markup)
        assert found["items"] == [first, item("Xong.")]


def test_terms_stand_with_what_is_said_of_them() -> None:
    (found,) = tree("<dl><dt>Hộ nghèo</dt><dd>Hộ có sổ.</dd><dt>Định mức</dt><dd>4 m3.</dd></dl>")
    assert [[each["kind"] for each in group["items"]] for group in found["items"]] == [
        ["term", "paragraph"],
        ["term", "paragraph"],
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<blockquote><p>Tôi mừng.</p><p>Mừng lắm.</p><cite>Bà Hoa</cite></blockquote>",
        "<blockquote><p>Tôi mừng.</p><p>Mừng lắm.</p><footer>Bà Hoa</footer></blockquote>",
        '<div class="quote"><p>Tôi mừng.</p><p>Mừng lắm.</p><div class="author">Bà Hoa</div></div>',
        '<div type="quote"><div class="quote"><p>Tôi mừng.</p><p>Mừng lắm.</p>'
        '<div class="StarNameCaption"><p>Bà Hoa</p></div></div></div>',
    ],
)
def test_a_quotation_of_several_paragraphs_is_one_and_says_whose_it_is(markup: str) -> None:
    (found,) = tree(markup)
    assert found["kind"] == "quotation"
    assert [(each["kind"], each["text"]) for each in found["items"]] == [
        ("paragraph", "Tôi mừng."),
        ("paragraph", "Mừng lắm."),
        ("attribution", "Bà Hoa"),
    ]


PICTURE = {"kind": "picture", "text": "Cầu mới", "source": "https://phuong.example/a.jpg"}
CAPTION = {"kind": "caption", "text": "Cầu Bến Đò. Ảnh: An"}


@pytest.mark.parametrize(
    "markup",
    [
        '<figure><img src="/a.jpg" alt="Cầu mới">'
        "<figcaption>Cầu Bến Đò. Ảnh: An</figcaption></figure>",
        '<div class="wp-caption"><img src="/a.jpg" alt="Cầu mới">'
        '<p class="wp-caption-text">Cầu Bến Đò. Ảnh: An</p></div>',
        '<table class="tplCaption"><tr><td><img src="/a.jpg" alt="Cầu mới"></td></tr>'
        '<tr><td class="Image">Cầu Bến Đò. Ảnh: An</td></tr></table>',
        '<div class="VCSortableInPreviewMode" type="Photo"><div><img src="/a.jpg" alt="Cầu mới">'
        '</div><div class="PhotoCMS_Caption"><p>Cầu Bến Đò. Ảnh: An</p></div></div>',
        '<p><img data-src="/a.jpg" src="data:image/gif;base64,R0" alt="Cầu mới"></p>'
        "<p><em>Cầu Bến Đò. Ảnh: An</em></p>",
        '<p><img srcset="/small.jpg 300w, /a.jpg 900w" alt="Cầu mới"></p>'
        '<p class="caption">Cầu Bến Đò. Ảnh: An</p>',
    ],
)
def test_a_picture_keeps_its_words_and_its_caption(markup: str) -> None:
    (found,) = tree(markup)
    assert found["kind"] == "figure"
    picture, caption = found["items"]
    assert picture == PICTURE
    assert {"kind": caption["kind"], "text": caption["text"]} == CAPTION


def test_what_only_counts_visitors_is_no_picture() -> None:
    assert (
        tree('<img src="/a.gif" width="1" height="1"><img src="https://c.example/pixel?id=1">')
        == []
    )


@pytest.mark.parametrize(
    ("markup", "kind", "title"),
    [
        ('<video title="Lễ khánh thành" src="/a.mp4"></video>', "video", "Lễ khánh thành"),
        ('<iframe src="https://www.youtube.com/embed/x" title="Phim"></iframe>', "video", "Phim"),
        ('<audio><source src="/a.mp3"></audio>', "audio", ""),
        ('<iframe src="https://maps.example/x" title="Bản đồ"></iframe>', "frame", "Bản đồ"),
        ('<object data="/a.pdf" title="Biểu mẫu"></object>', "document", "Biểu mẫu"),
    ],
)
def test_what_is_embedded_is_named_and_linked(markup: str, kind: str, title: str) -> None:
    (found,) = tree(markup)
    (embed,) = found["items"]
    assert (embed["kind"], embed["text"]) == (kind, title)
    assert embed["link"].startswith("https://")


def test_a_table_keeps_caption_headers_spans_and_empty_cells() -> None:
    (found,) = tree(
        "<table><caption>Chỉ tiêu</caption><tr><td rowspan=2><b>STT</b></td><td colspan=2><b>Số"
        " lượng</b></td></tr><tr><td>Nam</td><td>Nữ</td></tr><tr><td>1</td><td></td><td>7</td></tr>"
        "</table>"
    )
    assert (found["head"], found["caption"]["text"]) == (2, "Chỉ tiêu")
    first, _, last = found["rows"]
    assert [(each["rows"] if "rows" in each else each["columns"]) for each in first["cells"]] == [
        2,
        2,
    ]
    assert [each.get("text", each.get("items")) for each in last["cells"]] == ["1", [], "7"]


def test_a_table_that_lays_out_a_page_is_none() -> None:
    long = f"{PROSE} " * 5
    (found,) = tree(f"<table><tr><td>{long}</td></tr></table>")
    assert found["kind"] == "paragraph"
    assert [
        each["kind"]
        for each in tree("<table><tr><td><p>a</p></td></tr><tr><td>b</td></tr></table>")
    ]


def test_lines_below_each_other_are_verse_and_long_ones_paragraphs() -> None:
    (verse,) = tree("<p>Trăm năm trong cõi người ta,<br>Chữ tài chữ mệnh khéo là ghét nhau.</p>")
    assert [line["text"] for line in verse["items"]] == [
        "Trăm năm trong cõi người ta,",
        "Chữ tài chữ mệnh khéo là ghét nhau.",
    ]
    assert [each["kind"] for each in tree(f"<div>{PROSE}<br><br>{PROSE}</div>")] == [
        "paragraph"
    ] * 2


def test_preformatted_lines_keep_their_white_space() -> None:
    assert tree("<pre>\n  Mã 200\nMã  404\n</pre>") == [
        {"kind": "preformatted", "text": "  Mã 200\nMã  404"}
    ]


def test_headings_keep_their_levels_without_a_gap() -> None:
    found = tree("<h2>a b</h2><p>x.</p><h4>c d</h4><p>y.</p><h1>e f</h1><p>z.</p>")
    assert [each["level"] for each in found if each["kind"] == "heading"] == [2, 3, 2]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("<b>I. Chỉ tiêu</b>", 2),
        ("<b>1. Đối tượng</b>", 2),
        ("<strong>Giá vé tháng</strong>", 2),
        ("I. Chỉ tiêu", None),
        ("<b>Ông nói rất rõ ràng về việc này.</b>", None),
        ("<b>Giá</b> vé tháng", None),
    ],
)
def test_a_bold_line_over_a_paragraph_is_a_heading(line: str, level: int | None) -> None:
    _, found, _ = tree(f"<p>Mở.</p><p>{line}</p><p>Đoạn sau đây dài hơn.</p>")
    assert (found["kind"], found.get("level")) == ("heading" if level else "paragraph", level)


def test_bullets_that_are_typed_are_a_list() -> None:
    symbol = '<span style="font-family:Symbol">·<span>&nbsp;&nbsp; </span></span>'
    (found,) = tree(f'<p class="MsoListParagraph">{symbol}Giấy khám;</p><p>{symbol}Ảnh.</p>')
    assert found["items"] == [item("Giấy khám;"), item("Ảnh.")]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        (
            '<sup><a href="#fn1" id="r1">1</a></sup>',
            '<ol><li id="fn1">Tính theo giá cũ. <a href="#r1">↩</a></li></ol>',
        ),
        (
            '<a href="#_ftn1" name="_ftnref1">[1]</a>',
            '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a>'
            " Tính theo giá cũ.</p></div>",
        ),
    ],
)
def test_a_note_and_the_mark_that_refers_to_it_find_each_other(reference: str, note: str) -> None:
    found = tree(f"<p>GDP{reference} tăng.</p>{note}")
    (mark,) = found[0]["runs"]
    notes = [each for each in walk(found) if each.get("kind") == "note"]
    assert [(each["id"], each["label"]) for each in notes] == [(mark["note"], "1")]
    assert "Tính theo giá cũ." in str(notes)
    assert "↩" not in str(found)


def walk(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for node in nodes for each in (node, *walk(node.get("items", [])))]


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)" alt="ảnh">',
        '<svg onload="alert(1)"><text>x</text></svg>',
        '<math><mtext><a href="javascript:alert(1)">x</a></mtext></math>',
        '<iframe src="javascript:alert(1)" title="x"></iframe>',
        '<iframe srcdoc="<script>alert(1)</script>" title="x"></iframe>',
        '<p style="background:url(javascript:alert(1))">x</p>',
        '<a href="jav&#x09;ascript:alert(1)">x</a>',
        '<video src="data:text/html,alert(1)" title="x"></video>',
        '<object data="javascript:alert(1)" title="x"></object>',
        "<style>@import 'javascript:alert(1)'</style>",
        "<template><p>alert(1)</p></template>",
        '<base href="javascript:alert(1)//"><a href="x">y</a>',
        '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    ],
)
def test_nothing_that_runs_is_in_the_tree(payload: str) -> None:
    assert "alert" not in str(tree(f"<div>{payload}</div>"))


def test_deep_nesting_and_a_megabyte_of_one_tag_are_read() -> None:
    deep = tree("<blockquote><ul><li>" * 60 + "Trong cùng." + "</li></ul></blockquote>" * 60)
    assert "Trong cùng." in str(deep)
    assert tree("<b>" * 200 + "x" + "</b>" * 200)[0]["text"] == "x"


@given(TREES)
@FEW
def test_a_tree_of_which_every_leaf_stays_loses_no_line(
    nodes: tuple[Node, ...],
) -> None:
    kept = prune(nodes, lambda _: True)
    assert [leaf.text for leaf in leaves_of(kept)] == [leaf.text for leaf in leaves_of(nodes)]


@given(TREES)
@FEW
def test_what_is_pruned_is_gone_and_nothing_else(nodes: tuple[Node, ...]) -> None:
    leaves = list(leaves_of(nodes))
    kept = [leaf.text for leaf in leaves_of(prune(nodes, lambda at: at % 2 == 0))]
    # Rows of a table are told with its head, which may be gone itself.
    if not any(leaf.kind in (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW) for leaf in leaves):
        assert kept == [leaf.text for leaf in leaves[::2]]
    assert prune(nodes, lambda _: False) == ()
