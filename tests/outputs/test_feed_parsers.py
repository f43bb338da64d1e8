"""The parsers that podcast clients and directories are built on read the feed as it was meant."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.outputs.episodes import BASE, BLOCKS
from tests.outputs.full_feed import FULL_CHANNEL, full_item, hostile_items
from tests.outputs.whole_feed import render_feed

pytestmark = pytest.mark.clients

ROOT = Path(__file__).parents[2]
PARTYTIME = Path(os.environ.get("PARTYTIME", ROOT / ".ci/node/node_modules/podcast-partytime"))
FEED = render_feed(FULL_CHANNEL, [full_item(), *hostile_items()])
SOURCE = "https://xn--bo-mia.example/tin?a=1&b=2"

# Debian's own Python has the parsers that gPodder and other clients of it are built on.
DEBIAN = "/usr/bin/python3"
_PODCASTPARSER = """
import io, json, sys, podcastparser
print(json.dumps(podcastparser.parse("https://loa.example/feed.xml", sys.stdin.buffer)))
"""
_FEEDPARSER = """
import json, sys, feedparser
told = feedparser.parse(sys.stdin.buffer.read())
print(json.dumps({"bozo": told.bozo, "feed": told.feed, "items": told.entries}, default=str))
"""
_PARTYTIME = """
const { parseFeed } = require(process.argv[1]);
console.log(JSON.stringify(parseFeed(require("fs").readFileSync(0, "utf8"))));
"""


def told_by(*command: str) -> dict[str, Any]:
    """What a program prints of the feed, as JSON."""
    done = subprocess.run(command, input=FEED, capture_output=True, timeout=60, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_xmllint_finds_the_form_of_the_schema(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(FEED)
    schema = Path(__file__).parent / "feed.rng"
    command = ["xmllint", "--noout", "--relaxng", str(schema), str(feed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, f"{feed} validates")


def test_partytime_knows_the_tags_of_apple_and_of_the_podcast_namespace() -> None:
    feed = told_by("node", "-e", _PARTYTIME, str(PARTYTIME))
    assert feed["guid"] == FULL_CHANNEL.guid
    assert (feed["locked"], feed["podcastOwner"]) == (True, FULL_CHANNEL.email)
    assert feed["itunesBlock"] is True
    assert feed["itunesNewFeedUrl"] == "https://moi.example/feed.xml"
    assert feed["itunesCategory"] == ["News > Politics"]
    assert feed["podcastLocation"]["osm"] == "R1234567"
    item = feed["items"][0]
    assert (item["guid"], item["title"]) == ("loa:songcong", BLOCKS[0].text)
    assert (item["itunesEpisode"], item["itunesSeason"]) == (12, 2026)
    assert item["itunesImage"] == f"{BASE}/covers/songcong.jpg"
    assert [each["name"] for each in item["podcastPeople"]] == ["An Nhiên", "Bình Minh"]
    assert item["podcastChapters"]["url"] == f"{BASE}/episodes/songcong/chapters.json"
    assert len(feed["items"]) == 1 + len(hostile_items())
    for each in feed["items"]:
        # It decodes what it read once more.
        assert "<script" not in each["summary"] + each["description"] + each["content"]


def test_podcastparser_reads_every_item() -> None:
    feed = told_by(DEBIAN, "-c", _PODCASTPARSER)
    assert feed["title"] == FULL_CHANNEL.title
    assert len(feed["episodes"]) == 1 + len(hostile_items())
    (item,) = (each for each in feed["episodes"] if each["guid"] == "loa:songcong")
    assert item["title"] == BLOCKS[0].text
    assert item["episode_art_url"] == f"{BASE}/covers/songcong.jpg"
    assert f"0:00 {BLOCKS[0].text}" in item["description_html"]


def test_feedparser_finds_nothing_wrong_and_no_script() -> None:
    feed = told_by(DEBIAN, "-c", _FEEDPARSER)
    assert feed["bozo"] == 0
    assert feed["feed"]["title"] == FULL_CHANNEL.title
    (item,) = (each for each in feed["items"] if each["id"] == "loa:songcong")
    assert item["podcast_contentlink"] == {"href": SOURCE}
    assert [each["term"] for each in item["tags"]] == ["Thời sự", "giá xăng", "đường"]
    shown = [each["summary"] for each in feed["items"]]
    shown += [content["value"] for each in feed["items"] for content in each["content"]]
    assert not [each for each in shown if "<script" in each]
