"""What the feed says of each episode."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from service.model import RECORDING, Block, BlockKind, Ms, Voice
from service.outputs.feed_items import feed_item
from service.outputs.published_items import read_items
from tests.outputs.episodes import BASE, BLOCKS, CHANNEL, edition, episode
from tests.outputs.hostile import HOSTILE
from tests.outputs.rss import PREFIXES, attributes, item, published_item, text
from tests.outputs.whole_feed import render_feed


def test_an_item_is_known_by_its_guid_which_is_no_link() -> None:
    assert text(published_item(item()), "guid") == "loa:songcong"
    assert attributes(published_item(item()), "guid") == {"isPermaLink": "false"}


def test_a_new_edition_keeps_guid_and_date_and_changes_the_audio_url() -> None:
    first = published_item(item())
    second = published_item(item(number=2))
    assert [text(first, tag) for tag in ("guid", "pubDate", "link")] == [
        text(second, tag) for tag in ("guid", "pubDate", "link")
    ]
    assert attributes(first, "enclosure")["url"] != attributes(second, "enclosure")["url"]


def test_the_enclosure_names_the_published_file_without_query_and_its_exact_length() -> None:
    assert attributes(published_item(item()), "enclosure") == {
        "url": f"{BASE}/audio/songcong/01ababababab.mp3",
        "length": "80640",
        "type": "audio/mpeg",
    }


def test_an_item_carries_what_clients_show() -> None:
    found = published_item(item())
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
    assert text(published_item(timed), "itunes:duration") == seconds


def test_an_item_links_its_transcripts_and_chapters() -> None:
    found = published_item(item())
    transcripts = [dict(each.attrib) for each in found.iterfind("podcast:transcript", PREFIXES)]
    page = f"{BASE}/episodes/songcong"
    assert transcripts == [
        {"url": f"{page}/captions.vtt", "type": "text/vtt", "language": "vi"},
        {"url": f"{page}/captions.srt", "type": "application/x-subrip", "language": "vi"},
        {"url": f"{page}/transcript.json", "type": "application/json", "language": "vi"},
    ]
    assert attributes(found, "podcast:chapters") == {
        "url": f"{page}/chapters.json",
        "type": "application/json+chapters",
    }


def test_an_episode_with_a_cover_of_its_own_shows_it_and_another_the_channels() -> None:
    covered = dataclasses.replace(item(), cover_url=f"{BASE}/covers/bìa-3f2a.jpg")
    shown = attributes(published_item(covered), "itunes:image")
    assert shown == {"href": f"{BASE}/covers/b%C3%ACa-3f2a.jpg"}
    assert published_item(item()).find("itunes:image", PREFIXES) is None


def test_an_item_without_headings_links_no_chapters() -> None:
    plain = feed_item(episode(edition(blocks=BLOCKS[:2])), base_url=BASE)
    assert published_item(plain).find("podcast:chapters", PREFIXES) is None
    offered = read_items(render_feed(CHANNEL, [plain]), base_url=BASE)
    assert [each.chapters_url for each in offered.values()] == [None]


def test_the_notes_hold_the_escaped_article_and_say_which_voice_reads() -> None:
    found = published_item(item())
    assert text(found, "content:encoded") == (
        "<p><em>Giọng tổng hợp do máy tạo ra: eSpeak NG, giọng miền Bắc.</em></p>"
        "<p>Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng.</p>"
        "<h3>Nhiệm vụ &amp; giải pháp</h3>"
        "<ul><li>Giữ tốc độ tăng trưởng &gt; 19%</li><li>Giảm tỷ lệ hộ nghèo &lt; 1%</li></ul>"
        f"<p>Các phần:<br>0:00 {BLOCKS[0].text}<br>0:04 Nhiệm vụ &amp; giải pháp</p>"
    )


def test_title_and_summary_stand_plain_beside_a_description_that_is_markup() -> None:
    printed = "Giá <vàng> & đô la"
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, printed))
    found = published_item(feed_item(episode(edition(blocks=blocks)), base_url=BASE))
    assert text(found, "itunes:title") == text(found, "title") == BLOCKS[0].text
    # A word joiner, which nobody sees, keeps it from being a tag to who decodes too often.
    assert (text(found, "itunes:summary") or "").startswith("Giá <\u2060vàng> & đô la\n\n")
    described = text(found, "description") or ""
    assert described.startswith("<p>Giá &lt;\u2060vàng&gt; &amp; đô la</p>")


def test_an_item_names_the_original_its_writers_its_section_and_tags_and_the_label() -> None:
    told = dataclasses.replace(
        edition(author="An Nhiên, Bình Minh").revision,
        link="https://báo.example/tin 1",
        section="Thời sự",
        tags=("giá xăng", "THỜI SỰ", "Giá xăng", " ", "đường"),
    )
    found = published_item(feed_item(episode(edition(revision=told)), base_url=BASE))
    original = "https://xn--bo-mia.example/tin%201"
    assert text(found, "dc:source") == original
    assert attributes(found, "podcast:contentLink") == {"href": original}
    assert text(found, "podcast:contentLink") == "Đọc bài gốc trên báo"
    assert [each.text for each in found.iterfind("podcast:person", PREFIXES)] == [
        "An Nhiên",
        "Bình Minh",
    ]
    assert attributes(found, "podcast:person") == {"group": "writing", "role": "author"}
    assert [each.text for each in found.iterfind("category")] == ["Thời sự", "giá xăng", "đường"]
    assert text(found, "podcast:txt[@purpose='ai-content']") == "true"


def test_an_episode_that_people_read_as_a_whole_is_not_labelled_as_synthetic() -> None:
    spec = dataclasses.replace(edition().spec, voice=Voice(RECORDING, "a", "Người của toà soạn"))
    spoken = dataclasses.replace(edition(), spec=spec)
    found = published_item(feed_item(episode(spoken), base_url=BASE))
    assert text(found, "podcast:txt[@purpose='ai-content']") == "false"


@pytest.mark.parametrize("link", ["https://a..b/tin", "javascript:alert(1)", "/tin", "\x00", ""])
def test_a_link_that_no_feed_can_carry_is_left_out(link: str) -> None:
    told = dataclasses.replace(edition().revision, link=link)
    found = published_item(feed_item(episode(edition(revision=told)), base_url=BASE))
    assert found.find("podcast:contentLink", PREFIXES) is None


@pytest.mark.parametrize("hostile", HOSTILE)
def test_each_text_of_an_item_may_be_anything(hostile: str) -> None:
    line = f"Tin {hostile} nóng"
    everywhere: dict[str, Any] = dict.fromkeys(
        ("title", "author", "section", "link", "summary"), line
    )
    told = dataclasses.replace(
        edition(blocks=(BLOCKS[0], Block(BlockKind.PARAGRAPH, line))).revision,
        tags=(line, hostile),
        **everywhere,
    )
    one = feed_item(episode(edition(revision=told)), base_url=BASE)
    found = published_item(one)
    assert (text(found, "title") or "").startswith("Tin")
    assert found.find("script") is None
    for each in found.iter():
        assert len((each.text or "").encode()) < 200_000
    spoken = "".join(text(found, tag) or "" for tag in ("title", "itunes:author", "category"))
    assert len(spoken.encode()) < 2_000
    assert [spoken.count(each) for each in "\u202e\u2067"] == [
        spoken.count(each) for each in "\u202c\u2069"
    ]
    again = read_items(render_feed(CHANNEL, [one]), base_url=BASE)
    assert render_feed(CHANNEL, list(again.values())) == render_feed(
        CHANNEL, [dataclasses.replace(one, updated=one.published)]
    )


def test_a_family_in_a_title_stays_together() -> None:
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert text(published_item(item(title=f"Ngày {family}")), "title") == f"Ngày {family}"


def test_an_episode_has_the_year_of_its_first_release_and_a_number_of_its_own() -> None:
    late = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    first = dataclasses.replace(episode(), first_published=late, sequence=1234)
    found = published_item(feed_item(first, base_url=BASE))
    assert text(found, "itunes:season") == "2027", "in Vietnam the new year has begun"
    assert text(found, "itunes:episode") == "1234"


def test_an_episode_whose_place_is_not_known_has_no_number_rather_than_a_wrong_one() -> None:
    found = published_item(item())
    assert text(found, "itunes:season") is None
    assert text(found, "itunes:episode") is None
