"""A feed's items and frame in RSS 2.0, made by feedgen, of which this is the only door.

feedgen 1.0.0 is kept on the few calls that were found to do what they say;
every tag it would refuse, drop or reorder is written by :class:`_Tags`.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from service.errors import OutputError
from service.legal_text import close_directions, legal_text
from service.model import Channel
from service.outputs.addresses import ascii_url
from service.outputs.archive_links import NO_LINKS, ArchiveLinks, archive_tags
from service.outputs.feed_items import FeedItem
from service.outputs.item_tags import item_tags
from service.outputs.podcast_namespace import channel_tags
from service.outputs.podcast_tag import NAMESPACES, Tag, qualified
from service.outputs.show_notes import DESCRIPTION_BYTES, shorten

# feedgen calls the process-wide locale.setlocale for every date, there and back:
# two feeds at once can leave the process in locale C. The lock belongs to the
# process, as the locale does.
_LOCALE_LOCK = threading.Lock()

_CHANNEL_END = b"  </channel>"
_ITEM_BEGIN, _ITEM_END = "    <item>\n", "    </item>\n"

_HERE = "http://localhost"
_ANY = Channel("-", "-", "-", None, "vi", "", _HERE, _HERE, "", "-")
"""A channel: how items are written does not depend on theirs."""


def write_frame(
    channel: Channel, updated: datetime | None, links: ArchiveLinks = NO_LINKS
) -> tuple[bytes, bytes]:
    """What stands before and after the items of ``channel``'s feed.

    The newest was ``updated`` then; ``links`` lead to the pages beside it. Raises
    :class:`OutputError` for a channel without title or description, and for an address that is
    not absolute.
    """
    with _translated():
        written = bytes(_feed(channel, updated, links).rss_str(pretty=True))
    head, end, rest = written.rpartition(_CHANNEL_END)
    return head, end + rest


def write_items(items: Sequence[FeedItem], language: str) -> list[str]:
    """Each as it stands in a feed in ``language``.

    Raises :class:`OutputError` for an address that is not absolute.
    """
    with _translated():
        feed = _feed(_ANY, None)
        for item in items:
            _add_item(feed, item, language)
        written = feed.rss_str(pretty=True).decode()
    # No text of an item can look like its beginning or end: XML escapes it.
    listed = written[written.find(_ITEM_BEGIN) :] if items else ""
    return [each + _ITEM_END for each in listed.split(_ITEM_END)[:-1]]


@contextmanager
def _translated() -> Iterator[None]:
    with _LOCALE_LOCK:
        try:
            yield
        except ValueError as e:
            raise OutputError(f"Không tạo được feed: {e}.", f"The feed cannot be made: {e}.") from e


class _Tags(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """Writes ready tags into the channel or an item; feedgen makes one for each."""

    def __init__(self) -> None:
        self.tags: Iterable[Tag] = ()
        self.is_dated = True

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_rss(self, element: etree._Element) -> etree._Element:
        channel = element.find("channel")
        parent = element if channel is None else channel
        build_date = parent.find("lastBuildDate")
        if build_date is not None and not self.is_dated:
            # feedgen puts the present moment where no date was given.
            parent.remove(build_date)
        for tag in self.tags:
            _append(parent, tag)
        return element


def _feed(
    channel: Channel, updated: datetime | None, links: ArchiveLinks = NO_LINKS
) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("loa", _Tags, _Tags, atom=False)
    feed.title(_clean(channel.title))
    feed.description(shorten(_clean(channel.description), DESCRIPTION_BYTES))
    # The last link of any relation becomes the channel's <link>, so self goes first.
    feed.link(href=ascii_url(channel.feed_url), rel="self", type="application/rss+xml")
    feed.link(href=ascii_url(channel.site_url), rel="alternate")
    feed.language(channel.language)
    feed.generator("Loa")
    if channel.copyright:
        feed.copyright(_clean(channel.copyright))
    if channel.image_url:
        feed.image(ascii_url(channel.image_url))
    if updated:
        feed.lastBuildDate(updated)
    feed.loa.tags = (*archive_tags(links), *channel_tags(channel))
    feed.loa.is_dated = updated is not None
    return feed


def _add_item(feed: FeedGenerator, item: FeedItem, language: str) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(item.guid, permalink=False)
    entry.title(_clean(item.title))
    entry.link(href=ascii_url(item.link))
    entry.description(legal_text(item.description))
    if item.notes:
        entry.content(legal_text(item.notes))
    entry.pubDate(item.published)
    enclosure = item.enclosure
    entry.enclosure(ascii_url(item.enclosure_url), str(enclosure.length), enclosure.type)
    entry.loa.tags = item_tags(item, language)


def _append(parent: etree._Element, tag: Tag) -> None:
    element = etree.SubElement(parent, qualified(tag.name))
    for attribute, text in tag.attributes.items():
        element.set(attribute, _clean(text))
    if tag.text is not None:
        element.text = _clean(tag.text)
    for child in tag.children:
        _append(element, child)


def _clean(text: str) -> str:
    """``text`` as one line of a client can show it beside others."""
    return close_directions(legal_text(text))
