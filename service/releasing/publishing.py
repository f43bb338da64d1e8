"""Sound becomes an edition, the edition a manifest and an episode: each whole."""

from contextlib import suppress

from service.audio.cache import ClipCache
from service.errors import ClipLostError, NotFoundError
from service.making.assembly import keep_sound, make_sound
from service.making.current import current_edition, find_article, keeps_file
from service.making.originals import keep_originals
from service.making.script import write_script
from service.making.voices import fits_studio, plan_script
from service.making.worklist import Worklist, is_carried_out
from service.model import Edition
from service.model.published_names import FEED_FILE
from service.outputs.artwork import Artwork
from service.outputs.manifest import render_manifest, tells_of
from service.outputs.manifest_reading import is_complete
from service.plan.edition import EditionPlan
from service.plan.keys import kept_keys
from service.releasing.belonging import require_own_folder
from service.releasing.feed import follow_library, write_if_changed
from service.releasing.production import Production
from service.store.library import Library
from service.store.media import MediaFolder


def publish_worklist(article_id: str, worklist: Worklist, production: Production) -> int | None:
    """The number of the edition that ``worklist`` became, or None when it is out of date.

    That is when article, corrections or settings have changed, or a clip is gone. Of two
    runs at once, one publishes and the other finds what it did; so does one that is
    told again after a crash at any point. Raises StoreError when the disk is full.
    """
    library, studio, media = production.library, production.studio, production.media
    require_own_folder(media, library)
    with media.exclusive(article_id):
        wish = library.wish(article_id)  # before the text: what is asked later stays asked
        article = find_article(article_id, library)
        script = write_script(article, library)
        plan = plan_script(article, script, worklist.plan.voicing, studio)
        if plan != worklist.plan or not fits_studio(plan, studio, production.voices):
            return None
        edition = current_edition(article_id, library)
        if edition is None or not is_carried_out(worklist, edition, media):
            try:
                edition = _make_edition(article_id, worklist, edition, production)
            except ClipLostError:
                _drop_broken_clips(plan, production.cache)
                return None
            # The moment that the manifest tells: a library made anew dates it alike.
            library.publish_edition(edition, edition.created, kept_keys(edition))
    follow_library(production.outlet, production.assembler)
    library.fulfil_wish(wish)
    return edition.number


def _drop_broken_clips(plan: EditionPlan, cache: ClipCache) -> None:
    """All of them at once: the next plan then has every one made again."""
    for key in plan.clip_keys:
        cache.find(key)


def write_manifest(edition: Edition, media: MediaFolder) -> None:
    """The manifest of ``edition`` stands in the media folder."""
    media.write(edition.manifest_name, render_manifest(edition).encode())


def has_manifest(edition: Edition, media: MediaFolder) -> bool:
    """Whether the manifest of ``edition`` is there, and whole."""
    name = edition.manifest_name
    return media.exists(name) and tells_of(media.read(name), edition)


def restore_manifest(edition: Edition, media: MediaFolder) -> None:
    """The manifest of ``edition`` is there and whole, though it was lost or damaged."""
    if not has_manifest(edition, media):
        write_manifest(edition, media)


def complete_testimony(edition: Edition, library: Library, media: MediaFolder) -> None:
    """Manifest and originals of ``edition`` are there, also where an older Loa published it.

    `loa rebuild` makes the whole edition anew from them. Raises StoreError.
    """
    restore_manifest(edition, media)
    if not is_complete(media.read(edition.manifest_name)):
        write_manifest(edition, media)
    with suppress(NotFoundError):  # a sound that is gone keeps nothing else from its turn
        keep_originals(edition, library, media)


def is_feed_there(media: MediaFolder, cover: Artwork) -> bool:
    """Whether feed and cover stand in the media folder."""
    return media.exists(FEED_FILE) and media.exists(cover.name)


def publish_cover(media: MediaFolder, cover: Artwork) -> None:
    """The podcast's picture stands in the media folder."""
    write_if_changed(cover.name, cover.content, media)


def _make_edition(
    article_id: str, worklist: Worklist, current: Edition | None, production: Production
) -> Edition:
    plan = worklist.plan
    if current is not None and keeps_file(plan, current, production.media):
        sound = keep_sound(plan, current)
    else:
        sound = make_sound(article_id, plan, production.assembler)
    edition = Edition(
        episode_id=article_id,
        number=production.library.current_number(article_id) + 1,
        revision=plan.revision,
        passages=sound.passages,
        spec=plan.spec,
        recipe=plan.recipe,
        enclosure=sound.enclosure,
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
        created=production.now(),
        fallback_reason=worklist.fallback_reason,
    )
    write_manifest(edition, production.media)
    keep_originals(edition, production.library, production.media)
    return edition
