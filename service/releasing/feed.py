"""The feed in the media folder follows the library: ready items joined, one build for a burst."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.fingerprint import fingerprint
from service.making.assembly import Assembler
from service.making.mending import (
    FEED_LENGTH,
    MENDED_AT_ONCE_BYTES,
    mend_files,
    misfits,
)
from service.model import Channel, ItemSize, ReadyItem
from service.model.published_names import FEED_FILE
from service.outputs.addresses import recording_path
from service.outputs.artwork import Artwork
from service.outputs.feed import ITEM_FORM, render_frame, render_items
from service.outputs.feed_items import feed_item
from service.outputs.published_items import read_items
from service.releasing.belonging import follow_generation, require_kept, require_own_folder
from service.releasing.corrections import told_correction
from service.store.feed_items import Offer
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
    first publication.
    """

    library: Library
    media: Media
    locks: Locks
    channel: Callable[[], Channel]
    base_url: str


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
            _write_feed(outlet, {file.episode_id for file in misfits(library, media)})
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


def _write_feed(outlet: Outlet, left_out: set[str]) -> None:
    library, media, channel = outlet.library, outlet.media, outlet.channel()
    offers = library.offers(FEED_LENGTH)
    forms = {each.episode_id: item_form(each, channel, outlet.base_url) for each in offers}
    sizes, passing = _make_ready(forms, outlet, channel.language)
    offered = [each for each in offers if each.episode_id in sizes.keys() - left_out]
    ids = [each.episode_id for each in offered]
    require_kept(frozenset(ids), media, library)
    if left_out:
        _LOG.error(
            "thiếu hoặc hỏng tệp của %d tập, feed tạm bỏ ra (left out of the feed): %s",
            len(left_out),
            ", ".join(sorted(left_out)),
        )
    frame = render_frame(channel, max((each.updated for each in offered), default=None))
    count = frame.most_with_notes([sizes[each] for each in ids])
    items = _texts(ids, count, passing, library)
    write_if_changed(FEED_FILE, frame.join(items), media)


def item_form(offer: Offer, channel: Channel, base_url: str) -> str:
    """What tells an item from what it was before: edition, addresses, how items are written."""
    return fingerprint(ITEM_FORM, offer.episode_id, offer.number, base_url, channel.language)


def _make_ready(
    forms: dict[str, str], outlet: Outlet, language: str
) -> tuple[dict[str, ItemSize], dict[str, ReadyItem]]:
    """The sizes of the items of these forms, made ready one by one, and those not to be kept.

    Each edition may be hours long: hundreds are more than a machine holds. A damaged one
    that has no copy has the item that it has, else the one of the feed on disk.
    """
    library = outlet.library
    sizes = library.item_sizes(list(forms))
    due = [name for name, form in forms.items() if name not in sizes or sizes[name].form != form]
    unread = []
    for episode_id in due:
        episode = library.readable_episode(episode_id)
        if episode is None:
            unread.append(episode_id)
            continue
        told = told_correction(episode, library)
        item = feed_item(episode, base_url=outlet.base_url, correction=told)
        (ready,) = render_items([item], language, [forms[episode_id]])
        library.keep_item(episode_id, ready)
        sizes[episode_id] = ready.size
    if due:
        library.drop_other_items(list(forms))
    passing = _read_published(unread, outlet, language)
    return sizes | {name: item.size for name, item in passing.items()}, passing


def _read_published(ids: Iterable[str], outlet: Outlet, language: str) -> dict[str, ReadyItem]:
    wanted = set(ids)
    if not wanted or not outlet.media.exists(FEED_FILE):
        return {}
    told = read_items(outlet.media.read(FEED_FILE), base_url=outlet.base_url)
    found = [name for name in told if name in wanted]
    return dict(
        zip(found, render_items([told[name] for name in found], language, found), strict=True)
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
