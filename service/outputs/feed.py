"""The podcast feed: ready items joined in a frame, as many of them with their articles as fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from itertools import accumulate

from service.errors import OutputError
from service.model import Channel, ItemSize, ReadyItem
from service.outputs.feed_items import FeedItem
from service.outputs.feed_writing import write_frame, write_items

MOST_BYTES = 1_000_000
"""What a client should have to fetch to learn of one new episode."""

ITEM_FORM = "feed-item/1"
"""How items are written; its number grows when one of the same episode is written otherwise."""

_NOTES_TAG = 64
"""Bytes around an article that an item carries, at most."""


@dataclass(frozen=True, slots=True)
class FeedFrame:
    """A feed without its items: what stands before them, and what after."""

    head: bytes
    tail: bytes

    def most_with_notes(self, sizes: Sequence[ItemSize]) -> int:
        """How many of the first items may carry the whole article.

        The feed then stays within :data:`MOST_BYTES`, if its bare items do.
        """
        bare = len(self.head) + len(self.tail) + sum(size.bare for size in sizes)
        room = MOST_BYTES - bare
        notes = accumulate(size.notes + _NOTES_TAG for size in sizes)
        return sum(length <= room for length in notes)

    def join(self, items: Iterable[str]) -> bytes:
        """The feed with ``items``, as :func:`render_items` made them."""
        return b"".join((self.head, *(item.encode() for item in items), self.tail))


def render_frame(channel: Channel, updated: datetime | None) -> FeedFrame:
    """The feed of ``channel`` around its items, of which the newest was ``updated`` then.

    Raises :class:`OutputError` for a channel without title or description, and for an
    address that is not absolute.
    """
    return FeedFrame(*write_frame(channel, updated))


def render_items(items: Sequence[FeedItem], language: str, forms: Sequence[str]) -> list[ReadyItem]:
    """``items`` as the feed in ``language`` writes them, each under its form of ``forms``.

    Raises :class:`OutputError` for an address that is not absolute.
    """
    bare = write_items([replace(item, notes=None) for item in items], language)
    full = write_items(items, language)
    notes = [len(escape(item.notes or "").encode(errors="replace")) for item in items]
    return list(map(ReadyItem, forms, bare, full, notes))


def render_feed(channel: Channel, items: Sequence[FeedItem]) -> bytes:
    """The feed of ``channel`` with ``items`` in the order given, as UTF-8 XML.

    Equal arguments give equal bytes: ``lastBuildDate`` is the newest ``updated``,
    and a feed without items has none. The first items carry the whole article,
    as many as :data:`MOST_BYTES` allows; the others only their description.
    Raises :class:`OutputError` for a channel without title or description, for
    an address that is not absolute, and for two items that share a guid or a file.
    """
    _refuse_twins(items)
    frame = render_frame(channel, max((item.updated for item in items), default=None))
    ready = render_items(items, channel.language, [item.guid for item in items])
    count = frame.most_with_notes([item.size for item in ready])
    full, bare = ready[:count], ready[count:]
    return frame.join([*(item.full for item in full), *(item.bare for item in bare)])


def _refuse_twins(items: Sequence[FeedItem]) -> None:
    for names in ([item.guid for item in items], [item.enclosure_url for item in items]):
        if len(set(names)) < len(names):
            raise OutputError(
                "Feed có hai tập trùng mã hoặc trùng tệp âm thanh.",
                "Two items of the feed share a guid or an audio file.",
            )
