"""An edition that is made becomes the episode that the public has, and the feed follows."""

import logging
from datetime import datetime

from service.errors import EpisodeDamagedError, LoaError, StoreError
from service.making.edition import restore_manifest
from service.making.mending import has_size, mend_or_set_aside
from service.making.publication import tell_publication
from service.model import HOUSE, Act, Edition, EditionWish
from service.model.release import PendingRelease, PublicCorrection
from service.plan.keys import kept_keys
from service.releasing.belonging import require_own_folder
from service.releasing.covers import follow_cover
from service.releasing.deciding import decide_again, follow_newest
from service.releasing.feed import follow_library
from service.releasing.production import Production
from service.releasing.traces import remove_traces
from service.store.files import file_of

_LOG = logging.getLogger(__name__)


def settle_release(
    article_id: str, wish: EditionWish | None, production: Production
) -> PendingRelease | None:
    """What of the article still waits, after what may go has gone; the ``wish`` is fulfilled.

    Told again after a crash at any point it finds what it did: what is public stays so, and
    feed and folder tell of it.
    """
    library = production.library
    pending = decide_again(wish, production) if wish else library.pending(article_id)
    if pending is not None and is_due(pending, production.now()):
        release_edition(pending, production, wish.releaser if wish else None)
    follow_releases(production)
    library.fulfil_wish(wish)
    return library.pending(article_id)


def is_due(pending: PendingRelease, now: datetime) -> bool:
    """Whether the edition goes by itself, and its time has come."""
    return pending.goes_at is not None and pending.goes_at <= now


def release_edition(
    pending: PendingRelease, production: Production, asked_by: str | None = None
) -> bool:
    """Whether the public has what was ``pending`` from now on, by the rules of the house.

    As ``commit_release``, for an edition whose file may have been lost meanwhile. False too where
    what was sent since is not to go now. The audit names who it was ``asked_by``.
    """
    library = production.library
    newest = follow_newest(pending, production)
    if newest is None or not is_due(newest, production.now()):
        return False
    pending = newest
    edition = whole_edition(pending, production)
    with library.together():
        is_released = commit_release(pending, edition, production)
        if is_released:
            now = production.now()
            detail = f"{pending.number}, {asked_by}" if asked_by else str(pending.number)
            library.record(Act.RELEASE, pending.article_id, HOUSE, now, detail)
    return is_released


def commit_release(
    pending: PendingRelease,
    edition: Edition,
    production: Production,
    correction: str | None = None,
) -> bool:
    """Whether the public has the ``edition`` that was ``pending`` by now, and got it here.

    False where somebody was first, something else waits meanwhile, or the article is withdrawn.
    A ``correction`` is told to the public where it takes the place of another edition. Feed and
    folder follow by ``follow_releases``.
    """
    library, now = production.library, production.now()
    production.outlet.channel()  # its guid stands before that of its first episode, made of it
    told = None
    if library.card(pending.article_id) is not None:  # the public has another edition so far
        note = correction or ""
        told = PublicCorrection(pending.article_id, pending.number, note, now, bool(note))
    return library.release_edition(pending, now, kept_keys(edition), told, edition)


def whole_edition(pending: PendingRelease, production: Production) -> Edition:
    """The edition that waits, whose file and manifest are there: built again if need be.

    Raises StoreError where its file is gone and cannot be built again.
    """
    library, media = production.library, production.media
    require_own_folder(media, library)
    edition = library.edition(pending.article_id, pending.number)
    if edition is None:
        raise EpisodeDamagedError(
            f"Không còn bản {pending.number} của bài {pending.article_id}. Hãy thu lại bài.",
            f"Edition {pending.number} of article {pending.article_id} is gone. Make it again.",
        )
    file = file_of(edition)
    # By its length, as whoever plans and publishes after the mender: its round reads the bytes.
    if not has_size(file, media) and not mend_or_set_aside(file, library, production.assembler):
        raise StoreError(
            f"Tệp của bản {pending.number} đã mất và không dựng lại được. Hãy thu lại bài.",
            f"The file of edition {pending.number} is lost and cannot be rebuilt. Make it again.",
        )
    restore_manifest(edition, media)
    return edition


def follow_releases(production: Production) -> None:
    """Folder and feed tell what is public by now, whoever released or withdrew it."""
    library, media = production.library, production.media
    for article_id in library.untold_releases():
        with production.locks.exclusive(article_id):
            withdrawal = library.withdrawal(article_id)
            if withdrawal is not None and withdrawal.is_deleted:
                remove_traces(article_id, library, media)
            else:
                tell_publication(article_id, library, media)
                follow_cover(article_id, library, media, production.covers, production.now())
            library.note_told(article_id)
    follow_library(production.outlet, production.assembler)


def release_due(production: Production) -> tuple[str, ...]:
    """The articles whose editions went now, since their time had come. Raises StoreError.

    One that cannot go is told in the log, and holds up no other.
    """
    library, released = production.library, []
    due = library.due_releases(production.now())
    for pending in due:
        # The job that made it may be about to release it, for who asked.
        wish = library.wish(pending.article_id)
        try:
            if release_edition(pending, production, wish.releaser if wish else None):
                released.append(pending.article_id)
        except LoaError as e:
            _LOG.error("bài %s chưa phát hành được: %s (%s)", pending.article_id, e.vi, e.en)
    if released or library.untold_releases(1):
        follow_releases(production)
    return tuple(released)
