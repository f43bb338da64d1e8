"""Raw bytes become an article in the library; nothing is spoken yet."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from service.articles.blocks import read_blocks
from service.articles.page import fold_spaces
from service.articles.recognise import recognise
from service.articles.recognised import Recognised
from service.articles.revision import make_revision
from service.articles.unspeakable import without_unspeakable
from service.audio.timeline import Pauses
from service.desk.stated import with_stated
from service.errors import ArticleDamagedError, ArticleError
from service.excerpt import excerpt
from service.legal_text import legal_text
from service.making.length import require_length
from service.model import Article, BlockKind, Leaf, LeftOut
from service.model.content import plain_inline
from service.sources.extract import read_document
from service.store.library import Library
from service.web_address import is_web_address

SOURCE_ID_LENGTH = 200
TITLE_LENGTH = 500
NAME_LENGTH = 200
LINK_LENGTH = 2000
EARLIEST_YEAR = 1970


@dataclass(frozen=True, slots=True)
class Hints:
    """What the sender knows of an article; it wins over what is recognised.

    ``file_name`` is what the sender's file is called, which may tell its format.
    """

    source_id: str
    media_type: str | None = None
    file_name: str | None = None
    title: str | None = None
    published: datetime | None = None
    author: str | None = None
    section: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeRules:
    """What an article may be, and how what it says is read.

    A date without a zone is in ``zone``. It may be of ``limit_bytes`` and be heard for
    ``hours``, read at ``rate`` times the voice's own pace with these ``pauses``.
    """

    zone: tzinfo
    limit_bytes: int
    hours: float
    rate: float
    pauses: Pauses


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The article kept, whether its text is new, and notes on how it was read (Vietnamese)."""

    article: Article
    changed: bool
    notes: tuple[str, ...]


def clean_hints(hints: Hints, now: datetime) -> Hints:
    """What the sender knows, fit to be printed: NFC, on one line, without control characters.

    What is empty then is not known. Raises ArticleError for an id that names
    nothing, a link that is no web address, and a date that no article can have.
    """
    if hints.published is not None:
        require_plausible(hints.published, now)
    return replace(
        hints,
        source_id=require_source_id(hints.source_id),
        title=_clean(hints.title, TITLE_LENGTH),
        author=_clean(hints.author, NAME_LENGTH),
        section=_clean(hints.section, NAME_LENGTH),
        link=_require_link(hints.link),
    )


def _require_link(link: str | None) -> str | None:
    """``link`` as it was sent, without outer white space: nothing in it is made to fit."""
    written = (link or "").strip()
    if not written:
        return None
    if len(written) > LINK_LENGTH or not is_web_address(written):
        quoted = excerpt(written)
        raise ArticleError(
            f"Địa chỉ bài gốc {ascii(quoted) if not quoted.isprintable() else f'“{quoted}”'} "
            f"không phải một địa chỉ http:// hoặc https:// đầy đủ, nhiều nhất {LINK_LENGTH} ký tự, "
            "không có dấu cách.",
            f"The link {quoted!r} is not a whole http:// or https:// address of at most "
            f"{LINK_LENGTH} characters without spaces.",
        )
    return written


def _clean(text: str | None, most: int) -> str | None:
    if text is None:
        return None
    # Composed last: a mark joins its letter once nothing illegal or invisible stands between.
    cleaned = unicodedata.normalize("NFC", fold_spaces(legal_text(text)))
    if len(cleaned) > most:
        raise ArticleError(
            f"“{cleaned[:40]}…” quá dài: {len(cleaned)} ký tự, nhiều nhất {most}.",
            f"“{cleaned[:40]}…” is too long: {len(cleaned)} characters, {most} at most.",
        )
    return cleaned or None


def require_plausible(published: datetime, now: datetime) -> None:
    """Raises ArticleError for a date before 1970, a year ahead, or with an odd offset.

    A feed cannot say an offset of seconds (RFC 2822), nor a client sort year 1.
    """
    offset = published.utcoffset() or timedelta()
    year = published.year
    if offset % timedelta(minutes=1) or not EARLIEST_YEAR <= year <= now.year + 1:
        raise ArticleError(
            f"Ngày đăng {published.isoformat()} không hợp lý.",
            f"The published date {published.isoformat()} is not plausible.",
        )


def take_in(
    raw: bytes, hints: Hints, library: Library, rules: IntakeRules, now: datetime
) -> TakenIn:
    """The article that ``raw`` is. Raises ArticleError, and then nothing has changed."""
    hints = clean_hints(hints, now)
    recognised, notes = _read(raw, hints, rules)
    revision = make_revision(
        recognised,
        source_id=hints.source_id,
        # An article without a date keeps the one it was given when it first came.
        fallback_published=_known_date(hints.source_id, library) or now,
        published=hints.published,
        author=hints.author,
        section=hints.section,
        link=hints.link,
    )
    require_plausible(revision.published, now)
    article, changed = library.take_in(revision, raw, now)
    if recognised.published is None and hints.published is None:
        notes = (*notes, "Không tìm thấy ngày đăng; dùng lúc nhận bài.")
    return TakenIn(article, changed, notes)


def _known_date(source_id: str, library: Library) -> datetime | None:
    """The date of the article as it stands, in its own zone; of a damaged one in UTC."""
    try:
        known = library.article_by_source(source_id)
    except ArticleDamagedError:
        return library.published_date(source_id)
    return known.revision.published if known else None


def preview(
    raw: bytes, hints: Hints, rules: IntakeRules, now: datetime
) -> tuple[Recognised, tuple[str, ...]]:
    """What ``raw`` would be taken for, and notes on how it was read. Keeps nothing."""
    return _read(raw, clean_hints(hints, now), rules)


def _read(raw: bytes, hints: Hints, rules: IntakeRules) -> tuple[Recognised, tuple[str, ...]]:
    """What ``raw`` is by ``hints`` that are clean, and notes on how it was read."""
    document = read_document(
        raw, hints.media_type, name=hints.file_name, limit_bytes=rules.limit_bytes
    )
    stated = document.facts
    link = hints.link or stated.link
    page = with_stated(read_blocks(document.text, document.media_type, link), stated)
    speakable = without_unspeakable(page)
    known = hints.title or (page.facts.title if stated.title else None)
    try:
        recognised = recognise(speakable, zone=rules.zone, title=known)
    except ArticleError as e:
        left = speakable.left_out[len(page.left_out) :]
        if not left:
            raise
        raise _nothing_else(left) from e
    title = Leaf(BlockKind.TITLE, plain_inline(recognised.title))
    require_length(
        (title, *recognised.content.leaves), rate=rules.rate, pauses=rules.pauses, hours=rules.hours
    )
    return recognised, document.notes


def _nothing_else(left: Sequence[LeftOut]) -> ArticleError:
    """Why there is no article: all of it, but a title perhaps, is what nobody could hear."""
    told, more = left[0].reason, len(left) - 1
    return ArticleError(
        f"Không có gì để đọc ngoài phần phải bỏ. {told}"
        + (f" Và {more} dòng nữa." if more else ""),
        f"Nothing can be read but what is left out: {left[0].text[:40]}… ({told})"
        + (f" And {more} more lines." if more else ""),
    )


def require_source_id(source_id: str) -> str:
    """``source_id`` without outer white space. Raises ArticleError when it names nothing.

    It is part of an address: clients resolve dots and empty segments away (RFC
    3986, section 5.2.4) and would ask elsewhere.
    """
    name = source_id.strip()
    if not name or len(name) > SOURCE_ID_LENGTH or not name.isprintable():
        raise ArticleError(
            f"Mã bài phải có từ 1 đến {SOURCE_ID_LENGTH} ký tự, không có ký tự điều khiển.",
            f"An article's id has 1 to {SOURCE_ID_LENGTH} characters, none of them control.",
        )
    if any(segment in ("", ".", "..") for segment in name.split("/")):
        raise ArticleError(
            "Mã bài nằm trong địa chỉ, nên giữa hai dấu “/” không được để trống hay chỉ có “.” "
            "hoặc “..”.",
            "The id is part of an address: no segment of it may be empty, “.” or “..”.",
        )
    return name


def parse_date(text: str) -> datetime:
    """The moment that ``text`` writes in ISO 8601 with a zone. Raises ArticleError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as e:
        raise ArticleError(
            f"Không có ngày “{text}”. Hãy viết như 2021-07-02T07:49+07:00.",
            f"There is no date “{text}”. Write it like 2021-07-02T07:49+07:00.",
        ) from e
    if moment.tzinfo is None:
        raise ArticleError(
            f"Ngày “{text}” thiếu múi giờ, như +07:00.",
            f"The date “{text}” lacks a time zone, like +07:00.",
        )
    return moment
