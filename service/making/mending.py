"""A published file that was lost, cut or changed is built again from its clips: the same bytes."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from service.audio.cache import ClipCache
from service.errors import AudioError, ClipLostError, EpisodeDamagedError, StoreError
from service.making.assembly import Assembler, rebuild_file
from service.model import Edition
from service.plan.archives import PAGE_LIMITS
from service.store.files import PublishedFile
from service.store.library import Library
from service.store.media import Media

_LOG = logging.getLogger(__name__)

FEED_LENGTH = PAGE_LIMITS.head_episodes
"""The newest episodes, as many as the head of a feed has at most: they are looked after first."""

MENDED_AT_ONCE_BYTES = 64 * 2**20
"""Of files built again while somebody waits for the feed: about an hour and a half of sound."""


class KnownFile(Protocol):
    """What a file was published as: an edition's enclosure tells it, and its row."""

    @property
    def name(self) -> str:
        """Its path below the media root."""

    @property
    def length(self) -> int:
        """Its size in bytes."""

    @property
    def sha256(self) -> str:
        """Its digest in hex digits."""


def has_size(file: KnownFile, media: Media) -> bool:
    """Whether the file is there and as long as it was published: cheap, and no more than that.

    One that was changed and is as long is found by its digest: by the upkeep's round, by
    `loa verify`, by an editor's "Thu lại", and by each job, once, before it plans.
    """
    return media.size(file.name) == file.length


def is_whole(file: KnownFile, media: Media) -> bool:
    """Whether the file is there, byte for byte. Raises StoreError when it cannot be read."""
    return has_size(file, media) and media.digest(file.name) == file.sha256


def misfits(library: Library, media: Media, most: int = FEED_LENGTH) -> tuple[PublishedFile, ...]:
    """The files of the newest episodes that are lost or of another length than published."""
    newest = library.newest_files(most)
    sizes = media.sizes(file.name for file in newest)
    return tuple(file for file in newest if sizes.get(file.name) != file.length)


def mend_file(file: PublishedFile, library: Library, assembler: Assembler) -> bool:
    """Whether the file is as it was published: it was, or its clips gave the same bytes again.

    A file that is whole is never touched. Raises StoreError when the disk refuses.
    """
    media = assembler.media
    with assembler.locks.exclusive(file.episode_id):
        if is_whole(file, media):
            return True
        edition = edition_of(file, library)
        if edition is None or not has_clips(edition, assembler.cache):
            return False
        media.require_space(assembler.free_space_bytes)
        with media.scratch() as folder:
            built = folder / "edition.mp3"
            try:
                joined = rebuild_file(built, edition, assembler)
            except (ClipLostError, AudioError):
                return False
            # Another cover or station's name today gives another file: that is a new edition.
            if joined.sha256 != file.sha256:
                return False
            media.restore(file.name, built)
    _LOG.warning("tệp %s đã mất hoặc hỏng, vừa dựng lại (rebuilt from its clips)", file.name)
    return True


def mend_files(
    files: Iterable[PublishedFile], library: Library, assembler: Assembler, most_bytes: int
) -> tuple[PublishedFile, ...]:
    """Those of ``files`` that are still not as published, after up to ``most_bytes`` were built.

    What the disk refuses one file is told in the log, and holds up no other.
    """
    broken, built = [], 0
    for file in files:
        if built >= most_bytes or not _try_to_mend(file, library, assembler):
            broken.append(file)
        else:
            built += file.length
    return tuple(broken)


def _try_to_mend(file: PublishedFile, library: Library, assembler: Assembler) -> bool:
    try:
        return mend_file(file, library, assembler)
    except StoreError as e:
        _tell(e)
        return False


@contextmanager
def skipped_this_time() -> Iterator[None]:
    """What the disk, or one who stands still with a lock, refuses one file is told in the log.

    It holds up no other file.
    """
    try:
        yield
    except StoreError as e:
        _tell(e)


def _tell(refusal: StoreError) -> None:
    _LOG.error("%s (%s)", refusal.vi, refusal.en)


def mend_current(episode_id: str, library: Library, assembler: Assembler) -> bool:
    """Whether the episode's current file was lost or changed: mended then, or set aside.

    Afterwards its length tells whether it is there. Raises StoreError when the disk refuses.
    """
    file = library.current_file(episode_id)
    if file is None or is_whole(file, assembler.media):
        return False
    mend_or_set_aside(file, library, assembler)
    return True


def mend_or_set_aside(file: PublishedFile, library: Library, assembler: Assembler) -> bool:
    """Whether the file is as it was published in the end.

    One that cannot be is no longer served: a player would get other bytes than it was
    promised. Raises StoreError when the disk refuses.
    """
    media = assembler.media
    if mend_file(file, library, assembler):
        return True
    with assembler.locks.exclusive(file.episode_id):
        if not is_whole(file, media):
            media.set_aside(file.name)
    return False


def edition_of(file: PublishedFile, library: Library) -> Edition | None:
    """The edition that made the file: later ones may have kept it."""
    editions: tuple[Edition, ...] = ()
    try:
        editions = library.editions(file.episode_id)
    except EpisodeDamagedError:  # an earlier one, perhaps, that a later one healed
        if (episode := library.readable_episode(file.episode_id)) is not None:
            editions = (episode.edition,)
    return next((each for each in editions if each.enclosure.name == file.name), None)


def has_clips(edition: Edition, cache: ClipCache) -> bool:
    """Whether every clip that the edition was built from is there, unread."""
    return all(cache.has(each.clip_key) for each in edition.played if each.clip_key)
