"""The feed as it is when every item is made anew: what the joined one is held against."""

from collections.abc import Sequence

from service.model import Channel
from service.outputs.feed import render_frame, render_items
from service.outputs.feed_items import FeedItem


def render_feed(channel: Channel, items: Sequence[FeedItem]) -> bytes:
    """The feed of ``channel`` with ``items`` in the order given, as UTF-8 XML."""
    frame = render_frame(channel, max((item.updated for item in items), default=None))
    ready = render_items(items, channel.language, [item.guid for item in items])
    return frame.join(item.text for item in ready)
