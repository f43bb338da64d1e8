"""The feed keeps the rules that podcast clients were seen to need."""

import dataclasses
import locale
import re
import threading
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.errors import OutputError
from service.model import Block, BlockKind, Channel, Ms
from service.outputs.feed import MOST_BYTES, FeedItem, feed_item, render_feed
from service.outputs.podcast_namespace import NAMESPACES
from tests.outputs.episodes import BASE, BLOCKS, CHANNEL, PUBLISHED, UPDATED, edition, episode

GOLDEN = Path(__file__).parent.parent / "golden" / "feed.xml"
ATOM = {**NAMESPACES, "atom": "http://www.w3.org/2005/Atom"}
CONTENT = {**ATOM, "content": "http://purl.org/rss/1.0/modules/content/"}
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


def item(name: str = "songcong", *, number: int = 1, title: str | None = None) -> FeedItem:
    return feed_item(episode(edition(name, number=number, title=title)), base_url=BASE)


def parse(feed: bytes) -> etree._Element:
    return etree.fromstring(feed, etree.XMLParser(recover=False))


def text(element: etree._Element, path: str) -> str | None:
    return element.findtext(path, namespaces=CONTENT)


def attributes(element: etree._Element, path: str) -> dict[str, str]:
    found = element.find(path, namespaces=CONTENT)
    assert found is not None, path
    return {str(name): str(value) for name, value in found.attrib.items()}


def only_item(feed: bytes) -> etree._Element:
    (found,) = parse(feed).findall("channel/item")
    return found


# --- the whole ---------------------------------------------------------------


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


# --- the channel -------------------------------------------------------------


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
    assert feed.find("channel/itunes:owner", namespaces=ATOM) is None


def test_a_channel_description_stays_within_four_thousand_bytes() -> None:
    wordy = dataclasses.replace(CHANNEL, description="Tiếng Việt giàu đẹp. " * 400)
    shown = text(parse(render_feed(wordy, [])), "channel/description") or ""
    assert 3900 < len(shown.encode()) <= 4000
    assert shown.endswith("…")


@pytest.mark.parametrize("field", ["title", "description"])
def test_a_channel_without_title_or_description_is_refused(field: str) -> None:
    nameless: Channel = dataclasses.replace(CHANNEL, **{field: "\x00"})
    with pytest.raises(OutputError, match="feed"):
        render_feed(nameless, [])


# --- the items ---------------------------------------------------------------


def test_an_item_is_known_by_its_guid_which_is_no_link() -> None:
    feed = render_feed(CHANNEL, [item()])
    assert text(only_item(feed), "guid") == "loa:songcong"
    assert attributes(only_item(feed), "guid") == {"isPermaLink": "false"}


def test_a_new_edition_keeps_guid_and_date_and_changes_the_audio_url() -> None:
    first = only_item(render_feed(CHANNEL, [item()]))
    second = only_item(render_feed(CHANNEL, [item(number=2)]))
    assert [text(first, tag) for tag in ("guid", "pubDate", "link")] == [
        text(second, tag) for tag in ("guid", "pubDate", "link")
    ]
    assert attributes(first, "enclosure")["url"] != attributes(second, "enclosure")["url"]


def test_the_enclosure_names_the_published_file_without_query_and_its_exact_length() -> None:
    assert attributes(only_item(render_feed(CHANNEL, [item()])), "enclosure") == {
        "url": f"{BASE}/audio/songcong/01ababababab.mp3",
        "length": "80640",
        "type": "audio/mpeg",
    }


def test_an_item_carries_what_clients_show() -> None:
    found = only_item(render_feed(CHANNEL, [item()]))
    assert text(found, "title") == BLOCKS[0].text
    assert text(found, "link") == f"{BASE}/episodes/songcong"
    assert text(found, "pubDate") == "Fri, 02 Jul 2021 07:49:00 +0700"
    assert text(found, "dc:creator") == text(found, "itunes:author") == "T.H"
    assert text(found, "itunes:explicit") == "false"
    assert text(found, "itunes:episodeType") == "full"


@pytest.mark.parametrize(("ms", "seconds"), [(10_499, "10"), (10_500, "11"), (499, "0")])
def test_a_duration_is_a_whole_number_of_seconds(ms: int, seconds: str) -> None:
    timed = item()
    timed = dataclasses.replace(
        timed, enclosure=dataclasses.replace(timed.enclosure, duration=Ms(ms))
    )
    assert text(only_item(render_feed(CHANNEL, [timed])), "itunes:duration") == seconds


def test_an_item_links_its_transcripts_and_chapters() -> None:
    found = only_item(render_feed(CHANNEL, [item()]))
    transcripts = [dict(each.attrib) for each in found.iterfind("podcast:transcript", NAMESPACES)]
    page = f"{BASE}/episodes/songcong"
    assert transcripts == [
        {"url": f"{page}/captions.vtt", "type": "text/vtt", "language": "vi"},
        {"url": f"{page}/transcript.json", "type": "application/json", "language": "vi"},
    ]
    assert attributes(found, "podcast:chapters") == {
        "url": f"{page}/chapters.json",
        "type": "application/json+chapters",
    }


def test_the_notes_hold_the_escaped_article_and_say_which_voice_reads() -> None:
    found = only_item(render_feed(CHANNEL, [item()]))
    assert text(found, "content:encoded") == (
        "<p>Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng.</p>"
        "<h3>Nhiệm vụ &amp; giải pháp</h3>"
        "<ul><li>Giữ tốc độ tăng trưởng &gt; 19%</li><li>Giảm tỷ lệ hộ nghèo &lt; 1%</li></ul>"
        "<p><em>Giọng tổng hợp do máy tạo ra: eSpeak NG, giọng miền Bắc.</em></p>"
    )
    assert text(found, "description") == (
        "Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng.\n\n"
        "Giọng tổng hợp do máy tạo ra: eSpeak NG, giọng miền Bắc."
    )


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


def test_an_item_without_author_names_none() -> None:
    anonymous = dataclasses.replace(item(), author=None)
    assert text(only_item(render_feed(CHANNEL, [anonymous])), "dc:creator") is None


@pytest.mark.parametrize("field", ["guid", "enclosure_url"])
def test_two_items_never_share_a_guid_or_a_file(field: str) -> None:
    first, second = item("a1"), item("b2")
    twin = dataclasses.replace(second, **{field: getattr(first, field)})
    with pytest.raises(OutputError, match="share"):
        render_feed(CHANNEL, [first, twin])


def test_every_address_is_ascii() -> None:
    base = "https://tin-tức.example/sông công"
    channel = dataclasses.replace(
        CHANNEL, site_url=base, feed_url=f"{base}/feed.xml", image_url=f"{base}/bìa.png"
    )
    feed = parse(render_feed(channel, [feed_item(episode(), base_url=base)]))
    addresses = [
        *(str(each.get("url")) for each in feed.iterfind(".//*[@url]")),
        *(str(each.get("href")) for each in feed.iterfind(".//*[@href]")),
        *(str(node.text) for node in feed.iterfind(".//link")),
        *(str(node.text) for node in feed.iterfind(".//url")),
    ]
    assert len(addresses) >= 9
    for address in addresses:
        assert re.fullmatch(
            r"https://xn--tin-tc-fr8b\.example/s%C3%B4ng%20c%C3%B4ng[!-~]*", address
        )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/feed.xml",
        "tin.example",
        "ftp://tin.example",
        "https://",
        "http://[::1",
        "https://a..b",
    ],
)
def test_an_address_that_is_not_absolute_is_refused(address: str) -> None:
    with pytest.raises(OutputError, match="cannot use the address"):
        render_feed(dataclasses.replace(CHANNEL, site_url=address), [])


# --- whatever the text -------------------------------------------------------


@settings(max_examples=60)
@given(title=ANY_TEXT, body=ANY_TEXT, author=ANY_TEXT)
def test_no_text_breaks_the_feed_and_what_xml_allows_comes_back(
    title: str, body: str, author: str
) -> None:
    strange = dataclasses.replace(item(), title=title, description=f"{body}.", author=author)
    found = only_item(render_feed(CHANNEL, [strange]))
    assert text(found, "title") == (allowed(title) or None)
    assert text(found, "description") == allowed(f"{body}.")


@pytest.mark.parametrize(
    "forbidden", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]
)
def test_a_forbidden_character_costs_only_itself(forbidden: str) -> None:
    spoilt = item(title=f"Tin{forbidden} nóng")
    assert text(only_item(render_feed(CHANNEL, [spoilt])), "title") == "Tin nóng"


def allowed(value: str) -> str:
    def is_char(code: int) -> bool:
        return (
            code in (0x9, 0xA, 0xD)
            or 0x20 <= code <= 0xD7FF
            or 0xE000 <= code <= 0xFFFD
            or code >= 0x10000
        )

    return "".join(character for character in value if is_char(ord(character)))


# --- feedgen's traps ---------------------------------------------------------


@pytest.mark.parametrize("ending", [".jpeg", ".JPG", "-3f2a.png", ".png?v=2"])
def test_the_artwork_is_kept_whatever_its_address_ends_in(ending: str) -> None:
    channel = dataclasses.replace(CHANNEL, image_url=f"{BASE}/cover{ending}")
    found = attributes(parse(render_feed(channel, [])), "channel/itunes:image")
    assert found == {"href": channel.image_url}


def test_quotation_marks_in_a_category_do_no_harm() -> None:
    channel = dataclasses.replace(CHANNEL, category='Tin "nóng" & <mới>')
    found = attributes(parse(render_feed(channel, [])), "channel/itunes:category")
    assert found == {"text": 'Tin "nóng" & <mới>'}


def test_a_summer_or_utc_date_is_written_with_its_zone() -> None:
    published = dataclasses.replace(item(), published=datetime(2026, 1, 5, tzinfo=UTC))
    found = only_item(render_feed(CHANNEL, [published]))
    assert text(found, "pubDate") == "Mon, 05 Jan 2026 00:00:00 +0000"
    assert PUBLISHED.utcoffset() == timedelta(hours=7)


def test_feeds_built_at_once_leave_the_process_locale_as_it_was() -> None:
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    expected = locale.setlocale(locale.LC_ALL)
    items = [item(f"e{i}") for i in range(40)]
    built: list[bytes] = []
    try:
        threads = [
            threading.Thread(target=lambda: built.append(render_feed(CHANNEL, items)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert locale.setlocale(locale.LC_ALL) == expected
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert len(built) == 8
    assert len(set(built)) == 1
