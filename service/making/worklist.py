"""What one recording session has to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.audio.originals import speech_key
from service.disk import file_digest, store_errors
from service.errors import ArticleError, SynthesisError, no_article
from service.making.doers import Doers
from service.making.length import require_plan_length
from service.making.script import write_script
from service.making.voices import choose_casting, has_wished_voices, plan_script, wished_cast
from service.model import RECORDING, Article, Edition
from service.plan.cost import Estimate, estimate, spoken_seconds
from service.plan.edition import EditionPlan, Line, is_up_to_date, keeps_sound, missing_lines
from service.text.division import spoken_parts


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The plan of an edition, the lines still to speak, and why a fallback speaks (or None)."""

    plan: EditionPlan
    missing: tuple[Line, ...]
    fallback_reason: str | None


def draw_up_sheet(
    article_id: str, doers: Doers, outages: Mapping[str, SynthesisError] = MappingProxyType({})
) -> CallSheet | None:
    """What there is to record now, or None when the published edition is up to date.

    ``outages`` holds the engines that have stopped answering. Raises NotFoundError,
    ArticleError when there is nothing to say, SynthesisError when no engine can speak.
    """
    article = find_article(article_id, doers)
    script = write_script(article, doers.library)
    if not script.recordings and not any(utterance.is_said for utterance in script.utterances):
        raise ArticleError("Bài không có gì để đọc.", "The article has nothing to say.")
    casting = choose_casting(article, script, doers.studio, doers.voices, doers.cache.has, outages)
    plan = plan_script(article, script, casting.cast, doers.studio)
    require_plan_length(plan, doers.article_hours)
    edition = current_edition(article_id, doers)
    missing = () if keeps_file(plan, edition, doers) else missing_lines(plan, doers.cache.has)
    sheet = CallSheet(plan, missing, casting.fallback_reason)
    return None if is_carried_out(sheet, edition, doers) else sheet


def keeps_file(plan: EditionPlan, edition: Edition | None, doers: Doers) -> bool:
    """Whether what is published is heard as ``plan`` would be: then no clip is needed for it."""
    return edition is not None and keeps_sound(plan, edition) and is_intact(edition, doers)


def is_carried_out(sheet: CallSheet, edition: Edition | None, doers: Doers) -> bool:
    """Whether ``edition`` is what ``sheet`` asks for, and its file is as it was published."""
    return (
        edition is not None
        and is_up_to_date(sheet.plan, edition)
        and edition.fallback_reason == sheet.fallback_reason
        and is_intact(edition, doers)
    )


def is_intact(edition: Edition, doers: Doers) -> bool:
    """Whether the edition's published file is there, byte for byte."""
    path = doers.media.path(edition.enclosure.name)
    if path is None:
        return False
    with store_errors(path, "đọc", "read"):
        return file_digest(path) == edition.enclosure.sha256


def is_settled(article: Article, doers: Doers) -> bool:
    """Whether the published edition is what the article asks for, in the voices it has.

    Asks no engine anything: an unchanged article is known to be unchanged
    without the network.
    """
    edition = current_edition(article.id, doers)
    if edition is None:
        return False
    script = write_script(article, doers.library)
    plan = plan_script(article, script, edition.cast, doers.studio)
    return is_up_to_date(plan, edition) and is_intact(edition, doers)


def is_as_wished(article: Article, doers: Doers) -> bool:
    """Whether the published edition has the voices and sound that the settings wish for.

    One that a fallback spoke has not; nor has one from before a change of voice.
    """
    edition = current_edition(article.id, doers)
    if edition is None or edition.fallback_reason or not has_wished_voices(edition, doers.voices):
        return False
    script = write_script(article, doers.library)
    wished = wished_cast(article, script, doers.studio, doers.voices)
    if wished is None:
        return False
    plan = plan_script(article, script, wished, doers.studio)
    return is_up_to_date(plan, edition) and is_intact(edition, doers)


def estimate_session(sheet: CallSheet, doers: Doers, *, speakers: int) -> Estimate:
    """What carrying out ``sheet`` would cost; what engines once sent is not asked for again."""

    def count_requests(line: Line) -> int:
        spec, requests = line.spec, 0
        if spec.is_recording:
            return 0
        for _, part in spoken_parts(line.utterance.spoken):
            if not doers.cache.original(speech_key(spec, part)):
                requests += doers.engines[spec.voice.engine].count_requests(part)
        return requests

    def request_seconds(line: Line) -> float:
        engine = line.spec.voice.engine
        return 0.0 if engine == RECORDING else doers.engines[engine].seconds_a_request

    def clip_seconds(line: Line) -> float:
        clip = doers.cache.describe(line.clip_key) if line.clip_key else None
        if clip is not None:
            return clip.frame_count * line.spec.format.frame_seconds
        words = spoken_seconds(line)
        return words + doers.studio.jingle_seconds(words, line.opening, line.closing)

    def pause_seconds(line: Line) -> float:
        return doers.studio.pauses.after(line.segment.ending) / 1000

    return estimate(
        sheet.plan,
        sheet.missing,
        count_requests=count_requests,
        request_seconds=request_seconds,
        clip_seconds=clip_seconds,
        pause_seconds=pause_seconds,
        speakers=speakers,
    )


def find_article(article_id: str, doers: Doers) -> Article:
    """The article of this id. Raises NotFoundError."""
    article = doers.library.article(article_id)
    if article is None:
        raise no_article(article_id)
    return article


def current_edition(article_id: str, doers: Doers) -> Edition | None:
    """The article's published edition, if it has one that can be read.

    One that cannot is as good as none: it is healed by the next edition.
    """
    episode = doers.library.readable_episode(article_id)
    return episode.edition if episode else None
