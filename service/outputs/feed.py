"""The podcast feed: ready items joined in a frame, as many of them with their articles as fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from itertools import accumulate

from service.model import Channel, ItemSize, ReadyItem
from service.outputs.feed_items import FeedItem
from service.outputs.feed_writing import write_frame, write_items

MOST_BYTES = 1_000_000
"""What a client should have to fetch to learn of one new episode."""

ITEM_FORM = "feed-item/9"
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
