"""Sound becomes an edition, the edition a manifest and a line in the feed: each whole."""

import logging
from contextlib import suppress

from service.errors import ClipLostError, NotFoundError
from service.making.assembly import keep_sound, make_sound
from service.making.current import current_edition, find_article, keeps_file
from service.making.doers import Doers
from service.making.mending import (
    FEED_LENGTH,
    MENDED_AT_ONCE_BYTES,
    has_size,
    mend_files,
    misfits,
)
from service.making.originals import keep_originals
from service.making.script import write_script
from service.making.voices import fits_studio, plan_script
from service.making.worklist import (
    Worklist,
    is_carried_out,
)
from service.model import Edition
from service.model.published_names import FEED_FILE
from service.outputs.addresses import recording_path
from service.outputs.feed import FeedItem, feed_item, render_feed
from service.outputs.manifest import render_manifest, tells_of
from service.outputs.manifest_reading import is_complete
from service.outputs.published_items import read_items
from service.plan.edition import EditionPlan
from service.releasing.belonging import require_kept
from service.store.files import PublishedFile

_MOST_FEEDS = 5
"""How often one who publishes follows those who published while the feed was written."""

_LOG = logging.getLogger(__name__)


def publish_session(article_id: str, worklist: Worklist, doers: Doers) -> int | None:
    """The number of the edition that ``worklist`` became, or None when it is out of date.

    That is when article, corrections or settings have changed, or a clip is gone. Of two
    runs at once, one publishes and the other finds what it did; so does one that is
    told again after a crash at any point. Raises StoreError when the disk is full.
    """
    with doers.media.exclusive(article_id):
        wish = doers.library.wish(article_id)  # before the text: what is asked later stays asked
        article = find_article(article_id, doers.library)
        script = write_script(article, doers.library)
        plan = plan_script(article, script, worklist.plan.voicing, doers.studio)
        if plan != worklist.plan or not fits_studio(plan, doers.studio, doers.voices):
            return None
        edition = current_edition(article_id, doers.library)
        if edition is None or not is_carried_out(worklist, edition, doers.media):
            try:
                edition = _make_edition(article_id, worklist, edition, doers)
            except ClipLostError:
                _drop_broken_clips(plan, doers)
                return None
            # The moment that the manifest tells: a library made anew dates it alike.
            doers.library.publish_edition(edition, edition.created)
    publish_feed(doers)
    doers.library.fulfil_wish(wish)
    return edition.number


def _drop_broken_clips(plan: EditionPlan, doers: Doers) -> None:
    """All of them at once: the next plan then has every one made again."""
    for key in plan.clip_keys:
        doers.cache.find(key)


def write_manifest(edition: Edition, doers: Doers) -> None:
    """The manifest of ``edition`` stands in the media folder."""
    doers.media.write(edition.manifest_name, render_manifest(edition).encode())


def has_manifest(edition: Edition, doers: Doers) -> bool:
    """Whether the manifest of ``edition`` is there, and whole."""
    name = edition.manifest_name
    return doers.media.exists(name) and tells_of(doers.media.read(name), edition)


def restore_manifest(edition: Edition, doers: Doers) -> None:
    """The manifest of ``edition`` is there and whole, though it was lost or damaged."""
    if not has_manifest(edition, doers):
        write_manifest(edition, doers)


def complete_testimony(edition: Edition, doers: Doers) -> None:
    """Manifest and originals of ``edition`` are there, also where an older Loa published it.

    `loa rebuild` makes the whole edition anew from them. Raises StoreError.
    """
    restore_manifest(edition, doers)
    if not is_complete(doers.media.read(edition.manifest_name)):
        write_manifest(edition, doers)
    with suppress(NotFoundError):  # a sound that is gone keeps nothing else from its turn
        keep_originals(edition, doers.library, doers.media)


def publish_feed(doers: Doers) -> None:
    """The feed in the media folder says what the library says; unchanged bytes stay.

    Library and file are read and written under one lock: of two editions that
    are published at once, neither writes a feed that does not know the other.
    A file that is lost or of another length is built again from its clips; one that
    cannot be, or for which there is no time now, is left out: no client is sent to it.
    Raises StoreError rather than forget what was published.
    """
    # Before the lock: others publish meanwhile.
    mend_files(
        misfits(doers.library, doers.media), doers.library, doers.assembler, MENDED_AT_ONCE_BYTES
    )
    for _ in range(_MOST_FEEDS):
        with doers.media.turn("feed"):
            known = doers.library.last_change()
            _write_feed(doers)
        # Who stood still in there was overtaken, and has just put the older feed back.
        if doers.library.last_change() == known:
            return


def _write_feed(doers: Doers) -> None:
    left_out = {file.episode_id for file in misfits(doers.library, doers.media)}
    items = _feed_items(left_out, doers)
    require_kept(frozenset(items), doers.media, doers.library)
    if left_out:
        _LOG.error(
            "thiếu hoặc hỏng tệp của %d tập, feed tạm bỏ ra (left out of the feed): %s",
            len(left_out),
            ", ".join(sorted(left_out)),
        )
    _write_if_changed(FEED_FILE, render_feed(doers.channel(), tuple(items.values())), doers)


def _feed_items(left_out: set[str], doers: Doers) -> dict[str, FeedItem]:
    """The items by their episodes' ids; a damaged episode has the one of the feed on disk."""
    ids = doers.library.newest_ids(FEED_LENGTH)
    # One at a time: hundreds of editions, each of hours, are more than a machine holds.
    items = {
        each.id: feed_item(each, base_url=doers.base_url)
        for each in doers.library.each_episode(FEED_LENGTH)
    }
    if not items.keys() >= set(ids) and doers.media.exists(FEED_FILE):
        items = read_items(doers.media.read(FEED_FILE), base_url=doers.base_url) | items
    return {each: items[each] for each in ids if each not in left_out and each in items}


def is_feed_there(doers: Doers) -> bool:
    """Whether feed and cover stand in the media folder."""
    return doers.media.exists(FEED_FILE) and doers.media.exists(doers.studio.cover.name)


def is_feed_true(doers: Doers) -> bool:
    """Whether the feed is there and offers, of the newest episodes, those whose files fit."""
    if not doers.media.exists(FEED_FILE):
        return False
    return not unfitting(doers)


def unfitting(doers: Doers) -> tuple[PublishedFile, ...]:
    """Files that the feed offers although they are lost or cut, and those whole that it lacks.

    Of the newest episodes. Raises StoreError, also where there is no feed.
    """
    feed = doers.media.read(FEED_FILE)
    newest = doers.library.newest_files(FEED_LENGTH)
    return tuple(
        file
        for file in newest
        if has_size(file, doers.media) != (recording_path(file.name).encode() in feed)
    )


def publish_cover(doers: Doers) -> None:
    """The podcast's picture stands in the media folder."""
    _write_if_changed(doers.studio.cover.name, doers.studio.cover.content, doers)


def _write_if_changed(name: str, content: bytes, doers: Doers) -> None:
    if not doers.media.exists(name) or doers.media.read(name) != content:
        doers.media.write(name, content)


def _make_edition(
    article_id: str, worklist: Worklist, current: Edition | None, doers: Doers
) -> Edition:
    plan = worklist.plan
    if current is not None and keeps_file(plan, current, doers.media):
        sound = keep_sound(plan, current)
    else:
        sound = make_sound(article_id, plan, doers.assembler)
    edition = Edition(
        episode_id=article_id,
        number=doers.library.current_number(article_id) + 1,
        revision=plan.revision,
        passages=sound.passages,
        spec=plan.spec,
        recipe=plan.recipe,
        enclosure=sound.enclosure,
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
        created=doers.now(),
        fallback_reason=worklist.fallback_reason,
    )
    write_manifest(edition, doers)
    keep_originals(edition, doers.library, doers.media)
    return edition
