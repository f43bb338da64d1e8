"""The feed has the form that RSS, Apple and the podcast namespace ask for."""

import dataclasses
from pathlib import Path

import pytest
from lxml import etree

from tests.outputs.episodes import CHANNEL
from tests.outputs.full_feed import FULL_CHANNEL, full_item, hostile_items
from tests.outputs.rss import parse
from tests.outputs.whole_feed import render_feed

SCHEMA = Path(__file__).parent / "feed.rng"


def complaints(feed: bytes) -> list[str]:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.validate(parse(feed))
    return [str(each) for each in schema.error_log]


def test_a_feed_with_every_tag_has_the_form_of_the_schema() -> None:
    assert complaints(render_feed(FULL_CHANNEL, [full_item()])) == []


def test_a_feed_with_the_least_has_the_form_of_the_schema() -> None:
    least = dataclasses.replace(CHANNEL, email=None, image_url="", copyright=None)
    assert complaints(render_feed(least, [])) == []


def test_no_text_takes_the_feed_out_of_its_form() -> None:
    assert complaints(render_feed(FULL_CHANNEL, hostile_items())) == []


def test_two_builds_give_the_same_bytes() -> None:
    items = [full_item(), *hostile_items()]
    again = [full_item(), *hostile_items()]
    assert render_feed(FULL_CHANNEL, items) == render_feed(FULL_CHANNEL, again)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<itunes:explicit>false", b"<itunes:explicit>no"),
        (b"<guid isPermaLink", b"<guid isPermalink"),
        (b'length="80640"', b'length="0"'),
        (b"<itunes:block>Yes", b"<itunes:block>yes"),
        (b"+0700</pubDate>", b"</pubDate>"),
        (b"<dc:publisher>", b"<dc:publisher/><dc:publisher>"),
    ],
)
def test_a_feed_of_another_form_is_found(right: bytes, wrong: bytes) -> None:
    feed = render_feed(FULL_CHANNEL, [full_item()])
    assert right in feed
    broken = feed.replace(right, wrong)
    with pytest.raises((AssertionError, etree.XMLSyntaxError)):
        assert complaints(broken) == []
