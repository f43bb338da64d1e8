"""JSON Feed 1.1: what the RSS says, in the members that the specification names."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from service.errors import OutputError
from service.legal_text import close_directions
from service.outputs.json_feed import render_json_feed
from tests.outputs.episodes import CHANNEL
from tests.outputs.full_feed import FULL_CHANNEL, full_item, hostile_items
from tests.outputs.rss import item
from tests.outputs.whole_feed import render_feed

GOLDEN = Path(__file__).parent.parent / "golden"
ADDRESS = "https://loa.example/feed.json"

_URL = {"type": "string", "pattern": "^https?://[!-~]+$"}
_TEXT = {"type": "string", "minLength": 1}
_AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"name": _TEXT, "url": _URL, "avatar": _URL},
        "minProperties": 1,
        "additionalProperties": False,
    },
}
_OWN = {"^_[^.]+$": {"type": "object"}}
_ATTACHMENT = {
    "type": "object",
    "required": ["url", "mime_type"],
    "properties": {
        "url": _URL,
        "mime_type": _TEXT,
        "title": _TEXT,
        "size_in_bytes": {"type": "integer"},
        "duration_in_seconds": {"type": "number"},
    },
    "additionalProperties": False,
}
_ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": _TEXT,
        "url": _URL,
        "external_url": _URL,
        "title": _TEXT,
        "content_html": _TEXT,
        "content_text": {"type": "string"},
        "summary": _TEXT,
        "image": _URL,
        "banner_image": _URL,
        "date_published": {"type": "string", "format": "date-time"},
        "date_modified": {"type": "string", "format": "date-time"},
        "authors": _AUTHORS,
        "tags": {"type": "array", "items": _TEXT},
        "language": _TEXT,
        "attachments": {"type": "array", "items": _ATTACHMENT},
    },
    "patternProperties": _OWN,
    "additionalProperties": False,
}
SPECIFICATION = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT,
        "home_page_url": _URL,
        "feed_url": _URL,
        "description": _TEXT,
        "user_comment": _TEXT,
        "next_url": _URL,
        "icon": _URL,
        "favicon": _URL,
        "authors": _AUTHORS,
        "language": _TEXT,
        "expired": {"type": "boolean"},
        "hubs": {"type": "array", "items": {"type": "object", "required": ["type", "url"]}},
        "items": {"type": "array", "items": _ITEM},
    },
    "patternProperties": _OWN,
    "additionalProperties": False,
}
"""What https://www.jsonfeed.org/version/1.1/ says in its sections on the top level and items."""


def told(rss: bytes) -> Any:
    feed = json.loads(render_json_feed(rss, ADDRESS))
    validator = jsonschema_rs.validator_for(SPECIFICATION, validate_formats=True)
    assert [str(each) for each in validator.iter_errors(feed)] == []
    return feed


def test_the_reviewed_feed_becomes_the_reviewed_json() -> None:
    written = render_json_feed((GOLDEN / "json-feed.xml").read_bytes(), ADDRESS)
    assert written.decode() == (GOLDEN / "json-feed.json").read_text("utf-8")


def test_an_item_keeps_its_guid_its_recording_and_its_article() -> None:
    one = item("songcong")
    feed = told(render_feed(CHANNEL, [one]))
    (found,) = feed["items"]
    assert (found["id"], found["url"]) == (one.guid, one.link)
    assert found["content_html"] == one.notes
    (attachment,) = found["attachments"]
    assert attachment == {
        "url": one.enclosure_url,
        "mime_type": "audio/mpeg",
        "title": one.title,
        "size_in_bytes": one.enclosure.length,
        "duration_in_seconds": (one.enclosure.duration + 500) // 1000,
    }


def test_an_item_without_its_article_has_plain_text() -> None:
    bare = replace(item("songcong"), notes=None, author=None)
    (found,) = told(render_feed(CHANNEL, [bare]))["items"]
    assert found["content_text"] == bare.summary
    assert "content_html" not in found
    assert "authors" not in found


def test_every_tag_and_every_hostile_text_stays_within_the_specification() -> None:
    feed = told(render_feed(FULL_CHANNEL, [full_item(), *hostile_items()]))
    assert len(feed["items"]) == 1 + len(hostile_items())
    first = feed["items"][0]
    assert first["image"] == full_item().cover_url
    assert len({each["title"] for each in first["attachments"]}) == 1
    assert first["attachments"][0]["mime_type"] == "audio/mpeg"


def test_a_feed_without_items_is_valid() -> None:
    assert told(render_feed(CHANNEL, []))["items"] == []


@pytest.mark.parametrize("title", ["]]>", "<script>", "👩‍👩‍👧‍👦", '"\\', "a" * 10_000, "\u202e"])
def test_whatever_a_title_says_it_is_told_as_the_feed_tells_it(title: str) -> None:
    (found,) = told(render_feed(CHANNEL, [replace(item("songcong"), title=title)]))["items"]
    assert found["title"] == close_directions(title)


@pytest.mark.parametrize("content", [b"", b"<rss><channel>", b"<html></html>"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(OutputError):
        render_json_feed(content, ADDRESS)
