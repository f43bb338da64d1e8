"""Reads a feed back, as a strict parser does."""

from lxml import etree

from service.outputs.feed_items import FeedItem, feed_item
from service.outputs.podcast_tag import NAMESPACES
from tests.outputs.episodes import BASE, CHANNEL, edition, episode
from tests.outputs.whole_feed import render_feed

PREFIXES = {
    **NAMESPACES,
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


def item(name: str = "songcong", *, number: int = 1, title: str | None = None) -> FeedItem:
    """The feed's item for one small edition."""
    return feed_item(episode(edition(name, number=number, title=title)), base_url=BASE)


def parse(feed: bytes) -> etree._Element:
    """The ``rss`` element of ``feed``, which must be well-formed."""
    return etree.fromstring(feed, etree.XMLParser(recover=False))


def text(element: etree._Element, path: str) -> str | None:
    """The text of the first element at ``path``; None when there is none."""
    return element.findtext(path, namespaces=PREFIXES)


def attributes(element: etree._Element, path: str) -> dict[str, str]:
    """The attributes of the first element at ``path``, which must be there."""
    found = element.find(path, namespaces=PREFIXES)
    assert found is not None, path
    return {str(name): str(value) for name, value in found.attrib.items()}


def published_item(item: FeedItem) -> etree._Element:
    """``item`` as a client finds it in the feed that holds it alone."""
    (found,) = parse(render_feed(CHANNEL, [item])).findall("channel/item")
    return found
