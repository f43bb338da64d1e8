"""Facts: what a page says of its article in its head, and what of it is to be believed."""

import json

import pytest

from service.articles.blocks import read_blocks
from service.articles.page import PageFacts

TITLE = "Xã Bình An mở lại chợ nổi sau ba năm"
BODY = (
    "<p>Từ ngày 5/12, chợ nổi Bình An họp lại vào mỗi sáng cuối tuần, trên đoạn sông dài 600 m.</p>"
)


def facts(head: str, body: str = f"<h1>{TITLE}</h1>") -> PageFacts:
    markup = f"<html><head>{head}</head><body>{body}{BODY}</body></html>"
    return read_blocks(markup, "text/html").facts


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def article(**facts: object) -> str:
    return json_ld({"@context": "https://schema.org", "@type": "NewsArticle", **facts})


PERSON = {"@type": "Person", "name": "Lê Hoa"}


@pytest.mark.parametrize(
    "said",
    [
        article(author=PERSON),
        article(author=[PERSON]),
        article(author="Lê Hoa"),
        json_ld([{"@type": "WebSite"}, {"@type": ["BlogPosting"], "author": PERSON}]),
        json_ld({"@graph": [{"@type": "WebPage"}, {"@type": "Article", "author": PERSON}]}),
        meta("article:author", "Lê Hoa"),
        meta("author", "Theo Lê Hoa"),
        meta("dable:author", "Lê Hoa"),
        meta("article:author", "https://www.facebook.com/bao") + meta("author", "Lê Hoa"),
    ],
)
def test_the_author_is_read_where_pages_say_it(said: str) -> None:
    assert facts(said).author == "Lê Hoa"


@pytest.mark.parametrize(
    "said",
    [
        article(author={"@type": "Organization", "name": "Lê Hoa"}),
        article(publisher={"@type": "Organization", "name": "Báo Lúa Vàng"}),
        article(author="Lúa Vàng", publisher={"name": "Báo Lúa Vàng"}),
        meta("author", "Lúa Vàng") + meta("og:site_name", "Báo Lúa Vàng điện tử"),
        meta("author", "Lúa Vàng") + meta("og:url", "https://luavang.example.vn/1"),
        meta("author", "luavang.example.vn"),
        meta("author", "VCCorp.vn"),
        meta("author", "admin"),
        meta("author", "Administrator"),
        meta("author", "Ban Biên tập"),
        meta("author", "Phòng Văn hóa - Xã hội"),
        meta("author", "2026"),
        meta("author", "Hội LHPN huyện Bình An"),
        meta("author", "Công an tỉnh"),
        article(author={"@type": "Person", "name": "VOV"}) + meta("og:url", "https://vov.vn/1"),
        meta("author", "toasoan@example.vn"),
        meta("article:author", "https://www.facebook.com/bao"),
        meta("article:author", "baoluavang"),
        meta("author", "Lúa Vàng Online"),
        article(author={"@type": "Person", "name": "https://example.vn/tac-gia/1"}),
    ],
)
def test_no_address_site_office_or_account_is_an_author(said: str) -> None:
    assert facts(said).author is None


def test_two_authors_are_both_named() -> None:
    two = [PERSON, {"@type": "Person", "name": "Trần Bình"}]
    assert facts(article(author=two)).author == "Lê Hoa, Trần Bình"
    assert facts(meta("dable:author", "Lê Hoa;Trần Bình")).author == "Lê Hoa, Trần Bình"


def test_json_ld_wins_over_meta_tags() -> None:
    found = facts(
        article(datePublished="2026-12-01T08:00:00+07:00", author=PERSON)
        + meta("article:published_time", "2026-12-02T09:00:00+07:00")
        + meta("author", "Trần Bình")
    )
    assert (found.published, found.author) == ("2026-12-01T08:00:00+07:00", "Lê Hoa")


def test_broken_json_ld_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type":"NewsArticle","author":</script>'
    assert facts(broken + meta("author", "Lê Hoa")).author == "Lê Hoa"
    deep = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert facts(deep).author is None


def test_the_printed_title_wins_over_an_edited_one_in_the_head() -> None:
    edited = meta("og:title", "Xã Bình An mở lại chợ nổi sau ba năm tạm dừng vì dịch")
    assert facts(edited).title == TITLE
    logo = f"<h1>Báo Lúa Vàng</h1><div>{TITLE}</div>"
    assert facts(meta("og:title", TITLE), logo).title == TITLE
    assert facts(article(headline="Ch&amp;#7907; n&amp;#7893;i"), "<h2>x</h2>").title == "Chợ nổi"


def test_the_rest_of_the_facts_are_read() -> None:
    trail = [{"name": "Trang chủ"}, {"item": {"name": "Đời sống"}}, {"name": "Du lịch"}]
    found = facts(
        json_ld({"@type": "BreadcrumbList", "itemListElement": trail})
        + article(dateModified="2026-12-01T09:00:00+07:00", image={"url": "https://e.vn/a.jpg"})
        + meta("og:description", "Chợ họp mỗi sáng cuối tuần.")
        + meta("article:tag", "chợ nổi, du lịch")
        + '<link rel="canonical" href="https://e.vn/cho-noi">'
    )
    assert found.section == "Du lịch"
    assert found.modified == "2026-12-01T09:00:00+07:00"
    assert found.image == "https://e.vn/a.jpg"
    assert found.lead == "Chợ họp mỗi sáng cuối tuần."
    assert found.tags == ("chợ nổi", "du lịch")
    assert found.link == "https://e.vn/cho-noi"


def test_a_year_is_no_section() -> None:
    assert facts(meta("article:section", "2026")).section is None


def test_the_moment_of_the_article_is_the_one_below_its_heading() -> None:
    others = '<ul><li><time datetime="2026-12-09T07:00">7h</time></li></ul>'
    own = f'{others}<h1>{TITLE}</h1><time datetime="2026-12-01T08:00">8h</time>'
    assert facts("", own).published == "2026-12-01T08:00"
    assert facts("", f"{others}{others}<h1>{TITLE}</h1>").published is None
