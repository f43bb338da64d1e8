"""How listeners subscribe: pages, lists and feeds over HTTP."""

import gzip
import html
import json
import re

from lxml import etree

from service.model import Episode
from tests.web.newsroom import Newsroom


def test_the_address_of_a_channel_can_be_copied_without_javascript(
    newsroom: Newsroom, episode: Episode
) -> None:
    page = newsroom.ask("/subscribe").text
    (field,) = re.findall(r"<input id=\"address-podcast\"[^>]*>", page)
    assert "readonly" in field
    assert f'value="{newsroom.service.settings.base_url}/feed.xml"' in field
    assert re.search(r"<button type=\"button\" hidden [^>]*data-copies=\"address-podcast\"", page)
    assert 'role="img" aria-label="Mã QR của địa chỉ' in page


def test_every_page_leads_to_the_feeds_and_to_subscribing(
    newsroom: Newsroom, episode: Episode
) -> None:
    for path in ("/", f"/episodes/{episode.id}"):
        head, _, body = newsroom.ask(path).text.partition("</head>")
        told = re.findall(
            r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)"', head
        )
        assert ("application/rss+xml", "/feed.xml") in told
        assert ("application/feed+json", "/feed.json") in told
        assert 'href="/subscribe"' in body


def test_the_json_feed_offers_what_the_feed_offers(newsroom: Newsroom, episode: Episode) -> None:
    feed = etree.fromstring(newsroom.ask("/feed.xml").body)
    answer = newsroom.ask("/feed.json")
    assert answer.headers["Content-Type"] == "application/feed+json"
    guids = [each.text for each in feed.iterfind("channel/item/guid")]
    assert [each["id"] for each in answer.json["items"]] == guids
    assert episode.guid in guids


def test_json_feed_and_list_are_answered_as_the_feed_is(
    newsroom: Newsroom, episode: Episode
) -> None:
    for path in ("/feed.json", "/feeds.opml"):
        whole = newsroom.ask(path)
        assert (whole.status, whole.headers["Access-Control-Allow-Origin"]) == (200, "*")
        assert "Set-Cookie" not in whole.headers
        head = newsroom.ask(path, "HEAD")
        assert (head.status, head.body) == (200, b"")
        assert head.headers["Content-Length"] == str(len(whole.body))
        packed = newsroom.ask(path, headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.body) == whole.body
        assert "Accept-Encoding" in packed.headers["Vary"]
        known = newsroom.ask(path, headers={"If-None-Match": whole.headers["ETag"]})
        assert (known.status, known.body) == (304, b"")


def test_a_new_episode_is_in_the_json_feed_at_once(newsroom: Newsroom) -> None:
    newsroom.ask("/feed.json")
    episode = newsroom.record("bai/moi-trong-json")
    items = json.loads(newsroom.ask("/feed.json").body)["items"]
    assert items[0]["id"] == episode.guid


def test_the_list_names_the_feed(newsroom: Newsroom, episode: Episode) -> None:
    root = etree.fromstring(newsroom.ask("/feeds.opml").body)
    (first, *_others) = root.iterfind("body/outline")
    assert first.get("xmlUrl") == f"{newsroom.service.settings.base_url}/feed.xml"


def test_the_page_offers_apps_that_open_the_channel(newsroom: Newsroom, episode: Episode) -> None:
    page = html.unescape(newsroom.ask("/subscribe").text)
    bare = newsroom.service.settings.base_url.partition("://")[2]
    assert f'href="podcast://{bare}/feed.xml"' in page
    assert "https://antennapod.org/deeplink/subscribe?url=http" in page
