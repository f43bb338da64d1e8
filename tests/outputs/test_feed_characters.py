"""No text and no address breaks the feed."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import OutputError
from service.outputs.feed_items import feed_item
from tests.outputs.episodes import CHANNEL, episode
from tests.outputs.rss import item, parse, published_item, text
from tests.outputs.whole_feed import render_feed

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


@settings(max_examples=60)
@given(title=ANY_TEXT, body=ANY_TEXT, author=ANY_TEXT)
def test_no_text_breaks_the_feed_and_what_xml_allows_comes_back(
    title: str, body: str, author: str
) -> None:
    strange = dataclasses.replace(item(), title=title, description=f"{body}.", author=author)
    found = published_item(strange)
    assert text(found, "title") == (allowed(title) or None)
    assert text(found, "description") == allowed(f"{body}.")


@pytest.mark.parametrize(
    "forbidden", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]
)
def test_a_forbidden_character_costs_only_itself(forbidden: str) -> None:
    spoilt = item(title=f"Tin{forbidden} nóng")
    assert text(published_item(spoilt), "title") == "Tin nóng"


def allowed(value: str) -> str:
    def is_char(code: int) -> bool:
        return (
            code in (0x9, 0xA, 0xD)
            or 0x20 <= code <= 0xD7FF
            or 0xE000 <= code <= 0xFFFD
            or code >= 0x10000
        )

    return "".join(character for character in value if is_char(ord(character)))


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
