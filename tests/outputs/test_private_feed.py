"""A feed at a secret address: the published one, for one listener and no directory."""

import dataclasses

import pytest

from service.errors import OutputError
from service.model import Channel
from service.outputs.addresses import archive_url
from service.outputs.archive_links import ArchiveLinks
from service.outputs.feed import render_frame
from service.outputs.private_feed import make_private
from tests.outputs.episodes import CHANNEL
from tests.outputs.full_feed import FULL_CHANNEL, full_item, hostile_items
from tests.outputs.rss import item, parse, text
from tests.outputs.test_feed_schema import complaints
from tests.outputs.whole_feed import render_feed

ADDRESS = "https://loa.example/private/abc/main.xml"
ATOM = "{http://www.w3.org/2005/Atom}link"


@pytest.mark.parametrize("channel", [CHANNEL, FULL_CHANNEL])
def test_it_has_the_form_of_a_feed_blocks_directories_and_names_its_own_address(
    channel: Channel,
) -> None:
    made = make_private(render_feed(channel, [full_item(), *hostile_items()]), ADDRESS)
    assert complaints(made) == []
    (link,) = parse(made).iterfind(f"channel/{ATOM}")
    assert (link.get("rel"), link.get("href")) == ("self", ADDRESS)
    assert text(parse(made), "channel/itunes:block") == "Yes"
    assert text(parse(made), "channel/itunes:new-feed-url") is None


def test_its_items_are_those_that_are_published() -> None:
    published = render_feed(CHANNEL, [item("a1"), item("b2")])
    made = make_private(published, ADDRESS)
    begin, end = b"<item>", b"</channel>"
    assert (
        made[made.index(begin) : made.index(end)]
        == (published[published.index(begin) : published.index(end)])
    )
    assert make_private(published, ADDRESS) == made


@pytest.mark.parametrize("content", [b"", b"<rss><channel>", b"<html/>"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(OutputError):
        make_private(content, ADDRESS)


def test_a_page_of_the_archive_names_the_others_at_secret_addresses() -> None:
    public = "https://loa.example/feed.xml"
    links = ArchiveLinks(
        current=public, previous=archive_url(public, 1), following=archive_url(public, 3)
    )
    channel = dataclasses.replace(FULL_CHANNEL, feed_url=archive_url(public, 2))
    page = render_frame(channel, None, links).join([])
    told = {
        link.get("rel"): link.get("href")
        for link in parse(make_private(page, ADDRESS)).iterfind(f"channel/{ATOM}")
    }
    below = "https://loa.example/private/abc/main"
    assert told == {
        "self": f"{below}/2.xml",
        "current": ADDRESS,
        "prev-archive": f"{below}/1.xml",
        "next-archive": f"{below}/3.xml",
    }
