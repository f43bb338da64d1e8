"""The upkeep's round through what is published: each file is checked by digest in its turn."""

import logging
from datetime import datetime

from service.making.assembly import Assembler
from service.making.edition import complete_testimony
from service.making.mending import (
    is_whole,
    mend_files,
    mend_or_set_aside,
    misfits,
    skipped_this_time,
)
from service.model import Edition
from service.plan.keys import kept_keys
from service.releasing.belonging import require_own_folder
from service.releasing.feed import is_feed_true, publish_cover, publish_feed
from service.releasing.outlet import Outlet
from service.store.files import PublishedFile, file_of
from service.store.library import Library
from service.tending.upkeep import REMADE_AT_ONCE, in_turn

SLICE_BYTES = 128 * 2**20
"""Read and compared in one go: 1,000 episodes of five minutes take three hours of upkeeps."""

_PLACE = "files checked up to"
"""The fact that holds the id of the episode whose file was checked last."""

_LISTED_AT_ONCE = 20

_LOG = logging.getLogger(__name__)


def tend_files(outlet: Outlet, assembler: Assembler) -> tuple[str, ...]:
    """The episodes whose files are lost or wrong and that their clips did not give back.

    What could be mended is; the feed offers what is there and nothing else. The next
    slice of all files is read. Raises StoreError.
    """
    library, media = outlet.library, outlet.media
    require_own_folder(media, library)
    unmended = mend_files(misfits(library, media), library, assembler, SLICE_BYTES)
    lost = {file.episode_id for file in unmended}
    lost |= {file.episode_id for file in check_slice(library, assembler, SLICE_BYTES)}
    publish_cover(media, assembler.studio.cover)
    if not is_feed_true(library, media):
        publish_feed(outlet, assembler)
    return tuple(sorted(lost))


def lost_episodes(outlet: Outlet, assembler: Assembler, now: datetime) -> tuple[str, ...]:
    """A few episodes to be made again, since their files are gone and their clips too.

    Those that are wished for already have their own time, or were given up. Raises StoreError.
    """
    lost = tend_files(outlet, assembler)
    wishes = outlet.library.wishes_of(lost)
    due = tuple(each for each in lost if each not in wishes)
    return in_turn(due, now)[:REMADE_AT_ONCE]


def check_slice(
    library: Library, assembler: Assembler, most_bytes: int
) -> tuple[PublishedFile, ...]:
    """Of the next files, up to ``most_bytes``, those that are wrong and could not be mended.

    They are no longer served: a player would get other bytes than it was promised. After
    the last file the round begins again.
    """
    place = library.fact(_PLACE) or ""
    broken, seen = [], 0
    ids = library.ids_after(place, _LISTED_AT_ONCE)
    while ids and seen < most_bytes:
        for episode_id in ids:
            if seen >= most_bytes:
                break
            place = episode_id
            with skipped_this_time():  # its turn comes in the next round
                episode = library.readable_episode(episode_id)
                if episode is None:
                    continue  # it cannot be built anew; the log and the doctor name it
                # The edition's own, since its card may tell of none, or of another.
                file = file_of(episode.edition)
                seen += file.length
                if not _check(episode.edition, file, library, assembler):
                    broken.append(file)
        ids = library.ids_after(place, _LISTED_AT_ONCE)
    library.keep_fact(_PLACE, place if ids else "")
    if not ids and library.correct_tallies():
        _LOG.warning("đếm lại độ dài các danh sách (lists counted anew)")
    return tuple(broken)


def _check(edition: Edition, file: PublishedFile, library: Library, assembler: Assembler) -> bool:
    """Whether the file is as published in the end; what its edition is rebuilt from is there."""
    media = assembler.media
    _correct_card(edition, library)
    complete_testimony(edition, library, media)
    return is_whole(file, media) or mend_or_set_aside(file, library, assembler)


def _correct_card(edition: Edition, library: Library) -> None:
    if library.correct_card(edition, kept_keys(edition)):
        _LOG.warning("sửa lại phiếu của tập %s (card corrected)", edition.episode_id)
