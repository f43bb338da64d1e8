"""The list of a station's feeds as OPML 2.0, which podcast clients import."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from service.legal_text import close_directions, legal_text
from service.outputs.addresses import ascii_url


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed by the title of its channel and its absolute address."""

    title: str
    url: str


def render_opml(title: str, feeds: Sequence[ListedFeed]) -> bytes:
    """``feeds`` in their order, as UTF-8 XML; the list is called ``title``.

    An entry has ``xmlUrl`` alone: podget imports ``htmlUrl`` as if it were a feed. No date is
    written: the same feeds are the same bytes. Raises :class:`OutputError` for an address that
    is not absolute. http://opml.org/spec2.opml
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = close_directions(legal_text(title))
    body = etree.SubElement(root, "body")
    for each in feeds:
        entry = etree.SubElement(body, "outline", type="rss")
        for name, text in (("text", each.title), ("title", each.title)):
            entry.set(name, close_directions(legal_text(text)))
        entry.set("xmlUrl", ascii_url(each.url))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
