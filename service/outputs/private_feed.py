"""A published feed as the holder of a secret address gets it."""

from lxml import etree

from service.errors import OutputError

_ATOM = "{http://www.w3.org/2005/Atom}link"
_PAGES = frozenset({"self", "current", "prev-archive", "next-archive"})
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


def make_private(rss: bytes, feed_url: str) -> bytes:
    """The feed that ``rss`` is, or a page of its archive: directories leave it out.

    ``feed_url`` is the secret address of the feed itself; pages name each other below it, and
    neither hubs nor where the podcast moves to, which are for everybody. Raises OutputError for
    what is no whole feed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(rss, parser)
    except etree.XMLSyntaxError as e:
        raise _unreadable() from e
    channel = root.find("channel")
    if channel is None:
        raise _unreadable()
    _move_links(channel, feed_url)
    for moved in channel.findall(f"{{{_ITUNES}}}new-feed-url"):
        channel.remove(moved)
    block = channel.find(f"{{{_ITUNES}}}block")
    if block is None:
        block = etree.Element(f"{{{_ITUNES}}}block", nsmap={"itunes": _ITUNES})
        block.tail = "\n    "
        first = channel.find("item")
        channel.insert(len(channel) if first is None else channel.index(first), block)
    block.text = "Yes"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _move_links(channel: etree._Element, feed_url: str) -> None:
    """Feed and pages of its archive are named at their secret addresses, and nothing else is."""
    named = {link.get("rel"): link.get("href", "") for link in channel.iterfind(_ATOM)}
    # A page of the archive names its feed; the feed names itself alone.
    head = named.get("current") or named.get("self") or ""
    for link in channel.findall(_ATOM):
        href = link.get("href", "")
        below = href.removeprefix(head.removesuffix(".xml"))
        if link.get("rel") in _PAGES and below != href:
            link.set("href", feed_url.removesuffix(".xml") + below)
        else:
            channel.remove(link)


def _unreadable() -> OutputError:
    return OutputError("Feed RSS không đọc được.", "The RSS feed cannot be read.")
