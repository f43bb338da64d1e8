"""The feed in the media folder follows the library: ready items joined, one build for a burst."""

import logging

from service.making.assembly import Assembler
from service.making.mending import MENDED_AT_ONCE_BYTES, mend_files, misfits
from service.model.published_names import FEED_FILE
from service.outputs.artwork import Artwork
from service.releasing.belonging import follow_generation, require_own_folder
from service.releasing.heads import unfitting, write_head, write_if_changed
from service.releasing.outlet import Outlet
from service.store.library import Library
from service.store.media import Media

_MOST_FEEDS = 5
"""How often one who publishes follows those who published while the feed was written."""

_LOG = logging.getLogger(__name__)


def publish_feed(outlet: Outlet, assembler: Assembler) -> None:
    """The feed in the media folder says what the library says; unchanged bytes stay.

    Library and file are read and written under one lock: of two editions that
    are published at once, neither writes a feed that does not know the other.
    A file that is lost or of another length is built again from its clips; one that
    cannot be, or for which there is no time now, is left out: no client is sent to it.
    Raises StoreError rather than forget what was published.
    """
    _publish(outlet, assembler, since=None)


def follow_library(outlet: Outlet, assembler: Assembler) -> None:
    """As ``publish_feed``, for who has changed the library: nothing where another followed it.

    Of many who publish at once, one builds while the others wait for their turn, and the
    next one builds for all of them.
    """
    _publish(outlet, assembler, since=outlet.library.changes())


def _publish(outlet: Outlet, assembler: Assembler, since: int | None) -> None:
    # Before the lock: others publish meanwhile.
    library, media = outlet.library, outlet.media
    require_own_folder(media, library)
    mend_files(misfits(library, media), library, assembler, MENDED_AT_ONCE_BYTES)
    for _ in range(_MOST_FEEDS):
        with outlet.locks.turn("feed"):
            if since is not None and library.feed_built() >= since and media.exists(FEED_FILE):
                return
            known = library.changes()
            left_out = frozenset(file.episode_id for file in misfits(library, media))
            _tell_left_out(left_out)
            _write_heads(outlet, left_out, all_of_them=since is None)
            if library.feed_built() != known:
                library.note_feed(known)
                follow_generation(library, media)
        # Who stood still in there was overtaken, and has just put the older feed back.
        since = library.changes()
        if since == known:
            return


def _write_heads(outlet: Outlet, left_out: frozenset[str], *, all_of_them: bool) -> None:
    """The main head, and those of the channels that an episode changed in since they were built.

    Or ``all_of_them``: a channel's title may be another.
    """
    library = outlet.library
    write_head(outlet.main, outlet, left_out)
    changed = library.names_changed(library.feed_built())
    for place in outlet.others(lambda each: all_of_them or each.includes(changed)):
        write_head(place, outlet, left_out)


def _tell_left_out(left_out: frozenset[str]) -> None:
    if left_out:
        _LOG.error(
            "thiếu hoặc hỏng tệp của %d tập, feed tạm bỏ ra (left out of the feed): %s",
            len(left_out),
            ", ".join(sorted(left_out)),
        )


def is_feed_true(library: Library, media: Media) -> bool:
    """Whether the feed is there and offers, of the newest episodes, those whose files fit.

    And whether it was built since an episode last changed.
    """
    if not media.exists(FEED_FILE) or library.feed_built() != library.changes():
        return False
    return not unfitting(library, media)


def is_feed_there(media: Media, cover: Artwork) -> bool:
    """Whether feed and cover stand in the media folder."""
    return media.exists(FEED_FILE) and media.exists(cover.name)


def publish_cover(media: Media, cover: Artwork) -> None:
    """The podcast's picture stands in the media folder."""
    write_if_changed(cover.name, cover.content, media)
