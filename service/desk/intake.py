"""Raw bytes become an article in the library; nothing is spoken yet."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from service.articles.revision import make_revision
from service.audio.timeline import Pauses
from service.desk.extraction import Extraction, extract
from service.desk.hints import Hints, clean_hints, require_plausible
from service.errors import ArticleDamagedError
from service.making.length import require_length
from service.model import Article, BlockKind, Leaf, SpeechRules
from service.model.content import plain_inline
from service.sources.document import Attachment
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
    """The article kept, whether its text is new, and notes on how it was read (Vietnamese).

    ``attachments`` came with it, and are not kept yet.
    """

    article: Article
    changed: bool
    notes: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()


def take_in(
    raw: bytes, hints: Hints, library: Library, rules: IntakeRules, now: datetime
) -> TakenIn:
    """The article that ``raw`` is. Raises ArticleError, and then nothing has changed."""
    hints = clean_hints(hints, now)
    found = _read(raw, hints, rules)
    revision = make_revision(
        found.recognised,
        source_id=hints.source_id,
        # An article without a date keeps the one it was given when it first came.
        fallback_published=_known_date(hints.source_id, library) or now,
    )
    require_plausible(revision.published, now)
    article, changed = library.take_in(revision, raw, now)
    notes = found.notes
    if found.recognised.published is None:
        notes = (*notes, "Không tìm thấy ngày đăng; dùng lúc nhận bài.")
    return TakenIn(article, changed, notes, found.attachments)


def _known_date(source_id: str, library: Library) -> datetime | None:
    """The date of the article as it stands, in its own zone; of a damaged one in UTC."""
    try:
        known = library.article_by_source(source_id)
    except ArticleDamagedError:
        return library.published_date(source_id)
    return known.revision.published if known else None


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
