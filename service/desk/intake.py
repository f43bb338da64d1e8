"""Raw bytes become an article in the library; nothing is spoken yet."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo

from service.articles.leads import lead_of
from service.articles.recognised import Recognised
from service.articles.revision import make_revision
from service.audio.timeline import Pauses
from service.desk.desk import Desk, section_of
from service.desk.extraction import Extraction, extract
from service.desk.hints import Hints, clean_hints, require_plausible
from service.errors import ArticleDamagedError
from service.making.length import require_length
from service.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    BlockKind,
    Hold,
    HoldReason,
    Leaf,
    Revision,
    SpeechRules,
)
from service.model.content import plain_inline
from service.plan.holding import correction_doubts
from service.sources.document import Attachment
from service.store.article_ids import article_id_of
from service.store.library import Library


@dataclass(frozen=True, slots=True)
class IntakeRules:
    """What an article may be, and how what it says is read.

    A date without a zone is in ``zone``. It may be of ``limit_bytes`` and be heard for
    ``hours``, read by ``speech`` at ``rate`` times the voice's own pace with these ``pauses``.
    """

    zone: tzinfo
    limit_bytes: int
    hours: float
    rate: float
    pauses: Pauses
    speech: SpeechRules


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The article as it stands, whether its text is new, and notes on how it was read (Vietnamese).

    ``attachments`` came with it, and are not kept yet. With a ``hold`` what came (``sent``)
    waits for somebody's yes, and the article is what it was before. ``is_new`` says that there
    was none of its id.
    """

    article: Article
    sent: Revision
    changed: bool
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    hold: Hold | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What would be kept: the ``revision``, and why it would wait for a yes (``doubts``)."""

    found: Extraction
    revision: Revision
    doubts: tuple[HoldReason, ...]
    notes: tuple[str, ...]


def take_in(raw: bytes, hints: Hints, desk: Desk, rules: IntakeRules) -> TakenIn:
    """The article that ``raw`` is, taken in by who sits at the ``desk``.

    Raises ArticleError, and NotAllowedError for an article that this one may not take in, or
    that was another section's, GoneError for one that was deleted; then nothing has changed.
    """
    library = desk.library
    it = understand(raw, hints, library, rules, desk.now)
    article_id, section = article_id_of(it.revision.source_id), it.revision.section
    desk.require(Act.TAKE_IN, section)
    if library.published_date(it.revision.source_id) is not None:
        section = section_of(article_id, library)
    with desk.acting(Act.TAKE_IN, article_id, it.revision.id, section=section) as deed:
        is_new = library.published_date(it.revision.source_id) is None
        article, changed = library.take_in(
            it.revision, raw, desk.now, it.doubts, sender=sender_of(desk.actor), hold=hints.hold
        )
        hold = library.hold(article.id)
        deed.act = Act.HOLD if hold else Act.TAKE_IN
    found = it.found.attachments
    return TakenIn(article, it.revision, changed, it.notes, found, hold, is_new)


def sender_of(actor: Actor) -> str:
    """How rules of release call who sends: "desk", "shell", or "api:" and the token's name."""
    if actor.kind is ActorKind.SYSTEM:
        return f"api:{actor.name}"
    return "desk" if actor.kind is ActorKind.PERSON else actor.kind.value


def understand(
    raw: bytes, hints: Hints, library: Library, rules: IntakeRules, now: datetime
) -> Understood:
    """What ``raw`` would be taken for, beside what the library knows. Keeps nothing.

    Raises ArticleError.
    """
    hints = clean_hints(hints, now)
    found = _read(raw, hints, rules)
    before = _readable(hints.source_id, library)
    # An article without a date keeps the one it was given when it first came.
    known_date = _known_date(hints.source_id, before, library)
    revision = make_revision(
        found.recognised,
        source_id=hints.source_id,
        fallback_published=known_date or now,
        summary=_summary(hints.lead, found.recognised),
        image=hints.image,
        tags=hints.tags,
        modified=hints.modified,
    )
    require_plausible(revision.published, now)
    doubts, notes = found.doubts, found.notes
    if before is not None and not library.awaits_first_yes(before.id):
        doubts = (*doubts, *correction_doubts(found.recognised, before.revision))
    if found.recognised.published is None:
        kept = "giữ ngày đã có của bài" if known_date else "dùng lúc nhận bài"
        notes = (*notes, f"Không tìm thấy ngày đăng; {kept}.")
    return Understood(found, revision, doubts, notes)


def _summary(lead: str | None, found: Recognised) -> str | None:
    """The lead that is stated, where the article does not print it as its own."""
    return None if lead == lead_of(found.content, None) else lead


def _readable(source_id: str, library: Library) -> Article | None:
    """The article as it stands; None for an unknown one, and for one that cannot be read."""
    with suppress(ArticleDamagedError):
        return library.article_by_source(source_id)
    return None


def _known_date(source_id: str, known: Article | None, library: Library) -> datetime | None:
    """The date of the article as it stands, in its own zone; of a damaged one in UTC."""
    return known.revision.published if known else library.published_date(source_id)


def preview(raw: bytes, hints: Hints, rules: IntakeRules, now: datetime) -> Extraction:
    """What ``raw`` would be taken for, and notes on how it was read. Keeps nothing."""
    return _read(raw, clean_hints(hints, now), rules)


def _read(raw: bytes, hints: Hints, rules: IntakeRules) -> Extraction:
    """What ``raw`` is by ``hints`` that are clean; what is too long to be heard is refused."""
    found = extract(raw, hints, zone=rules.zone, limit_bytes=rules.limit_bytes)
    title = Leaf(BlockKind.TITLE, plain_inline(found.recognised.title))
    require_length(
        (title, *found.recognised.content.leaves),
        rules.speech,
        rate=rules.rate,
        pauses=rules.pauses,
        hours=rules.hours,
    )
    return found
