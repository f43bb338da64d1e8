"""How listeners subscribe: pages, lists and feeds over HTTP."""

import gzip
import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from lxml import etree

from service.model import Episode
from service.model.channel import Membership, fold_name
from service.model.release import Withdrawal
from service.model.subchannel import ChannelKind, Subchannel
from service.releasing.release import follow_releases
from tests.web.newsroom import Newsroom

NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def sport(newsroom: Newsroom) -> Episode:
    """An episode of a section."""
    article = newsroom.take_in("bai/the-thao", section="Thể thao")
    newsroom.finish(article.id)
    episode = newsroom.service.library.episode(article.id)
    assert episode is not None
    return episode


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


def test_json_feeds_and_list_are_answered_as_the_feed_is(
    newsroom: Newsroom, episode: Episode, sport: Episode
) -> None:
    for path in ("/feed.json", "/feeds.opml", "/feeds/the-thao.xml", "/feeds/the-thao.json"):
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


def test_a_section_has_a_feed_by_itself_in_both_forms(newsroom: Newsroom, sport: Episode) -> None:
    feed = etree.fromstring(newsroom.ask("/feeds/the-thao.xml").body)
    assert [each.text for each in feed.iterfind("channel/item/guid")] == [sport.guid]
    told = newsroom.ask("/feeds/the-thao.json").json
    assert [each["id"] for each in told["items"]] == [sport.guid]
    assert told["feed_url"] == f"{newsroom.service.settings.base_url}/feeds/the-thao.json"
    main = etree.fromstring(newsroom.ask("/feed.xml").body)
    guid = "channel/{https://podcastindex.org/namespace/1.0}guid"
    assert feed.findtext(guid) != main.findtext(guid)


def test_a_sections_feed_is_on_the_page_in_the_list_and_on_its_articles(
    newsroom: Newsroom, sport: Episode, episode: Episode
) -> None:
    address = f"{newsroom.service.settings.base_url}/feeds/the-thao.xml"
    assert f'value="{address}"' in newsroom.ask("/subscribe").text
    root = etree.fromstring(newsroom.ask("/feeds.opml").body)
    assert address in [each.get("xmlUrl") for each in root.iterfind("body/outline")]
    title = newsroom.service.settings.title
    link = f'title="Thể thao – {title}" href="/feeds/the-thao.xml"'
    assert link in newsroom.ask(f"/episodes/{sport.id}").text
    assert link in newsroom.ask("/").text
    assert link not in newsroom.ask(f"/episodes/{episode.id}").text


def test_a_section_without_articles_is_offered_no_more_and_its_feed_stays(
    newsroom: Newsroom, episode: Episode
) -> None:
    article = newsroom.take_in("bai/nha-nong", section="Nhà nông")
    newsroom.finish(article.id)
    for path in ("/subscribe", "/feeds.opml", "/"):
        assert "feeds/nha-nong.xml" in newsroom.ask(path).text
    newsroom.service.library.withdraw_episode(Withdrawal(article.id, NOW, "An"))
    follow_releases(newsroom.service.production)
    for path in ("/subscribe", "/feeds.opml", "/"):
        assert "feeds/nha-nong.xml" not in newsroom.ask(path).text
    answer = newsroom.ask("/feeds/nha-nong.xml")
    assert answer.status == 200
    assert etree.fromstring(answer.body).findall("channel/item") == []


def test_channels_stand_by_kind_and_of_many_a_list_leads_to_each(
    newsroom: Newsroom, sport: Episode
) -> None:
    library = newsroom.service.library
    of, kind = Membership(sections=frozenset({"Thể thao"})), ChannelKind.SELECTION
    for name in ("Một", "Hai", "Ba"):
        slug = f"chon-{fold_name(name)}"
        library.add_subchannel(Subchannel(slug, kind, f"Kênh {name}", of, NOW))
    page = newsroom.ask("/subscribe").text
    headings = re.findall(r"<h([1-6])[^>]* id=\"([^\"]+)\"", page)
    order = [name for _level, name in headings]
    assert order[:4] == ["jumps", "main-channel", "podcast", "sections"]
    assert "kenh-the-thao" in order[4 : order.index("selections")]
    assert "kenh-chon-mot" in order[order.index("selections") :]
    levels = {name: level for level, name in headings}
    assert (levels["sections"], levels["kenh-the-thao"]) == ("2", "3")
    assert set(re.findall(r'<a href="#([^"]+)"', page)) - {"main"} == set(order) - {
        "jumps",
        "podcast",
    }
    listed = newsroom.ask("/feeds.opml").text
    assert listed.index("feeds/the-thao.xml") < listed.index("feeds/chon-ba.xml")


def test_a_removed_channel_is_gone_and_a_private_one_nobodys(
    newsroom: Newsroom, sport: Episode
) -> None:
    library = newsroom.service.library
    channel = library.subchannel("the-thao")
    assert channel is not None
    try:
        library.change_subchannel(replace(channel, removed=NOW))
        for path in ("/feeds/the-thao.xml", "/feeds/the-thao.json"):
            assert newsroom.ask(path).status == 410
        assert "the-thao" not in newsroom.ask("/subscribe").text
        library.change_subchannel(replace(channel, is_private=True))
        for path in ("/feeds/the-thao.xml", "/feeds/the-thao.json", "/feeds/khong-co.xml"):
            assert newsroom.ask(path).status == 404
        assert b"the-thao" not in newsroom.ask("/feeds.opml").body
        assert "feeds/the-thao" not in newsroom.ask(f"/episodes/{sport.id}").text
    finally:
        library.change_subchannel(channel)


@pytest.mark.parametrize("slug", ["..%2Ffeed", "A", "%00", "a" * 300, "%2e%2e", "đ"])
def test_what_is_no_slug_has_no_feed(newsroom: Newsroom, slug: str) -> None:
    assert newsroom.ask(f"/feeds/{quote(slug, safe='%')}.xml").status == 404
