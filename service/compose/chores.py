"""The upkeep: which chores are due, and how often."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from service.compose.backups import back_up_installation
from service.jobs import Chore
from service.releasing.production import Production
from service.settings import Settings
from service.tending.archive_items import complete_items
from service.tending.certificate import watch_certificate
from service.tending.clock import LEAP_WHILE_RUNNING, watch_clock
from service.tending.covers import retire_covers, tend_channel_covers, tend_covers
from service.tending.leftovers import sweep_leftovers
from service.tending.lists import complete_lists
from service.tending.pictures import articles_to_complete, sweep_pictures
from service.tending.rounds import lost_episodes
from service.tending.upkeep import recoverable_ids, retire_files, shrink_cache, shrink_far_clips
from service.tending.webhooks import forget_old

COUNTS_KEPT = timedelta(days=92)
"""So long the dashboard's counts are kept: thrice the longest that it shows."""


def list_chores(production: Production, settings: Settings, *, upkeep: str) -> tuple[Chore, ...]:
    """What workers do from time to time: the upkeep at the times of that cron expression."""
    chores = [Chore(name, upkeep, act) for name, act in _acts(production, settings)]
    if settings.backup_folder:
        nightly = f"0 0 {settings.backup_hour} * * *"
        back_up = _only(partial(_back_up, production, settings))
        chores.append(Chore("backup", nightly, back_up, settings.timezone))
    return tuple(chores)


def _back_up(production: Production, settings: Settings) -> None:
    folder, now = Path(settings.backup_folder), production.now()
    back_up_installation(settings, folder, now, lambda done, of: None, keep=settings.backup_keep)


def _acts(
    production: Production, settings: Settings
) -> Iterator[tuple[str, Callable[[], Iterable[str]]]]:
    library, media, now = production.library, production.media, production.now
    locks = production.locks
    yield "clock", _only(lambda: watch_clock(library, now(), LEAP_WHILE_RUNNING))
    yield "leftovers", _only(lambda: sweep_leftovers(production.cache, media, locks, now()))
    yield "files", lambda: lost_episodes(production.outlet, production.assembler, now())
    keep = timedelta(days=settings.keep_superseded_days)
    yield "superseded", _only(lambda: retire_files(library, media, locks, now() - keep))
    yield "old-covers", _only(lambda: retire_covers(library, media, locks, now() - keep))
    yield "pictures", lambda: articles_to_complete(production)
    yield "channel-covers", _only(lambda: tend_channel_covers(production))
    yield "covers", _only(lambda: tend_covers(production))
    yield "picture-files", _only(lambda: sweep_pictures(library, media, locks, now()))
    address = settings.base_url
    yield "certificate", _only(lambda: watch_certificate(library, address, now()))
    yield "told", _only(lambda: forget_old(library, now()))
    yield "lists", _only(lambda: complete_lists(library, production.studio.speech))
    yield "listeners", _only(lambda: library.forget_listeners(now()))
    yield "items", _only(lambda: complete_items(production.outlet))
    yield "counts", _only(lambda: library.forget_counts(now() - COUNTS_KEPT))
    if limit := settings.cache_limit_mb * 2**20:
        yield "cache", _only(lambda: shrink_cache(library, production.cache, now(), limit))
    if far_limit := settings.cache_url_limit_mb * 2**20:
        yield (
            "far-clips",
            _only(lambda: shrink_far_clips(library, production.cache, now(), far_limit)),
        )
    if settings.redo_fallbacks:
        yield "fallbacks", lambda: recoverable_ids(library, production.voices)


def _only(act: Callable[[], object]) -> Callable[[], tuple[str, ...]]:
    """``act`` as one of which no episode is to be made again, whatever it counts."""

    def do() -> tuple[str, ...]:
        act()
        return ()

    return do
