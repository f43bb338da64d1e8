"""The feed as a whole, and what it says of the podcast."""

import dataclasses
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from service.errors import OutputError
from service.model import Channel, DirectoryEntry, Frequency, Location
from service.outputs.addresses import archive_url
from service.outputs.archive_links import ArchiveLinks
from service.outputs.feed import render_frame, render_items
from service.outputs.feed_items import feed_item
from tests.outputs.episodes import BASE, CHANNEL, UPDATED, edition, episode
from tests.outputs.rss import PREFIXES, attributes, item, parse, text
from tests.outputs.whole_feed import render_feed

GOLDEN = Path(__file__).parent.parent / "golden" / "feed.xml"


def test_the_feed_is_the_reviewed_one() -> None:
    current = edition(fallback_reason="Giọng Google không trả lời nên giọng này đọc thay.")
    items = [
        feed_item(episode(current), base_url=BASE),
        feed_item(episode(edition("lichcatdien", title="Lịch cắt điện")), base_url=BASE),
    ]
    assert render_feed(CHANNEL, items).decode() == GOLDEN.read_text("utf-8")


def test_equal_content_gives_equal_bytes() -> None:
    assert render_feed(CHANNEL, [item()]) == render_feed(CHANNEL, [item()])


def test_the_build_date_is_the_newest_update_and_not_now() -> None:
    later = UPDATED + timedelta(days=1)
    items = [
        feed_item(episode(edition("a1"), updated=later), base_url=BASE),
        feed_item(episode(edition("b2")), base_url=BASE),
    ]
    written = text(parse(render_feed(CHANNEL, items)), "channel/lastBuildDate")
    assert parsedate_to_datetime(written or "") == later


def test_a_feed_without_items_is_valid_and_has_no_build_date() -> None:
    channel = parse(render_feed(CHANNEL, [])).find("channel")
    assert channel is not None
    assert [text(channel, name) for name in ("title", "link", "description")] == [
        CHANNEL.title,
        CHANNEL.site_url,
        CHANNEL.description,
    ]
    assert channel.find("lastBuildDate") is None


def test_items_stand_in_the_order_given() -> None:
    names = [f"e{i}" for i in range(300)]
    feed = parse(render_feed(CHANNEL, [item(name) for name in names]))
    assert [guid.text for guid in feed.iterfind("channel/item/guid")] == [f"loa:{n}" for n in names]


def test_an_item_has_its_article_whatever_its_age_unless_that_takes_hours_to_hear() -> None:
    items = [dataclasses.replace(item("a"), notes=notes) for notes in ("&" * 80_000, "&" * 80_001)]
    ready = render_items(items, "vi", ["a", "b"])
    assert "&amp;" * 80_000 in ready[0].text
    assert "content:encoded" not in ready[1].text
    assert "<description>" in ready[1].text
    assert ready[0].size.length == len(ready[0].text.encode())


LINKS = ArchiveLinks(
    current=f"{BASE}/feed.xml",
    previous=archive_url(f"{BASE}/feed.xml", 1),
    following=archive_url(f"{BASE}/feed.xml", 3),
)


def test_a_page_of_the_archive_leads_to_its_neighbours_and_to_the_head() -> None:
    frame = render_frame(CHANNEL, UPDATED, LINKS)
    channel = parse(frame.join([])).find("channel")
    assert channel is not None
    assert len(channel.findall("{http://purl.org/syndication/history/1.0}archive")) == 1
    links = {each.get("rel"): each.get("href") for each in channel.findall("atom:link", PREFIXES)}
    assert links == {
        "self": CHANNEL.feed_url,
        "current": f"{BASE}/feed.xml",
        "prev-archive": f"{BASE}/feed/1.xml",
        "next-archive": f"{BASE}/feed/3.xml",
    }


def test_the_head_is_no_page_of_the_archive_and_leads_to_the_newest() -> None:
    frame = render_frame(CHANNEL, UPDATED, ArchiveLinks(previous=f"{BASE}/feed/1.xml"))
    assert b"fh:archive" not in frame.head
    assert b'rel="prev-archive"' in frame.head
    assert b"-archive" not in render_frame(CHANNEL, UPDATED).head


# --- the channel ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("title", CHANNEL.title),
        ("link", CHANNEL.site_url),
        ("description", CHANNEL.description),
        ("language", "vi"),
        ("copyright", CHANNEL.copyright),
        ("image/url", CHANNEL.image_url),
        ("itunes:author", CHANNEL.author),
        ("itunes:type", "episodic"),
        ("itunes:explicit", "false"),
        ("itunes:owner/itunes:name", CHANNEL.author),
        ("itunes:owner/itunes:email", CHANNEL.email),
        ("podcast:guid", CHANNEL.guid),
        ("podcast:locked", "yes"),
        ("podcast:medium", "podcast"),
        ("podcast:txt[@purpose='ai-content']", "true"),
    ],
)
def test_the_channel_has_every_tag_directories_ask_for(path: str, expected: str) -> None:
    channel = parse(render_feed(CHANNEL, [item()])).find("channel")
    assert channel is not None
    assert text(channel, path) == expected


def test_the_feed_links_to_itself_by_its_request_url() -> None:
    found = attributes(parse(render_feed(CHANNEL, [])), "channel/atom:link")
    assert found == {"href": CHANNEL.feed_url, "rel": "self", "type": "application/rss+xml"}


def test_a_category_may_have_a_subcategory() -> None:
    feed = parse(render_feed(CHANNEL, []))
    assert attributes(feed, "channel/itunes:category") == {"text": "News"}
    assert attributes(feed, "channel/itunes:category/itunes:category") == {"text": "Politics"}


def test_a_channel_without_email_is_not_locked_and_names_no_owner() -> None:
    feed = parse(render_feed(dataclasses.replace(CHANNEL, email=None), []))
    assert text(feed, "channel/podcast:locked") == "no"
    assert feed.find("channel/itunes:owner", namespaces=PREFIXES) is None


def test_a_channel_description_stays_within_four_thousand_bytes() -> None:
    wordy = dataclasses.replace(CHANNEL, description="Tiếng Việt giàu đẹp. " * 400)
    shown = text(parse(render_feed(wordy, [])), "channel/description") or ""
    assert 3900 < len(shown.encode()) <= 4000
    assert shown.endswith("…")


@pytest.mark.parametrize(
    "nameless",
    [
        dataclasses.replace(CHANNEL, title="\x00"),
        dataclasses.replace(CHANNEL, description="\x00"),
    ],
)
def test_a_channel_without_title_or_description_is_refused(nameless: Channel) -> None:
    with pytest.raises(OutputError, match="feed"):
        render_feed(nameless, [])


# --- directories ---------------------------------------------------------------


def told(entry: DirectoryEntry) -> etree._Element:
    channel = parse(render_feed(dataclasses.replace(CHANNEL, entry=entry), [])).find("channel")
    assert channel is not None
    return channel


def test_a_podcast_that_is_listed_and_goes_on_says_nothing_of_it() -> None:
    names = {str(etree.QName(each).localname) for each in told(DirectoryEntry())}
    assert not names & {"block", "complete", "new-feed-url", "updateFrequency", "location"}


def test_directories_are_told_what_was_set_for_them() -> None:
    place = Location("Sông Công", geo="geo:21.47,105.85", osm="R1234567", country="VN")
    channel = told(
        DirectoryEntry(
            is_listed=False,
            new_feed_url="https://báo.example/feed.xml",
            frequency=Frequency.WEEKDAYS,
            location=place,
        )
    )
    assert text(channel, "itunes:block") == "Yes"
    assert text(channel, "podcast:block") == "yes"
    assert text(channel, "itunes:new-feed-url") == "https://xn--bo-mia.example/feed.xml"
    assert text(channel, "podcast:updateFrequency") == "Các ngày làm việc trong tuần"
    assert attributes(channel, "podcast:updateFrequency") == {
        "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    }
    assert text(channel, "podcast:location") == "Sông Công"
    assert attributes(channel, "podcast:location") == {
        "rel": "subject",
        "geo": "geo:21.47,105.85",
        "osm": "R1234567",
        "country": "VN",
    }


def test_a_podcast_that_has_ended_says_so_instead_of_a_frequency() -> None:
    channel = told(DirectoryEntry(is_complete=True, frequency=Frequency.DAILY))
    assert text(channel, "itunes:complete") == "Yes"
    assert attributes(channel, "podcast:updateFrequency") == {"complete": "true"}
