"""What was withdrawn is the public's again: as it was, or as it was corrected meanwhile."""

from service.desk.desk import Desk, section_of
from service.desk.releases import changed_meanwhile, require_pending, require_ready, require_words
from service.errors import NotFoundError
from service.making.current import find_article
from service.model import Act
from service.model.release_reason import ReleaseReason
from service.releasing.deciding import look_again
from service.releasing.production import Production
from service.releasing.release import commit_release, follow_releases, whole_edition


def restore(article_id: str, desk: Desk, production: Production) -> None:
    """The episode that was withdrawn is the public's again, as it was.

    Raises NotFoundError where it was not withdrawn. A file that is gone is built again by the
    upkeep, and is left out of the feed until then.
    """
    with desk.acting(Act.RESTORE, article_id):
        _bring_back(article_id, desk)
    follow_releases(production)


def restore_corrected(
    article_id: str, number: int, desk: Desk, production: Production, note: str | None = None
) -> None:
    """The episode that was withdrawn is the public's again, as edition ``number`` has it.

    That is what waits: nobody gets for a moment what was taken back. Raises as ``restore`` and
    as ``release_now``, which tells of the ``note``.
    """
    told = require_words(note)
    desk.require(Act.RELEASE, section_of(article_id, desk.library))
    look_again(article_id, production)
    edition = whole_edition(require_pending(article_id, desk.library, number), production)
    with desk.acting(Act.RESTORE, article_id, f"{number} {told or ''}".strip()):
        _bring_back(article_id, desk)
        pending = require_pending(article_id, desk.library, number)
        require_ready(pending, desk.actor.name, production)
        if not commit_release(pending, edition, production, told):
            raise changed_meanwhile()
    follow_releases(production)


def _bring_back(article_id: str, desk: Desk) -> None:
    library = desk.library
    find_article(article_id, library)
    if not library.restore_withdrawn(article_id, desk.now):
        raise NotFoundError("Bài này không bị gỡ.", "This article is not withdrawn.")
    pending = library.pending(article_id)
    if pending is not None and ReleaseReason.WITHDRAWN in pending.reasons:
        library.change_pending(pending, pending.without(ReleaseReason.WITHDRAWN))
