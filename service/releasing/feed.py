"""The feed in the media folder follows the library: ready items joined, one build for a burst."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.making.assembly import Assembler
from service.making.mending import (
    FEED_LENGTH,
    MENDED_AT_ONCE_BYTES,
    mend_files,
    misfits,
)
from service.model import Channel, ReadyItem
from service.model.channel import EVERYTHING, MAIN_CHANNEL, FeedPlace
from service.model.published_names import FEED_FILE
from service.outputs.addresses import recording_path
from service.outputs.artwork import Artwork
from service.outputs.feed import render_frame
from service.releasing.belonging import follow_generation, require_kept, require_own_folder
from service.releasing.ready_items import make_ready
from service.store.files import PublishedFile
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Locks

_MOST_FEEDS = 5
"""How often one who publishes follows those who published while the feed was written."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where the public gets the feed: what ``library`` says, below ``base_url``.

    ``channel`` is asked for when the feed is written, since its guid is frozen at the
    first publication. So are the places of the ``others`` than the main one.
    """

    library: Library
    media: Media
    locks: Locks
    channel: Callable[[], Channel]
    base_url: str
    others: Callable[[], Sequence[FeedPlace]] = tuple

    @property
    def main(self) -> FeedPlace:
        """The place of the main feed, as it is now."""
        return FeedPlace(MAIN_CHANNEL, FEED_FILE, self.channel())


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


def is_feed_true(library: Library, media: Media) -> bool:
    """Whether the feed is there and offers, of the newest episodes, those whose files fit.

    And whether it was built since an episode last changed.
    """
    if not media.exists(FEED_FILE) or library.feed_built() != library.changes():
        return False
    return not unfitting(library, media)


def unfitting(library: Library, media: Media) -> tuple[PublishedFile, ...]:
    """Files that the feed offers although they are lost or cut, and those whole that it lacks.

    Of the newest episodes. Raises StoreError, also where there is no feed.
    """
    feed = media.read(FEED_FILE)
    newest = library.newest_files(FEED_LENGTH)
    sizes = media.sizes(file.name for file in newest)
    return tuple(
        file
        for file in newest
        if (sizes.get(file.name) == file.length) != (recording_path(file.name).encode() in feed)
    )


def _write_heads(outlet: Outlet, left_out: frozenset[str], *, all_of_them: bool) -> None:
    """The main head, and those of the channels that an episode changed in since they were built.

    Or ``all_of_them``: a channel's title may be another.
    """
    main = outlet.main
    write_head(main, outlet, left_out)
    library = outlet.library
    changed = library.names_changed(library.feed_built())
    for place in outlet.others():
        if all_of_them or place.membership.includes(changed):
            write_head(place, outlet, left_out)


def write_head(place: FeedPlace, outlet: Outlet, left_out: frozenset[str] = frozenset()) -> None:
    """The feed of one channel says what the library says, without the episodes ``left_out``.

    Unchanged bytes stay. Raises StoreError rather than forget what was published.
    """
    library, media, channel = outlet.library, outlet.media, place.channel
    offers = library.offers(FEED_LENGTH, place.membership)
    sizes, passing = make_ready(offers, channel.language, outlet.base_url, library, media)
    offered = [each for each in offers if each.episode_id in sizes.keys() - left_out]
    ids = [each.episode_id for each in offered]
    if place.membership == EVERYTHING:
        require_kept(frozenset(ids), media, library)
    frame = render_frame(channel, max((each.updated for each in offered), default=None))
    count = frame.most_with_notes([sizes[each] for each in ids])
    items = _texts(ids, count, passing, library)
    write_if_changed(place.file, frame.join(items), media)


def _tell_left_out(left_out: frozenset[str]) -> None:
    if left_out:
        _LOG.error(
            "thiếu hoặc hỏng tệp của %d tập, feed tạm bỏ ra (left out of the feed): %s",
            len(left_out),
            ", ".join(sorted(left_out)),
        )


def _texts(
    ids: Sequence[str], count: int, passing: dict[str, ReadyItem], library: Library
) -> list[str]:
    """The items in their order, the first ``count`` with their articles."""
    full = library.full_items(ids[:count]) | {name: item.full for name, item in passing.items()}
    bare = library.bare_items(ids[count:]) | {name: item.bare for name, item in passing.items()}
    return [*(full[each] for each in ids[:count]), *(bare[each] for each in ids[count:])]


def is_feed_there(media: Media, cover: Artwork) -> bool:
    """Whether feed and cover stand in the media folder."""
    return media.exists(FEED_FILE) and media.exists(cover.name)


def publish_cover(media: Media, cover: Artwork) -> None:
    """The podcast's picture stands in the media folder."""
    write_if_changed(cover.name, cover.content, media)


def write_if_changed(name: str, content: bytes, media: Media) -> None:
    """``name`` has ``content``; one that has it already is not touched."""
    if not media.exists(name) or media.read(name) != content:
        media.write(name, content)
