"""What killed programs left unfinished: told by `loa cache verify`, swept by the upkeep."""

from datetime import datetime, timedelta
from pathlib import Path

from service.audio.cache import ClipCache
from service.store.media import Media
from service.store.shared.base import Locks

STALE = timedelta(hours=1)
"""Nothing takes so long to write: what is unfinished then, nobody is writing any more."""


def leftovers(cache: ClipCache, media: Media, now: datetime) -> tuple[Path, ...]:
    """Files and folders that nobody will finish."""
    before = now - STALE
    return (*cache.leftovers(before.timestamp()), *media.leftovers(before))


def sweep_leftovers(cache: ClipCache, media: Media, locks: Locks, now: datetime) -> int:
    """How many leftovers, and locks that nobody holds, were removed."""
    before = now - STALE
    return cache.sweep(before.timestamp()) + media.sweep(before) + locks.sweep(before)
