"""Covers of episodes: those that are lacking or lost are drawn, those of the past go."""

from datetime import datetime

from service.making.mending import FEED_LENGTH, skipped_this_time
from service.model.published_names import episode_of
from service.releasing.channel_covers import draw_lacking
from service.releasing.covers import follow_cover
from service.releasing.feed import follow_library, publish_feed
from service.releasing.production import Production
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Locks

DRAWN_AT_ONCE = 25
"""Covers drawn in one go: a tenth of a second each, and listeners are served meanwhile."""

CHANNELS_AT_ONCE = 10
"""Of channels: a quarter of a second each."""

LOOKED_AT_ONCE = 1_000
_SEEN = "covers seen"


def tend_channel_covers(production: Production) -> int:
    """How many covers of channels were drawn, at most CHANNELS_AT_ONCE. Raises StoreError."""
    drawn = draw_lacking(
        production.channel_covers, production.library, production.media, CHANNELS_AT_ONCE
    )
    if drawn:
        publish_feed(production.outlet, production.assembler)
    return drawn


def tend_covers(production: Production) -> int:
    """How many covers were drawn that were lacking among the newest episodes, or lost anywhere.

    At most DRAWN_AT_ONCE; the others follow at the next times. Raises StoreError.
    """
    if production.covers is None:
        return 0
    library, media = production.library, production.media
    lacking = library.uncovered_episodes(FEED_LENGTH)
    due = dict.fromkeys((*lacking, *_lost(library, media)))
    before = library.changes()
    for episode_id in tuple(due)[:DRAWN_AT_ONCE]:
        with skipped_this_time(), production.locks.exclusive(episode_id):
            follow_cover(episode_id, library, media, production.covers, production.now())
    if library.changes() != before:
        follow_library(production.outlet, production.assembler)
    return min(len(due), DRAWN_AT_ONCE)


def _lost(library: Library, media: Media) -> list[str]:
    """The episodes whose covers are gone, of the next LOOKED_AT_ONCE; after the last, the first."""
    covers = dict(library.covers_after(library.fact(_SEEN) or "", LOOKED_AT_ONCE))
    there = media.sizes(covers)
    library.keep_fact(_SEEN, max(covers) if len(covers) == LOOKED_AT_ONCE else "")
    return [episode_id for name, episode_id in covers.items() if not there.get(name)]


def retire_covers(library: Library, media: Media, locks: Locks, before: datetime) -> None:
    """Covers replaced ``before`` a moment are gone; their addresses lead to today's.

    One that cannot be removed, or whose article another holds, is left for the next time.
    """
    for name in library.superseded_covers(before):
        # A release just now may have drawn an old one again.
        with skipped_this_time(), locks.exclusive(episode_of(name)):
            if not library.is_cover_current(name):
                media.remove(name)
                library.note_cover_retired(name)
