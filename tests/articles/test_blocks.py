"""Blocks: what a document's text is made of, and what is skipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.articles.blocks import read_blocks
from service.articles.page import Page
from service.errors import ArticleError
from service.model import BlockKind

SENTENCE = "Sáng nay, thành phố tổ chức hội nghị sơ kết sáu tháng đầu năm."


def page(markup: str) -> Page:
    return read_blocks(markup, "text/html")


def texts(found: Page) -> list[str]:
    return [block.text for block in found.blocks]


def kinds(found: Page) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in found.blocks]


def test_each_line_of_plain_text_is_a_block_with_folded_spaces() -> None:
    found = read_blocks("  Một\xa0 \xa0hai.\n\n\tBa.\r\n", "text/plain")
    assert texts(found) == ["Một hai.", "Ba."]


def test_plain_lines_are_told_by_their_form() -> None:
    lines = ["Kết quả bước đầu", SENTENCE, "- Đẩy mạnh thi đua;", "1. Kinh tế;", "Ảnh: Q.H."]
    assert [kind for kind, _ in kinds(read_blocks("\n".join(lines), "text/plain"))] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.CAPTION,
    ]


def test_block_elements_and_line_breaks_are_borders_and_inline_elements_are_not() -> None:
    found = page("<div>Một <b>hai</b><br>ba<p>bốn <i>năm</i></div>sáu")
    assert texts(found) == ["Một hai", "ba", "bốn năm", "sáu"]


def test_elements_become_blocks_of_their_kind() -> None:
    found = page(
        "<h1>Tiêu đề</h1><h2>Phần</h2><p>Đoạn</p><ul><li><p>Mục</p></li></ul>"
        "<blockquote><p>Lời</p></blockquote><figure><img><figcaption>Ảnh</figcaption></figure>"
    )
    assert kinds(found) == [
        (BlockKind.HEADING, "Tiêu đề"),
        (BlockKind.HEADING, "Phần"),
        (BlockKind.PARAGRAPH, "Đoạn"),
        (BlockKind.LIST_ITEM, "Mục"),
        (BlockKind.QUOTATION, "Lời"),
        (BlockKind.CAPTION, "Ảnh"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<nav>Thừa</nav>",
        "<header><p>Thừa</p></header>",
        "<footer>Thừa</footer>",
        "<aside>Thừa</aside>",
        "<form><label>Thừa</label></form>",
        '<div class="social-share">Thừa</div>',
        '<div class="box related news">Thừa</div>',
        '<ul id="main-menu"><li>Thừa</li></ul>',
        '<div role="navigation">Thừa</div>',
        '<p style="display: none">Thừa</p>',
        "<p hidden>Thừa</p>",
    ],
)
def test_the_frame_of_a_page_is_left_out_with_a_reason(markup: str) -> None:
    found = page(f"<p>Trước</p>{markup}<p>Sau</p>")
    assert texts(found) == ["Trước", "Sau"]
    assert [each.text for each in found.left_out] == ["Thừa"]
    assert all(each.reason.endswith(".") for each in found.left_out)


def test_text_behind_a_skipped_element_stays_in_its_block() -> None:
    assert texts(page("<p>Một <button>Nghe</button>hai <script>x()</script>ba</p>")) == [
        "Một hai ba"
    ]


def test_a_header_inside_the_article_belongs_to_it() -> None:
    assert texts(page("<article><header><h1>Tiêu đề</h1></header><p>Đoạn</p></article>")) == [
        "Tiêu đề",
        "Đoạn",
    ]


def test_code_and_comments_are_no_text() -> None:
    found = page("<style>p{}</style><p>Đoạn<!-- ẩn --></p><script>var a = '<p>b</p>'</script>")
    assert texts(found) == ["Đoạn"]
    assert found.left_out == ()


def test_the_head_tells_the_facts() -> None:
    facts = page(
        "<html><head><title>Tiêu đề - Báo</title>"
        '<meta property="og:title" content="Tiêu đề">'
        '<meta property="article:published_time" content="2021-07-02T07:49:00+07:00">'
        '<meta name="author" content="Lê Hoa">'
        '<meta property="article:section" content="Chính trị">'
        '<link rel="canonical" href="https://bao.example/1"></head><body><p>Đoạn</p></body></html>'
    ).facts
    assert facts.title == "Tiêu đề"
    assert facts.published == "2021-07-02T07:49:00+07:00"
    assert facts.author == "Lê Hoa"
    assert facts.section == "Chính trị"
    assert facts.link == "https://bao.example/1"


def test_a_silent_head_tells_nothing() -> None:
    facts = page("<p>Đoạn</p>").facts
    assert (facts.title, facts.published, facts.author, facts.section, facts.link) == (None,) * 5


def test_an_xml_declaration_does_not_matter() -> None:
    assert texts(page('<?xml version="1.0" encoding="utf-16"?><p>Đoạn</p>')) == ["Đoạn"]


def test_empty_markup_is_refused() -> None:
    with pytest.raises(ArticleError):
        page("<!-- -->")


def test_another_media_type_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="audio/mpeg"):
        read_blocks("", "audio/mpeg")


def test_deep_nesting_is_walked_without_recursion() -> None:
    assert texts(page("<p>Trên</p>" + "<div>" * 1500 + "Đáy" + "</div>" * 1500)) == ["Trên", "Đáy"]


def test_nesting_too_deep_for_the_parser_is_refused_and_not_cut() -> None:
    with pytest.raises(ArticleError, match="lồng quá nhiều"):
        page("<div>" * 5000 + "Đáy" + "</div>" * 5000)


def test_code_inside_a_skipped_element_is_not_listed() -> None:
    found = page("<p>Đoạn</p><nav>Một <script>x()</script>hai</nav>")
    assert [each.text for each in found.left_out] == ["Một", "hai"]


@given(st.text(max_size=200))
def test_plain_text_loses_only_white_space_and_invisible_characters(text: str) -> None:
    joined = "".join("".join(texts(read_blocks(text, "text/plain"))).split())
    invisible = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    seen = "".join("".join(c for c in text if c not in invisible).split())
    assert joined.replace("\u200d", "") == seen


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Ngày 👨\u200d👩\u200d👧\u200d👦 vui", "Ngày 👨\u200d👩\u200d👧\u200d👦 vui"),
        ("Bác sĩ 👩🏽\u200d⚕\ufe0f", "Bác sĩ 👩🏽\u200d⚕\ufe0f"),
        ("Cờ 🏳\ufe0f\u200d🌈", "Cờ 🏳\ufe0f\u200d🌈"),
        ("kết\u200dquả\u200d", "kếtquả"),
        ("\u200d👩 và 👩\u200d", "👩 và 👩"),
    ],
)
def test_a_joiner_stays_where_it_makes_one_picture_of_several(printed: str, kept: str) -> None:
    for kind, written in (("text/plain", printed), ("text/html", f"<p>{printed}</p>")):
        assert texts(read_blocks(written, kind)) == [kept]


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br>",
            "<li>",
            "<nav>",
            "</nav>",
            "<b>",
            "</b>",
            "<table><td>",
            "một ",
            "hai",
        ]
    ),
    max_size=30,
).map("".join)


@given(MARKUP)
def test_every_word_of_markup_is_in_a_block_or_listed(markup: str) -> None:
    try:
        found = page(markup)
    except ArticleError:
        return
    everything = " ".join([*texts(found), *(each.text for each in found.left_out)])
    assert everything.count("một") == markup.count("một")
    assert everything.count("hai") == markup.count("hai")
