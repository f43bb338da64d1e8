"""The podcast feed: RSS 2.0 made by feedgen, of which this is the only door.

feedgen 1.0.0 is kept on the few calls that were found to do what they say;
every tag it would refuse, drop or reorder is written by :class:`_Tags`.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from itertools import accumulate
from typing import TypedDict

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from service.errors import OutputError
from service.legal_text import legal_text
from service.model import Channel, Enclosure, Episode
from service.outputs.addresses import (
    CAPTIONS,
    CHAPTERS,
    PAGE,
    TRANSCRIPT,
    ascii_url,
    recording_path,
)
from service.outputs.podcast_namespace import (
    NAMESPACES,
    Tag,
    channel_tags,
    chapters_tag,
    transcript_tag,
)
from service.outputs.show_notes import describe_in_html, describe_plainly, shorten

# feedgen calls the process-wide locale.setlocale for every date, there and back:
# two feeds at once can leave the process in locale C. The lock belongs to the
# process, as the locale does.
_LOCALE_LOCK = threading.Lock()

_DESCRIPTION_BYTES = 4000
"""Of the channel's description: what Apple and Spotify accept."""

MOST_BYTES = 1_000_000
"""What a client should have to fetch to learn of one new episode."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An episode as the feed tells of it. Addresses are absolute.

    ``notes`` is the article in HTML, or None where the description must do.
    """

    guid: str
    title: str
    link: str
    published: datetime
    updated: datetime
    author: str | None
    description: str
    notes: str | None
    enclosure: Enclosure
    enclosure_url: str
    vtt_url: str
    transcript_url: str
    chapters_url: str


def feed_item(episode: Episode, *, base_url: str) -> FeedItem:
    """The feed's item for ``episode``, served below ``base_url`` (no trailing slash)."""
    edition = episode.edition
    return FeedItem(
        guid=episode.guid,
        title=edition.revision.title,
        published=edition.revision.published,
        updated=episode.updated,
        author=edition.revision.author,
        description=describe_plainly(edition),
        notes=describe_in_html(edition),
        enclosure=edition.enclosure,
        **item_addresses(episode.id, edition.enclosure, base_url),
    )


class ItemAddresses(TypedDict):
    """The addresses of an item; all are absolute."""

    link: str
    enclosure_url: str
    vtt_url: str
    transcript_url: str
    chapters_url: str


def item_addresses(episode_id: str, enclosure: Enclosure, base_url: str) -> ItemAddresses:
    """Where an episode's page and files are served below ``base_url``."""
    return {
        "link": base_url + PAGE.path(episode_id=episode_id),
        "enclosure_url": base_url + recording_path(enclosure.name),
        "vtt_url": base_url + CAPTIONS.path(episode_id=episode_id),
        "transcript_url": base_url + TRANSCRIPT.path(episode_id=episode_id),
        "chapters_url": base_url + CHAPTERS.path(episode_id=episode_id),
    }


def render_feed(channel: Channel, items: Sequence[FeedItem]) -> bytes:
    """The feed of ``channel`` with ``items`` in the order given, as UTF-8 XML.

    Equal arguments give equal bytes: ``lastBuildDate`` is the newest ``updated``,
    and a feed without items has none. The first items carry the whole article,
    as many as :data:`MOST_BYTES` allows; the others only their description.
    Raises :class:`OutputError` for a channel without title or description, for
    an address that is not absolute, and for two items that share a guid or a file.
    """
    _refuse_twins(items)
    bare = [replace(item, notes=None) for item in items]
    room = MOST_BYTES - len(_render(channel, bare))
    sizes = accumulate(len(escape(item.notes or "").encode(errors="replace")) for item in items)
    with_notes = sum(size + 64 * count <= room for count, size in enumerate(sizes, 1))
    return _render(channel, [*items[:with_notes], *bare[with_notes:]])


def _render(channel: Channel, items: Sequence[FeedItem]) -> bytes:
    with _LOCALE_LOCK:
        try:
            feed = _feed(channel, max((item.updated for item in items), default=None))
            for item in items:
                _add_item(feed, item, channel.language)
            return bytes(feed.rss_str(pretty=True))
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


def _feed(channel: Channel, updated: datetime | None) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("loa", _Tags, _Tags, atom=False)
    feed.title(legal_text(channel.title))
    feed.description(shorten(legal_text(channel.description), _DESCRIPTION_BYTES))
    # The last link of any relation becomes the channel's <link>, so self goes first.
    feed.link(href=ascii_url(channel.feed_url), rel="self", type="application/rss+xml")
    feed.link(href=ascii_url(channel.site_url), rel="alternate")
    feed.language(channel.language)
    feed.generator("Loa")
    if channel.copyright:
        feed.copyright(legal_text(channel.copyright))
    if channel.image_url:
        feed.image(ascii_url(channel.image_url))
    if updated:
        feed.lastBuildDate(updated)
    feed.loa.tags = channel_tags(channel)
    feed.loa.is_dated = updated is not None
    return feed


def _add_item(feed: FeedGenerator, item: FeedItem, language: str) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(item.guid, permalink=False)
    entry.title(legal_text(item.title))
    entry.link(href=ascii_url(item.link))
    entry.description(legal_text(item.description))
    if item.notes:
        entry.content(legal_text(item.notes))
    entry.pubDate(item.published)
    enclosure = item.enclosure
    entry.enclosure(ascii_url(item.enclosure_url), str(enclosure.length), enclosure.type)
    entry.loa.tags = _item_tags(item, language)


def _item_tags(item: FeedItem, language: str) -> Iterable[Tag]:
    if item.author:
        # newsboat reads dc:creator only.
        yield Tag("dc:creator", item.author)
        yield Tag("itunes:author", item.author)
    yield Tag("itunes:duration", str((item.enclosure.duration + 500) // 1000))
    yield Tag("itunes:explicit", "false")
    yield Tag("itunes:episodeType", "full")
    yield transcript_tag(ascii_url(item.vtt_url), "text/vtt", language)
    yield transcript_tag(ascii_url(item.transcript_url), "application/json", language)
    yield chapters_tag(ascii_url(item.chapters_url))


def _append(parent: etree._Element, tag: Tag) -> None:
    prefix, _, name = tag.name.partition(":")
    element = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{name}")
    for attribute, text in tag.attributes.items():
        element.set(attribute, legal_text(text))
    if tag.text is not None:
        element.text = legal_text(tag.text)
    for child in tag.children:
        _append(element, child)


def _refuse_twins(items: Sequence[FeedItem]) -> None:
    for names in ([item.guid for item in items], [item.enclosure_url for item in items]):
        if len(set(names)) < len(names):
            raise OutputError(
                "Feed có hai tập trùng mã hoặc trùng tệp âm thanh.",
                "Two items of the feed share a guid or an audio file.",
            )
