"""What is due from time to time: old files go, the cache shrinks, fallbacks are found."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from service.audio.cache import ClipCache
from service.audio.entries import CacheStats
from service.engines.base import Engine
from service.engines.policy import VoicePreference, choose
from service.errors import EpisodeDamagedError, SynthesisError
from service.making.alternates import alternate_names
from service.making.mending import skipped_this_time
from service.making.voices import Voices
from service.model import Edition
from service.model.published_names import episode_of
from service.plan.keys import kept_keys
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Locks

IN_USE = timedelta(hours=1)
"""A clip used since then may be part of a recording that is not published yet."""

REMADE_AT_ONCE = 5
"""Fallback editions made again in one go: an editor's own article must not wait for hundreds."""

_READ_AT_ONCE = 100
_FAR_PRUNED, _FAR_PAUSE = "far clips pruned at", timedelta(days=1)
_FALLBACKS_SEEN = "fallbacks looked at up to"
"""The fact that holds the id of the episode that was last thought of being made again."""

_TURN_SECONDS = 600
"""About how often it is asked for episodes to be made again: each time for the next ones."""


def retire_files(library: Library, media: Media, locks: Locks, before: datetime) -> None:
    """Files of editions replaced ``before`` a moment are gone; their addresses lead to today's.

    One that cannot be removed, or whose article another holds, is left for the next time.
    """
    for name in library.superseded_files(before):
        with skipped_this_time():
            _retire(name, library, media, locks)


def _retire(name: str, library: Library, media: Media, locks: Locks) -> None:
    episode_id = episode_of(name)
    # An edition that is published just now may have an old file again.
    with locks.exclusive(episode_id):
        if not library.is_file_needed(name):
            # First, since the recording is what is looked for again after a crash.
            for other in alternate_names(name, media):
                media.remove(other)
            media.remove(name)
            library.note_retired(name)


def complete_uses(library: Library) -> None:
    """Of every edition that can be read it is known what it needs of the cache.

    What an older Loa published, or `loa rebuild` put back, is looked through once.
    """
    place = ""
    while ids := library.without_uses(place, _READ_AT_ONCE):
        for episode_id in ids:
            episode = library.readable_episode(episode_id)
            if episode is not None:
                library.correct_card(episode.edition, kept_keys(episode.edition))
        place = ids[-1]


def shrink_cache(library: Library, cache: ClipCache, now: datetime, limit_bytes: int) -> CacheStats:
    """What was removed to bring the cache within ``limit_bytes``.

    What live editions need stays, and so does what was used within the hour.
    """
    if cache.stats().bytes <= limit_bytes:
        return CacheStats(0, 0, 0)
    complete_uses(library)
    used_before = (now - IN_USE).timestamp()
    return cache.prune(limit_bytes, partial(_only_here, library, cache), used_before=used_before)


def _only_here(library: Library, cache: ClipCache, keys: Sequence[str]) -> frozenset[str]:
    """Those of ``keys`` that live editions need, and that are nowhere else."""
    needed = library.used_keys(keys)
    return frozenset(needed if cache.far is None else cache.far.lacking_keys(needed))


def shrink_far_clips(library: Library, cache: ClipCache, now: datetime, limit_bytes: int) -> int:
    """How many bytes went to bring the far clips within ``limit_bytes``: looked at once a day.

    What live editions need stays. Raises StoreError.
    """
    last = library.fact(_FAR_PRUNED)
    if cache.far is None or (last and now - datetime.fromisoformat(last) < _FAR_PAUSE):
        return 0
    library.keep_fact(_FAR_PRUNED, now.isoformat())
    complete_uses(library)
    return cache.far.prune(limit_bytes, library.used_keys)


def recoverable_ids(library: Library, voices: Voices) -> tuple[str, ...]:
    """A few episodes that a fallback spoke and whose wished voices answer now.

    Of those that follow the ones looked at last, so that none that fails again and again
    holds up the rest; after the last one it begins with the newest again.
    """
    answering: dict[str, bool] = {}

    def answers(wish: VoicePreference) -> bool:
        name = choose(wish, voices.offers, {}).engine
        if name not in answering:
            answering[name] = _answers(voices.engines[name])
        return answering[name]

    found = [
        edition.episode_id
        for edition in _waiting_fallbacks(library)
        if library.wish(edition.episode_id) is None
        and all(map(answers, voices.preferred.of(edition.revision.section)))
    ]
    last = place = library.fact(_FALLBACKS_SEEN) or ""
    sections = _next_fallbacks(library, place)
    wishes = library.wishes_of(sections)  # those have their own time, or were given up
    for episode_id, section in sections.items():
        if len(found) >= REMADE_AT_ONCE:
            break
        place = episode_id
        if episode_id not in (*wishes, *found) and all(map(answers, voices.preferred.of(section))):
            found.append(episode_id)
    if place != last:
        library.keep_fact(_FALLBACKS_SEEN, place)
    return tuple(found)


def _waiting_fallbacks(library: Library) -> Iterator[Edition]:
    """The first of those editions of a fallback that wait for the wished voice."""
    for pending in library.waiting_fallbacks(REMADE_AT_ONCE):
        with suppress(EpisodeDamagedError):
            edition = library.edition(pending.article_id, pending.number)
            if edition is not None:
                yield edition


def _next_fallbacks(library: Library, place: str) -> dict[str, str | None]:
    """The sections of some episodes that a fallback spoke, by their ids, from a place on."""
    following = library.fallbacks(_READ_AT_ONCE, place)
    lacking = _READ_AT_ONCE - len(following)
    return dict((*following, *(library.fallbacks(lacking) if place and lacking else ())))


def in_turn(ids: Sequence[str], now: datetime) -> tuple[str, ...]:
    """``ids`` from another place each time, so that the first ones do not hold up the rest."""
    begin = int(now.timestamp()) // _TURN_SECONDS * REMADE_AT_ONCE % max(1, len(ids))
    return (*ids[begin:], *ids[:begin])


def _answers(engine: Engine) -> bool:
    try:
        engine.probe()
    except SynthesisError:
        return False
    return True
