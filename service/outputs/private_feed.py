"""A published feed as the holder of a secret address gets it."""

from lxml import etree

from service.errors import OutputError

_ATOM = "{http://www.w3.org/2005/Atom}link"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


def make_private(rss: bytes, feed_url: str) -> bytes:
    """The feed that ``rss`` is, served at ``feed_url``: directories leave it out.

    It names its secret address as its own, and neither hubs nor archives nor where the podcast
    moves to, which are for everybody. Raises OutputError for what is no whole feed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(rss, parser)
    except etree.XMLSyntaxError as e:
        raise _unreadable() from e
    channel = root.find("channel")
    if channel is None:
        raise _unreadable()
    for link in channel.findall(_ATOM):
        if link.get("rel") == "self":
            link.set("href", feed_url)
        else:
            channel.remove(link)
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


def _unreadable() -> OutputError:
    return OutputError("Feed RSS không đọc được.", "The RSS feed cannot be read.")
