"""A work list whose clips are there becomes an edition: its file, its manifest, its originals."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from service.errors import NotFoundError
from service.making.assembly import Assembler, keep_sound, make_sound
from service.making.current import keeps_file
from service.making.originals import keep_originals
from service.making.publication import tell_publication
from service.making.worklist import Worklist
from service.model import Edition
from service.outputs.manifest import render_manifest, tells_of
from service.outputs.manifest_reading import is_complete
from service.store.library import Library
from service.store.media import Media


def make_edition(
    article_id: str,
    worklist: Worklist,
    current: Edition | None,
    library: Library,
    assembler: Assembler,
    now: Callable[[], datetime],
) -> Edition:
    """The edition that ``worklist`` becomes after ``current``: file, manifest and originals stand.

    Nobody is told of it yet. Raises ClipLostError when a clip is gone, and StoreError when
    the disk is full.
    """
    plan, media = worklist.plan, assembler.media
    if current is not None and keeps_file(plan, current, media):
        sound = keep_sound(plan, current)
    else:
        sound = make_sound(article_id, plan, assembler)
    edition = Edition(
        episode_id=article_id,
        number=library.current_number(article_id) + 1,
        revision=plan.revision,
        passages=sound.passages,
        spec=plan.spec,
        recipe=plan.recipe,
        enclosure=sound.enclosure,
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
        created=now(),
        fallback_reason=worklist.fallback_reason,
        pictures=plan.pictures,
        tagging=sound.tagging,
        alternates=sound.alternates,
        notice=sound.notice,
    )
    testify(edition, library, media)
    return edition


def testify(edition: Edition, library: Library, media: Media) -> None:
    """The media folder holds what ``edition`` is made anew from, and that it is not public yet."""
    tell_publication(edition.episode_id, library, media)
    write_manifest(edition, media)
    keep_originals(edition, library, media)


def write_manifest(edition: Edition, media: Media) -> None:
    """The manifest of ``edition`` stands in the media folder."""
    media.write(edition.manifest_name, render_manifest(edition).encode())


def has_manifest(edition: Edition, media: Media) -> bool:
    """Whether the manifest of ``edition`` is there, and whole."""
    name = edition.manifest_name
    return media.exists(name) and tells_of(media.read(name), edition)


def restore_manifest(edition: Edition, media: Media) -> None:
    """The manifest of ``edition`` is there and whole, though it was lost or damaged."""
    if not has_manifest(edition, media):
        write_manifest(edition, media)


def complete_testimony(edition: Edition, library: Library, media: Media) -> None:
    """Manifest and originals of ``edition`` are there, also where an older Loa published it.

    `loa rebuild` makes the whole edition anew from them. Raises StoreError.
    """
    restore_manifest(edition, media)
    if not is_complete(media.read(edition.manifest_name)):
        write_manifest(edition, media)
    with suppress(NotFoundError):  # a sound that is gone keeps nothing else from its turn
        keep_originals(edition, library, media)
