"""Whether what was made is what an article asks for; no engine is asked to speak."""

from dataclasses import replace

from service.errors import no_article
from service.making.mending import has_size, is_whole
from service.making.planning import plan_script
from service.making.script import write_script
from service.making.studio import Studio
from service.making.voices import Voices, preferred_voicing
from service.model import Article, Edition
from service.plan.edition import EditionPlan, is_up_to_date, keeps_sound
from service.plan.notice import notice_of
from service.plan.voices import has_preferred_voices
from service.store.library import Library
from service.store.media import Media


def find_article(article_id: str, library: Library) -> Article:
    """The article of this id. Raises NotFoundError."""
    article = library.article(article_id)
    if article is None:
        raise no_article(article_id)
    return article


def current_edition(article_id: str, library: Library) -> Edition | None:
    """The newest edition that was made of the article, released or not, if it can be read.

    One that cannot is as good as none: it is healed by the next edition.
    """
    return library.made_edition(article_id)


def follows_article(article: Article, library: Library, studio: Studio, media: Media) -> bool:
    """Whether the newest edition is what the article asks for, in the voices it has.

    The notice is the one that it has, too: one that is new, or worded anew, comes with what is
    recorded anyway, or all that a newsroom's systems send again would be recorded again.

    Asks no engine anything: an unchanged article is known to be unchanged
    without the network. Nor is its file read, since newsrooms' systems may send an
    article at every save: one of its length is told apart on the upkeep's round.
    """
    edition = current_edition(article.id, library)
    if edition is None:
        return False
    script = write_script(article, library, studio.speech)
    as_recorded = replace(studio, notice=notice_of(edition))
    plan = plan_script(article, script, edition.voicing, as_recorded)
    return is_up_to_date(plan, edition) and has_size(edition.enclosure, media)


def follows_settings(
    article_id: str, library: Library, voices: Voices, studio: Studio, media: Media
) -> bool:
    """Whether the newest edition has the voices and sound that the settings wish for.

    One that a fallback spoke has not; nor has one from before a change of voice, so that a
    voice whose level was never measured spoke none, and is not asked to speak here either.
    Raises NotFoundError where there is no such article.
    """
    article, edition = find_article(article_id, library), current_edition(article_id, library)
    if (
        edition is None
        or edition.fallback_reason
        or not has_preferred_voices(edition, voices.preferred, voices.offers)
    ):
        return False
    script = write_script(article, library, studio.speech)
    voicing = preferred_voicing(article, script, studio, voices)
    return (
        voicing is not None
        and is_up_to_date(plan_script(article, script, voicing, studio), edition)
        and is_whole(edition.enclosure, media)
    )


def keeps_file(plan: EditionPlan, edition: Edition | None, media: Media) -> bool:
    """Whether what was made is heard as ``plan`` would be: then no clip is needed for it."""
    return edition is not None and keeps_sound(plan, edition) and has_size(edition.enclosure, media)
