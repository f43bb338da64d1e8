"""A work list becomes an edition that is kept, and waits as the rules say: whole, or not at all."""

from dataclasses import dataclass

from service.audio.cache import ClipCache
from service.errors import ClipLostError
from service.making.current import current_edition, find_article
from service.making.edition import make_edition
from service.making.planning import plan_script
from service.making.script import write_script
from service.making.voices import fits_studio
from service.making.worklist import Worklist, is_carried_out
from service.model import EditionWish
from service.plan.cost import edition_cost
from service.plan.counting import count_edition
from service.plan.edition import EditionPlan
from service.plan.keys import kept_keys
from service.releasing.belonging import require_own_folder
from service.releasing.deciding import decide_pending
from service.releasing.production import Production


@dataclass(frozen=True, slots=True)
class Made:
    """That edition ``number`` is made, for the ``wish`` that stood before its text was read."""

    number: int
    wish: EditionWish | None


def make_of_worklist(article_id: str, worklist: Worklist, production: Production) -> Made | None:
    """The edition that ``worklist`` became, or None when it is out of date.

    That is when article, corrections or settings have changed, or a clip is gone. It waits
    then, as the rules say; nobody but the desk hears it yet. Of two runs at once, one makes it
    and the other finds what it did; so does one that is told again after a crash at any point.
    Raises StoreError when the disk is full.
    """
    library, studio, media = production.library, production.studio, production.media
    require_own_folder(media, library)
    with production.locks.exclusive(article_id):
        wish = library.wish(article_id)  # before the text: what is asked later stays asked
        article = find_article(article_id, library)
        script = write_script(article, library, studio.speech)
        plan = plan_script(article, script, worklist.plan.voicing, studio)
        if plan != worklist.plan or not fits_studio(plan, studio, production.voices):
            return None
        edition = current_edition(article_id, library)
        if edition is None or not is_carried_out(worklist, edition, media):
            try:
                edition = make_edition(
                    article_id, worklist, edition, library, production.assembler, production.now
                )
            except ClipLostError:
                _drop_broken_clips(plan, production.cache)
                return None
            pending = decide_pending(edition, wish, script, production)
            library.keep_edition(edition, pending, kept_keys(edition))
            counts = count_edition(edition, article, worklist.spoken)
            library.add_counts(edition.created, counts)
            length = edition.enclosure.duration
            cost = edition_cost(plan, worklist.missing, length)
            library.note_cost(article_id, edition.number, cost)
    return Made(edition.number, wish)


def _drop_broken_clips(plan: EditionPlan, cache: ClipCache) -> None:
    """All of them at once: the next plan then has every one made again."""
    for key in plan.clip_keys:
        cache.find(key)
