"""The feed as a whole, and what it says of the podcast."""

import dataclasses
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from service.errors import OutputError
from service.model import Block, BlockKind, Channel, DirectoryEntry, Frequency, Location
from service.outputs.feed import MOST_BYTES
from service.outputs.feed_items import feed_item
from tests.outputs.episodes import BASE, BLOCKS, CHANNEL, UPDATED, edition, episode
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


def test_the_newest_items_carry_the_article_as_long_as_the_feed_stays_under_a_megabyte() -> None:
    long = (BLOCKS[0], *[Block(BlockKind.PARAGRAPH, "đường làng & ngõ xóm; " * 200 + "hết")] * 2)
    items = [feed_item(episode(edition(f"e{i}", blocks=long)), base_url=BASE) for i in range(300)]
    feed = render_feed(CHANNEL, items)
    assert 980_000 < len(feed) <= MOST_BYTES
    notes = [text(each, "content:encoded") for each in parse(feed).iterfind("channel/item")]
    count = sum(each is not None for each in notes)
    assert 0 < count < 300
    assert notes == [item.notes for item in items[:count]] + [None] * (300 - count)
    assert all(text(each, "description") for each in parse(feed).iterfind("channel/item"))


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
