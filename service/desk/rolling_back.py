"""An earlier edition comes back as the newest one: what was said then is said again."""

from dataclasses import dataclass, replace

from service.desk.desk import Desk, section_of
from service.errors import NotFoundError
from service.making.current import find_article
from service.making.edition import testify
from service.making.mending import has_size, mend_or_set_aside
from service.model import Act, Edition, EditionWish
from service.plan.keys import kept_keys
from service.releasing.belonging import require_own_folder
from service.releasing.deciding import decide_pending, script_now
from service.releasing.production import Production
from service.store.files import file_of


@dataclass(frozen=True, slots=True)
class RolledBack:
    """Whether the edition is made by now, as ``number``; else its text stands and is recorded."""

    is_made: bool
    number: int | None


def roll_back(article_id: str, number: int, desk: Desk, production: Production) -> RolledBack:
    """The article as its edition ``number`` printed and said it, in a new edition that waits.

    Nothing is spoken again where its file is there, or can be built of its clips. Where not,
    its text is the article's again, and is to be recorded. Raises NotFoundError.
    """
    library, media = desk.library, production.media
    desk.require(Act.ROLL_BACK, section_of(article_id, library))
    find_article(article_id, library)
    old = library.edition(article_id, number)
    if old is None:
        raise NotFoundError(
            f"Bài này không có bản {number}.", f"The article has no edition {number}."
        )
    require_own_folder(media, library)
    file = file_of(old)
    is_there = has_size(file, media) or mend_or_set_aside(file, library, production.assembler)
    if not is_there:
        return _back_to_text(old, desk)
    with production.locks.exclusive(article_id):
        edition = replace(
            old, number=library.current_number(article_id) + 1, created=production.now()
        )
        testify(edition, library, media)
        wish = EditionWish(article_id, desk.now, hold=True)
        with desk.acting(Act.ROLL_BACK, article_id, f"{number} → {edition.number}"):
            library.return_to_text(article_id, old.revision, desk.now)
            script = script_now(article_id, production)
            pending = decide_pending(edition, wish, script, production)
            library.keep_edition(edition, pending, kept_keys(edition))
    return RolledBack(is_made=True, number=edition.number)


def _back_to_text(old: Edition, desk: Desk) -> RolledBack:
    library, article_id = desk.library, old.episode_id
    with desk.acting(Act.ROLL_BACK, article_id, f"{old.number}"):
        library.return_to_text(article_id, old.revision, desk.now)
        library.wish_edition(article_id, desk.now, hold=True)
    return RolledBack(is_made=False, number=None)
