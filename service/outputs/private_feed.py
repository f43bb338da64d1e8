"""A published feed as the holder of a secret address gets it."""

from lxml import etree

from service.errors import OutputError
from service.outputs.podcast_tag import NAMESPACES, qualified
from service.outputs.published_feed import parse_feed

_LINK, _BLOCK = qualified("atom:link"), qualified("itunes:block")
_PAGES = frozenset({"self", "current", "prev-archive", "next-archive"})


def make_private(rss: bytes, feed_url: str) -> bytes:
    """The feed that ``rss`` is, or a page of its archive: directories leave it out.

    ``feed_url`` is the secret address of the feed itself; pages name each other below it, and
    neither hubs nor where the podcast moves to, which are for everybody. Raises OutputError for
    what is no whole feed.
    """
    root = parse_feed(rss)
    channel = None if root is None else root.find("channel")
    if root is None or channel is None:
        raise OutputError("Feed RSS không đọc được.", "The RSS feed cannot be read.")
    _move_links(channel, feed_url)
    for moved in channel.findall(qualified("itunes:new-feed-url")):
        channel.remove(moved)
    block = channel.find(_BLOCK)
    if block is None:
        block = etree.Element(_BLOCK, nsmap={"itunes": NAMESPACES["itunes"]})
        block.tail = "\n    "
        first = channel.find("item")
        channel.insert(len(channel) if first is None else channel.index(first), block)
    block.text = "Yes"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _move_links(channel: etree._Element, feed_url: str) -> None:
    """Feed and pages of its archive are named at their secret addresses, and nothing else is."""
    named = {link.get("rel"): link.get("href", "") for link in channel.iterfind(_LINK)}
    # A page of the archive names its feed; the feed names itself alone.
    head = named.get("current") or named.get("self") or ""
    for link in channel.findall(_LINK):
        href = link.get("href", "")
        below = href.removeprefix(head.removesuffix(".xml"))
        if link.get("rel") in _PAGES and below != href:
            link.set("href", feed_url.removesuffix(".xml") + below)
        else:
            channel.remove(link)
