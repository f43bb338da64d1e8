"""The checklist: every output tells that the voice is synthetic (docs/disclosure.md)."""

import json
import re
from typing import Any

import pytest
from lxml import etree

from service.model import Episode
from service.outputs.disclosure import SYNTHETIC
from tests.web.newsroom import Newsroom

PODCAST = {"podcast": "https://podcastindex.org/namespace/1.0"}
AI = 'podcast:txt[@purpose="ai-content"]/text()'


@pytest.fixture(scope="module")
def labelled(newsroom: Newsroom) -> Episode:
    return newsroom.record("bai/nhan")


@pytest.fixture(scope="module")
def feed(newsroom: Newsroom, labelled: Episode) -> Any:
    return etree.fromstring(newsroom.ask("/feed.xml").body)


def page_of(newsroom: Newsroom, episode: Episode) -> str:
    return newsroom.ask(f"/episodes/{episode.id}").text


def test_the_sound_tells_it_by_the_voice_that_reads(labelled: Episode) -> None:
    edition = labelled.edition
    assert edition.notice is not None
    assert edition.played[0] == edition.notice
    assert edition.notice.segment.text == "Bài được đọc bằng giọng máy."
    assert edition.notice.spec is None  # the narrator's


def test_the_file_tells_it_to_people_and_to_programs(newsroom: Newsroom, labelled: Episode) -> None:
    sound = newsroom.ask(f"/audio/{labelled.edition.enclosure.name}").body
    tag = sound.partition(b"Info")[0]
    assert "Giọng tổng hợp do máy tạo ra:".encode() in tag
    assert b"ai-content\0true" in tag
    assert f"digitalSourceType\0{SYNTHETIC}".encode() in tag


def test_the_channel_and_each_item_of_the_feed_tell_it(feed: Any, labelled: Episode) -> None:
    assert feed.xpath(f"channel/{AI}", namespaces=PODCAST) == ["true"]
    item = feed.xpath(f'channel/item[guid[contains(., "{labelled.id}")]]')[0]
    assert item.xpath(AI, namespaces=PODCAST) == ["true"]
    assert "Giọng tổng hợp" in item.findtext("description")


def test_captions_tell_it_beside_what_is_heard(newsroom: Newsroom, labelled: Episode) -> None:
    file = newsroom.ask(f"/episodes/{labelled.id}/captions.vtt").text
    assert file.split("\n\n")[1].startswith("NOTE Giọng tổng hợp do máy tạo ra: ")
    for form in ("vtt", "srt"):
        shown = newsroom.ask(f"/episodes/{labelled.id}/captions.{form}").text
        assert "Bài được đọc bằng giọng máy." in shown
    told = newsroom.ask(f"/episodes/{labelled.id}/transcript.json").json
    assert [each["id"] for each in told["segments"] if each.get("notice")] == ["notice"]


def test_the_json_feed_tells_it_of_the_channel_and_each_item(
    newsroom: Newsroom, labelled: Episode
) -> None:
    told = newsroom.ask("/feed.json").json
    assert told["_podcast"]["ai_content"] == "true"
    assert [each["_podcast"]["ai_content"] for each in told["items"] if labelled.id in each["id"]]


def test_the_page_tells_it_before_the_player(newsroom: Newsroom, labelled: Episode) -> None:
    page = page_of(newsroom, labelled)
    assert "Giọng tổng hợp do máy tạo ra" in page[: page.index("<audio")]


def test_the_page_tells_it_to_programs(newsroom: Newsroom, labelled: Episode) -> None:
    page = page_of(newsroom, labelled)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    told = json.loads(found[1])
    assert (told["@type"], told["digitalSourceType"]) == ("AudioObject", SYNTHETIC)
    assert told["sha256"] == labelled.edition.enclosure.sha256


def test_page_file_and_feed_name_one_publisher(
    newsroom: Newsroom, labelled: Episode, feed: Any
) -> None:
    page = page_of(newsroom, labelled)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    publisher = json.loads(found[1])["publisher"]["name"]
    assert publisher == newsroom.service.settings.author != newsroom.service.settings.title
    dublin_core = {"dc": "http://purl.org/dc/elements/1.1/"}
    assert feed.findtext("channel/dc:publisher", namespaces=dublin_core) == publisher
    sound = newsroom.ask(f"/audio/{labelled.edition.enclosure.name}").body
    assert publisher.encode() in sound.partition(b"TPUB")[2][:200]


def test_the_manifest_tells_engine_and_voice_of_each_sentence_and_the_notice(
    newsroom: Newsroom, labelled: Episode
) -> None:
    told = newsroom.ask(f"/episodes/{labelled.id}/manifest.json").json
    assert told["notice"]["clip"]["engine"] == told["spec"]["voice"]["engine"]
    assert all(each["clip"]["engine"] for each in told["sentences"] if each["clip"])
