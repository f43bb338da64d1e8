"""Where the public gets the feeds, and below which address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.model import Channel
from service.model.channel import MAIN_CHANNEL, FeedPlace, Membership
from service.model.published_names import FEED_FILE
from service.plan.archives import PAGE_LIMITS, PageLimits
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Locks


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where the public gets the feed: what ``library`` says, below ``base_url``.

    ``channel`` is asked for when the feed is written, since its guid is frozen at the
    first publication. So are the places of the ``others`` than the main one, by which episodes
    belong to them.
    """

    library: Library
    media: Media
    locks: Locks
    channel: Callable[[], Channel]
    base_url: str
    now: Callable[[], datetime]
    others: Callable[[Callable[[Membership], bool]], Sequence[FeedPlace]] = lambda _wanted: ()
    limits: PageLimits = PAGE_LIMITS

    @property
    def main(self) -> FeedPlace:
        """The place of the main feed, as it is now."""
        return FeedPlace(MAIN_CHANNEL, FEED_FILE, self.channel())
