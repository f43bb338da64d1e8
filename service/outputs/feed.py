"""The podcast feed: ready items joined in a frame, in the head or in a page of the archive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from service.model import Channel, ReadyItem
from service.outputs.archive_links import NO_LINKS, ArchiveLinks
from service.outputs.feed_items import FeedItem
from service.outputs.feed_writing import write_frame, write_items

ITEM_FORM = "feed-item/10"
"""How items are written; its number grows when one of the same episode is written otherwise."""

MOST_NOTES_BYTES = 400_000
"""Of an article in its item: hours of sound. A longer one is told by its description and page."""


@dataclass(frozen=True, slots=True)
class FeedFrame:
    """A feed without its items: what stands before them, and what after."""

    head: bytes
    tail: bytes

    def join(self, items: Iterable[str]) -> bytes:
        """The feed with ``items``, as :func:`render_items` made them."""
        return b"".join((self.head, *(item.encode() for item in items), self.tail))


def render_frame(
    channel: Channel, updated: datetime | None, links: ArchiveLinks = NO_LINKS
) -> FeedFrame:
    """The feed of ``channel`` around its items, of which the newest was ``updated`` then.

    Raises :class:`OutputError` for a channel without title or description, and for an
    address that is not absolute.
    """
    return FeedFrame(*write_frame(channel, updated, links))


def render_items(items: Sequence[FeedItem], language: str, forms: Sequence[str]) -> list[ReadyItem]:
    """``items`` as the feed in ``language`` writes them, each under its form of ``forms``.

    Raises :class:`OutputError` for an address that is not absolute.
    """
    written = write_items([_within_bounds(item) for item in items], language)
    return list(map(ReadyItem, forms, written))


def _within_bounds(item: FeedItem) -> FeedItem:
    length = len(escape(item.notes or "").encode(errors="replace"))
    return replace(item, notes=None) if length > MOST_NOTES_BYTES else item
