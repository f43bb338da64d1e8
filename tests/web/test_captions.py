"""Captions and transcripts of an article of what would break them: all agree, none is broken."""

import re
from typing import Any

import pytest

from service.model import Episode
from tests.web.hostile import FAMILY, HOSTILE
from tests.web.newsroom import Newsroom

TIMES = re.compile(r"([\d:]+)[.,](\d{3}) --> ([\d:]+)[.,](\d{3})")


@pytest.fixture(scope="module")
def hostile(newsroom: Newsroom) -> Episode:
    return newsroom.record("bai/pha-phu-de", HOSTILE)


@pytest.fixture(scope="module")
def told(newsroom: Newsroom, hostile: Episode) -> list[dict[str, Any]]:
    answer = newsroom.ask(f"/episodes/{hostile.id}/transcript.json")
    segments: list[dict[str, Any]] = answer.json["segments"]
    return segments


def seconds(clock: str, ms: str) -> float:
    hours, minutes, rest = map(int, clock.split(":"))
    return (1000 * (3600 * hours + 60 * minutes + rest) + int(ms)) / 1000


@pytest.mark.parametrize("form", ["vtt", "srt"])
def test_caption_files_have_the_parts_and_times_of_the_transcript(
    newsroom: Newsroom, hostile: Episode, told: list[dict[str, Any]], form: str
) -> None:
    file = newsroom.ask(f"/episodes/{hostile.id}/captions.{form}").text
    found = [
        (seconds(each[1], each[2]), seconds(each[3], each[4])) for each in TIMES.finditer(file)
    ]
    assert found == [(each["startTime"], each["endTime"]) for each in told]
    # Before its cues WebVTT has a header, and a comment that says that the voice is synthetic.
    assert len(file.split("\n\n")) == len(told) + (2 if form == "vtt" else 0)


def test_the_captions_together_are_what_is_heard_of_the_article(
    hostile: Episode, told: list[dict[str, Any]]
) -> None:
    heard = [each.segment.text for each in hostile.edition.played if each.span]
    shown = "".join(each["body"] for each in told)
    assert re.sub(r"[\s\u202c]", "", shown) == re.sub(r"\s", "", "".join(heard))


def test_no_caption_leaves_the_direction_of_its_letters_to_the_next(
    told: list[dict[str, Any]],
) -> None:
    turned = [each["body"] for each in told if "\u202e" in each["body"]]
    assert turned
    assert all(each.count("\u202c") == 1 for each in turned)


def test_families_are_kept_whole(told: list[dict[str, Any]]) -> None:
    alone = [re.sub(FAMILY, "", each["body"]) for each in told]
    assert not any("\u200d" in each for each in alone)


def test_the_headings_of_transcript_and_page_are_the_articles(
    newsroom: Newsroom, hostile: Episode, told: list[dict[str, Any]]
) -> None:
    page = newsroom.ask(f"/episodes/{hostile.id}/transcript.html").text
    found = re.findall(r"<h([12])[^>]*>(.+?)</h\1>", page.partition("<footer")[0])
    printed = [(level, re.sub(r"</?bdi>", "", text)) for level, text in found]
    headings = [(str(each["heading"]), each["body"]) for each in told if "heading" in each]
    assert headings == printed
    assert [level for level, _ in headings] == ["1", "2"]
