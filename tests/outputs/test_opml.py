"""The list of feeds, as clients import it."""

import pytest
from lxml import etree

from service.errors import OutputError
from service.outputs.app_links import app_links
from service.outputs.opml import ListedFeed, render_opml

FEEDS = [
    ListedFeed("Tin Sông Công", "https://loa.example/feed.xml"),
    ListedFeed('Thể thao & "đời sống" <b>', "https://loa.example/feeds/the-thao.xml"),
]


def test_each_feed_is_an_entry_with_its_title_and_its_one_address() -> None:
    root = etree.fromstring(render_opml("Tin Sông Công", FEEDS))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title") == "Tin Sông Công"
    entries = [dict(each.attrib) for each in root.iterfind("body/outline")]
    assert entries == [
        {"type": "rss", "text": each.title, "title": each.title, "xmlUrl": each.url}
        for each in FEEDS
    ]


def test_the_same_feeds_are_the_same_bytes() -> None:
    assert render_opml("Tin", FEEDS) == render_opml("Tin", FEEDS)


def test_what_xml_forbids_is_left_out_and_what_is_no_address_refused() -> None:
    root = etree.fromstring(render_opml("a\x00b", [ListedFeed("c\ud800d", FEEDS[0].url)]))
    assert root.findtext("head/title") == "ab"
    assert [each.get("text") for each in root.iterfind("body/outline")] == ["cd"]
    with pytest.raises(OutputError):
        render_opml("Tin", [ListedFeed("Tin", "/feed.xml")])


def test_apps_are_given_the_address_as_each_of_them_reads_it() -> None:
    links = {each.name: each.address for each in app_links("https://loa.example/feeds/a.xml")}
    assert links == {
        "Apple Podcasts": "podcast://loa.example/feeds/a.xml",
        "AntennaPod": "https://antennapod.org/deeplink/subscribe"
        "?url=https%3A%2F%2Floa.example%2Ffeeds%2Fa.xml",
        "Overcast": "overcast://x-callback-url/add?url=https%3A%2F%2Floa.example%2Ffeeds%2Fa.xml",
        "Pocket Casts": "pktc://subscribe/loa.example/feeds/a.xml",
    }


def test_a_title_that_turns_the_direction_of_writing_ends_it() -> None:
    root = etree.fromstring(render_opml("\u202ea", [ListedFeed("\u2066c", FEEDS[0].url)]))
    assert root.findtext("head/title") == "\u202ea\u202c"
    (entry,) = root.iterfind("body/outline")
    assert entry.get("text") == entry.get("title") == "\u2066c\u2069"
