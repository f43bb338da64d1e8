"""What killed programs left unfinished: told by `loa cache verify`, swept by the upkeep."""

from datetime import timedelta
from pathlib import Path

from service.making.doers import Doers

STALE = timedelta(hours=1)
"""Nothing takes so long to write: what is unfinished then, nobody is writing any more."""


def leftovers(doers: Doers) -> tuple[Path, ...]:
    """Files and folders that nobody will finish."""
    before = doers.now() - STALE
    return (*doers.cache.leftovers(before.timestamp()), *doers.media.leftovers(before))


def sweep_leftovers(doers: Doers) -> int:
    """How many leftovers, and locks that nobody holds, were removed."""
    before = doers.now() - STALE
    return doers.cache.sweep(before.timestamp()) + doers.media.sweep(before)
