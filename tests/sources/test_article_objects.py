"""One article as a system's object: WordPress REST, JSON Feed, RSS and Atom."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ArticleError
from service.sources.document import Document, StatedFacts
from service.sources.extract import read_document
from tests.sources.old_fonts import as_windows_1252, vni
from tests.sources.passages import VIETNAMESE

FIRST = "Sáng nay, xã khai trương lại khu chợ sau sáu tháng sửa chữa."
SECOND = "Bà con được miễn phí thuê chỗ trong ba tháng đầu."
VN = timezone(timedelta(hours=7))


def post(**fields: Any) -> dict[str, Any]:
    return {
        "id": 71,
        "date": "2026-10-14T08:00:00",
        "date_gmt": "2026-10-14T01:00:00",
        "link": "https://xa.example/cho-que/",
        "status": "publish",
        "title": {"rendered": "Chợ quê &#8211; &#8220;mở lại&#8221;"},
        "content": {"rendered": f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n", "protected": False},
        "excerpt": {"rendered": f"<p>{FIRST[:30]} [&hellip;]</p>\n"},
        **fields,
    }


def read(value: object, media_type: str | None = None) -> Document:
    return read_document(json.dumps(value, ensure_ascii=False).encode(), media_type)


def test_a_post_is_its_content_with_title_date_and_link_from_its_fields() -> None:
    document = read(post(), "application/json")
    assert document.media_type == "text/html"
    assert document.text.count(FIRST) == 1
    assert "<h1>Chợ quê – “mở lại”</h1>" in document.text
    assert document.facts == StatedFacts(
        title="Chợ quê – “mở lại”",
        published=datetime(2026, 10, 14, 1, tzinfo=UTC),
        link="https://xa.example/cho-que/",
    )
    assert document.notes == ()


def test_a_post_is_told_by_its_shape_also_in_a_list_of_one() -> None:
    assert read([post()]).text == read(post()).text


def test_a_list_of_posts_is_refused_with_their_number() -> None:
    with pytest.raises(ArticleError, match="danh sách 3 bài"):
        read([post(), post(), post()])
    with pytest.raises(ArticleError, match="Không nhận ra bài viết"):
        read([], "application/json")


def test_a_local_date_alone_is_without_a_zone() -> None:
    facts = read(post(date_gmt="0000-00-00T00:00:00")).facts
    assert facts.published == datetime(2026, 10, 14, 8)  # noqa: DTZ001 - the installation's zone


def test_what_is_embedded_states_author_section_tags_and_the_leading_picture() -> None:
    embedded = {
        "author": [{"name": "Nguyễn Thu Lan"}],
        "wp:featuredmedia": [
            {
                "source_url": "https://xa.example/cho.jpg",
                "alt_text": "Cổng chợ",
                "caption": {"rendered": "<p>Cổng chợ mới.</p>"},
            }
        ],
        "wp:term": [
            [{"taxonomy": "category", "name": "Đời sống", "slug": "doi-song"}],
            [{"taxonomy": "post_tag", "name": "chợ &amp; quê", "slug": "cho"}],
        ],
    }
    document = read(post(_embedded=embedded))
    assert (document.facts.author, document.facts.section) == ("Nguyễn Thu Lan", "Đời sống")
    assert document.facts.tags == ("chợ & quê",)
    assert document.facts.image == "https://xa.example/cho.jpg"
    assert (
        '<figure><img src="https://xa.example/cho.jpg" alt="Cổng chợ">'
        "<figcaption>Cổng chợ mới.</figcaption></figure>"
    ) in document.text
    named = {"wp:featuredmedia": [{"source_url": "https://xa.example/n.jpg"}]}
    assert 'src="https://xa.example/n.jpg"' in read(post(_embedded=named)).text
    shown = post(_embedded=embedded)
    shown["content"]["rendered"] = '<p><img src="https://xa.example/cho-300x200.jpg"></p>' + FIRST
    assert read(shown).text.count("<img") == 1


def test_yoast_states_what_is_not_embedded() -> None:
    yoast = {"author": "Lê Nam", "og_image": [{"url": "https://xa.example/y.jpg"}]}
    facts = read(post(yoast_head_json=yoast)).facts
    assert (facts.author, facts.image) == ("Lê Nam", "https://xa.example/y.jpg")


def test_an_excerpt_that_somebody_wrote_is_the_lead_and_a_cut_one_is_not() -> None:
    assert read(post(excerpt={"rendered": "<p>Chợ mở sớm.</p>"})).facts.lead == "Chợ mở sớm."
    assert read(post(excerpt={"rendered": f"<p>{FIRST}</p>"})).facts.lead is None


def test_shortcodes_are_what_they_mean_or_are_told() -> None:
    content = (
        '[vc_row width="1/2"][vc_column]<p>' + FIRST + "[1]</p>[/vc_column][/vc_row]"
        '[caption id="a_1" width="300"]<img src="/a.jpg" alt="Chợ"> Chợ <em>mới</em>[/caption]'
        '[gallery ids="4,8"]\n[embed]https://phim.example/v[/embed]'
        '[audio mp3="https://xa.example/a.mp3"][/audio] <p>[sic] [Ảnh] ' + SECOND + "</p>"
    )
    document = read(post(content={"rendered": content}))
    assert (
        '<figure><img src="/a.jpg" alt="Chợ"><figcaption>Chợ <em>mới</em></figcaption></figure>'
    ) in document.text
    for kept in ("[1]", "[sic]", "[Ảnh]", 'href="https://phim.example/v"', "xa.example/a.mp3"):
        assert kept in document.text
    for gone in ("[vc_", "[/vc_", "[gallery", "[caption", "[audio"):
        assert gone not in document.text
    assert ["[gallery] (bộ ảnh)" in note for note in document.notes if "gallery" in note] == [True]


@pytest.mark.parametrize(
    "tail",
    [
        '<p>Bài viết <a href="/x">Chợ quê</a> xuất hiện đầu tiên vào <a href="/">Tin xã</a>.</p>',
        '<p>The post <a href="/x">Chợ</a> appeared first on <a href="/">Tin xã</a>.</p>',
    ],
)
def test_the_line_that_a_feed_adds_is_left_out_and_told(tail: str) -> None:
    document = read(post(content={"rendered": f"<p>{FIRST}</p>{tail}"}))
    assert "Tin xã" not in document.text
    assert FIRST in document.text
    assert any("xuất hiện đầu tiên" in note for note in document.notes)


def test_a_sentence_that_only_sounds_like_that_line_stays() -> None:
    text = "<p>Bài viết này nói loài hoa ấy xuất hiện năm ngoái.</p>"
    assert text in read(post(content={"rendered": text})).text


def test_a_post_behind_a_password_and_one_not_published_are_told() -> None:
    with pytest.raises(ArticleError, match="mật khẩu"):
        read(post(content={"rendered": "", "protected": True}))
    assert any("draft" in note for note in read(post(status="draft")).notes)


def test_text_of_a_post_without_blocks_has_its_blank_lines_as_paragraphs() -> None:
    document = read(post(content={"rendered": f"{FIRST}\n\n{SECOND}"}))
    assert f"<p>{FIRST}</p>\n<p>{SECOND}</p>" in document.text


def test_old_fonts_and_misread_letters_in_an_object_are_made_right() -> None:
    html = "".join(f"<p>{line}</p>" for line in VIETNAMESE.split("\n") if line)
    written = post(title={"rendered": vni("Cầu mới ở xã Thạnh Hòa")})
    written["content"] = {"rendered": vni(html)}
    document = read(written)
    assert document.facts.title == "Cầu mới ở xã Thạnh Hòa"
    assert "Sáng 14/10, Sở Giao thông vận tải" in document.text
    misread = json.dumps(post(content={"rendered": as_windows_1252(html.encode())})).encode()
    assert "Sáng 14/10, Sở Giao thông vận tải" in read_document(misread).text


def test_an_item_of_json_feed_is_read_alone_or_in_its_feed() -> None:
    item = {
        "id": "1",
        "url": "https://xa.example/1",
        "title": "Chợ mở lại",
        "content_text": f"{FIRST}\n{SECOND}",
        "date_published": "2026-10-14T08:00:00+07:00",
        "authors": [{"name": "Nguyễn Thu Lan"}],
        "tags": ["chợ"],
    }
    alone = read(item)
    assert f"<p>{FIRST}</p>\n<p>{SECOND}</p>" in alone.text
    assert alone.facts == StatedFacts(
        title="Chợ mở lại",
        published=datetime(2026, 10, 14, 8, tzinfo=VN),
        author="Nguyễn Thu Lan",
        link="https://xa.example/1",
        tags=("chợ",),
    )
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    assert read(feed).text == alone.text
    with pytest.raises(ArticleError, match="danh sách 2 bài"):
        read({**feed, "items": [item, item]})


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Tin xã -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tin xã</title>{}</channel></rss>"""
ITEM = f"""<item><title>Chợ &amp; quê</title><link>https://xa.example/1</link>
<pubDate>Wed, 14 Oct 2026 08:00:00 +0700</pubDate>
<dc:creator><![CDATA[Nguyễn Thu Lan]]></dc:creator>
<category>Đời sống</category><category>chợ</category><description>Chợ mở sớm.</description>
<enclosure url="https://xa.example/c.jpg" type="image/jpeg" length="1"/>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin xã</title><entry>
<title type="html">Chợ &amp;amp; quê</title><link rel="self" href="https://xa.example/s"/>
<link href="https://xa.example/1"/><published>2026-10-14T08:00:00+07:00</published>
<author><name>Nguyễn Thu Lan</name><uri>https://xa.example</uri></author>
<category term="Đời sống"/><summary>Chợ mở sớm.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p></div></content>
</entry></feed>"""


@pytest.mark.parametrize("text", [RSS.format(ITEM), ATOM])
@pytest.mark.parametrize("media_type", [None, "text/xml", "application/xml; charset=utf-8"])
def test_a_feed_of_one_item_is_that_item(text: str, media_type: str | None) -> None:
    document = read_document(text.encode(), media_type)
    facts = document.facts
    assert f"<p>{FIRST}</p>" in document.text
    assert "Tin xã" not in document.text
    assert (facts.title, facts.author) == ("Chợ & quê", "Nguyễn Thu Lan")
    assert facts.published == datetime(2026, 10, 14, 8, tzinfo=VN)
    assert (facts.link, facts.section) == ("https://xa.example/1", "Đời sống")
    assert facts.lead == "Chợ mở sớm."


def test_the_picture_of_an_item_stands_before_its_text() -> None:
    text = read_document(RSS.format(ITEM).encode()).text
    assert '<img src="https://xa.example/c.jpg"' in text.partition(FIRST)[0]


def test_a_feed_of_several_items_is_refused_with_their_number_and_an_empty_one_too() -> None:
    with pytest.raises(ArticleError, match="danh sách 12 bài"):
        read_document(RSS.format(ITEM * 12).encode())
    with pytest.raises(ArticleError, match="không có bài nào"):
        read_document(RSS.format("").encode())


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/x">]>',
    ],
)
def test_a_feed_that_defines_entities_is_refused(doctype: str) -> None:
    text = RSS.format(ITEM.replace("Chợ &amp; quê", "&b;&x;")).replace("<rss", f"{doctype}<rss")
    with pytest.raises(ArticleError, match="DOCTYPE"):
        read_document(text.encode(), "text/xml")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(["title", "content", "rendered", "items",
                                                       "_embedded", "author", "name", "tags",
                                                       "content_html", "id", "wp:term"]),
                                      inner, max_size=5), max_leaves=20))  # fmt: skip
def test_json_of_any_shape_is_read_or_refused(value: object) -> None:
    for each in (value, {**post(), "_embedded": value, "yoast_head_json": value}):
        try:
            read(each, "application/json")
        except ArticleError as e:
            assert e.vi  # noqa: PT017 - a refusal in the user's words is one of two right answers
