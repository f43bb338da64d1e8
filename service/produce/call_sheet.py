"""What one recording session has to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.errors import ArticleError, SynthesisError, no_article
from service.model import Article, ClipSpec, Edition
from service.plan import EditionPlan, Line, is_up_to_date, missing_lines, plan_edition
from service.produce.casting import choose_casting, wished_spec
from service.produce.doers import Doers
from service.produce.reading import Script, write_script


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The plan of an edition, the lines still to speak, and why a fallback speaks (or None)."""

    plan: EditionPlan
    missing: tuple[Line, ...]
    fallback_reason: str | None

    @property
    def engine_name(self) -> str:
        """The engine that speaks the whole edition."""
        return self.plan.spec.voice.engine


def draw_up_sheet(
    article_id: str, doers: Doers, outages: Mapping[str, SynthesisError] = MappingProxyType({})
) -> CallSheet | None:
    """What there is to record now, or None when the published edition is up to date.

    ``outages`` holds the engines that have stopped answering. Raises NotFoundError,
    ArticleError when there is nothing to say, SynthesisError when no engine can speak.
    """
    article = find_article(article_id, doers)
    script = write_script(article, doers.library)

    def is_complete(spec: ClipSpec) -> bool:
        return not missing_lines(plan_script(article, script, spec, doers), doers.cache.has)

    if not any(utterance.spoken for utterance in script.utterances):
        raise ArticleError("Bài không có gì để đọc.", "The article has nothing to say.")
    casting = choose_casting(doers, is_complete=is_complete, outages=outages)
    plan = plan_script(article, script, casting.spec, doers)
    if is_up_to_date(plan, current_edition(article_id, doers)):
        return None
    return CallSheet(plan, missing_lines(plan, doers.cache.has), casting.fallback_reason)


def plan_script(article: Article, script: Script, spec: ClipSpec, doers: Doers) -> EditionPlan:
    """The edition that ``script`` makes when ``spec`` speaks it."""
    return plan_edition(
        article.revision,
        script.segments,
        script.utterances,
        spec,
        surroundings=doers.studio.surroundings,
    )


def is_settled(article: Article, doers: Doers) -> bool:
    """Whether the published edition is what the article asks for, in the voice it has.

    Asks no engine anything: an unchanged article is known to be unchanged
    without the network.
    """
    edition = current_edition(article.id, doers)
    if edition is None:
        return False
    script = write_script(article, doers.library)
    return is_up_to_date(plan_script(article, script, edition.spec, doers), edition)


def is_as_wished(article: Article, doers: Doers) -> bool:
    """Whether the published edition has the voice and sound that the settings wish for.

    One that a fallback spoke has not; nor has one from before a change of voice.
    """
    edition = current_edition(article.id, doers)
    return edition is not None and edition.spec == wished_spec(doers)


def find_article(article_id: str, doers: Doers) -> Article:
    """The article of this id. Raises NotFoundError."""
    article = doers.library.article(article_id)
    if article is None:
        raise no_article(article_id)
    return article


def current_edition(article_id: str, doers: Doers) -> Edition | None:
    """The article's published edition, if it has one."""
    episode = doers.library.episode(article_id)
    return episode.edition if episode else None
