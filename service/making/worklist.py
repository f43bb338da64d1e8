"""What there is to do for an edition: its plan, and the lines still to speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.errors import ArticleError, SynthesisError
from service.making.assembly import Assembler
from service.making.current import current_edition, find_article, keeps_file
from service.making.length import require_plan_length
from service.making.mending import has_size
from service.making.planning import plan_script
from service.making.script import write_script
from service.making.voices import Voices, choose_script_voices
from service.model import Edition
from service.plan.edition import EditionPlan, is_up_to_date, missing_lines
from service.plan.line import Line
from service.plan.notice import sentences_among
from service.store.library import Library
from service.store.media import Media


@dataclass(frozen=True, slots=True)
class Worklist:
    """The plan of an edition, the lines still to speak, and why a fallback speaks (or None)."""

    plan: EditionPlan
    missing: tuple[Line, ...]
    fallback_reason: str | None

    @property
    def spoken(self) -> int:
        """How many sentences of the article are spoken for it: the notice is none."""
        return len(sentences_among(self.missing))


def make_worklist(
    article_id: str,
    library: Library,
    voices: Voices,
    assembler: Assembler,
    *,
    hours: float,
    outages: Mapping[str, SynthesisError] = MappingProxyType({}),
) -> Worklist | None:
    """What there is to record now, or None when the published edition is up to date.

    It may be heard for ``hours``. ``outages`` holds the engines that have stopped
    answering. Raises NotFoundError, ArticleError when there is nothing to say or nobody may
    hear it yet, SynthesisError when no engine can speak.
    """
    if library.awaits_first_yes(article_id):
        raise ArticleError(
            "Bài đang được giữ lại, đợi người duyệt.", "The article is held back for approval."
        )
    studio, cache, media = assembler.studio, assembler.cache, assembler.media
    article = find_article(article_id, library)
    script = write_script(article, library, studio.speech)
    if not script.recordings and not any(utterance.is_said for utterance in script.utterances):
        raise ArticleError("Bài không có gì để đọc.", "The article has nothing to say.")
    choice = choose_script_voices(article, script, studio, voices, cache.has, outages)
    plan = plan_script(article, script, choice.voicing, studio)
    require_plan_length(plan, hours)
    edition = current_edition(article_id, library)
    missing = () if keeps_file(plan, edition, media) else missing_lines(plan, cache.has)
    worklist = Worklist(plan, missing, choice.fallback_reason)
    return None if is_carried_out(worklist, edition, media) else worklist


def is_carried_out(worklist: Worklist, edition: Edition | None, media: Media) -> bool:
    """Whether ``edition`` is what ``worklist`` asks for, and its file is there."""
    return (
        edition is not None
        and is_up_to_date(worklist.plan, edition)
        and edition.fallback_reason == worklist.fallback_reason
        and has_size(edition.enclosure, media)
    )
