"""What the sender states of an article: cleaned, and refused where no article can have it."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.articles.choices import NO_CHOICES, Choices
from service.articles.page import fold_spaces
from service.errors import ArticleError
from service.excerpt import excerpt
from service.legal_text import legal_text
from service.sources.document import Attachment
from service.sources.letters import restored_line
from service.web_address import is_web_address

SOURCE_ID_LENGTH = 200
TITLE_LENGTH = 500
NAME_LENGTH = 200
LINK_LENGTH = 2000
LEAD_LENGTH = 2000
MOST_TAGS = 30
EARLIEST_YEAR = 1970

TOLD_BELOW = frozenset({"editions", "audit", "corrections"})
"""What the API tells below an article's own address."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the sender knows of an article; it wins over what is recognised.

    ``file_name`` is what the sender's file is called, which may tell its format;
    ``attachments`` are the pictures sent with it, ``choices`` what a person decided of its
    parts. With ``hold`` what is recorded of it waits for somebody to release it.
    """

    source_id: str
    media_type: str | None = None
    file_name: str | None = None
    title: str | None = None
    published: datetime | None = None
    author: str | None = None
    section: str | None = None
    link: str | None = None
    lead: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    modified: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    choices: Choices = NO_CHOICES
    hold: bool = False


def clean_hints(hints: Hints, now: datetime) -> Hints:
    """What the sender knows, fit to be printed: NFC, on one line, without control characters.

    An old font or a misreading that a line tells of by itself is read as what it means.

    What is empty then is not known. Raises ArticleError for an id that names
    nothing, a link that is no web address, and a date that no article can have.
    """
    if hints.published is not None:
        require_plausible(hints.published, now)
    if hints.modified is not None:
        require_plausible(hints.modified, now, "sửa", "modified")
    return replace(
        hints,
        source_id=require_source_id(hints.source_id),
        title=_clean(hints.title, TITLE_LENGTH),
        author=_clean(hints.author, NAME_LENGTH),
        section=_clean(hints.section, NAME_LENGTH),
        link=_require_link(hints.link),
        lead=_clean(hints.lead, LEAD_LENGTH),
        image=_require_link(hints.image, "ảnh", "picture's address"),
        tags=_clean_tags(hints.tags),
    )


def _clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    if len(tags) > MOST_TAGS:
        raise ArticleError(
            f"Bài có {len(tags)} thẻ, nhiều nhất {MOST_TAGS}.",
            f"The article has {len(tags)} tags; {MOST_TAGS} are the most.",
        )
    cleaned = (_clean(tag, NAME_LENGTH) for tag in tags)
    return tuple(dict.fromkeys(filter(None, cleaned)))


def _require_link(link: str | None, what: str = "bài gốc", english: str = "link") -> str | None:
    """``link`` as it was sent, without outer white space: nothing in it is made to fit."""
    written = (link or "").strip()
    if not written:
        return None
    if len(written) > LINK_LENGTH or not is_web_address(written):
        quoted = excerpt(written)
        raise ArticleError(
            f"Địa chỉ {what} {ascii(quoted) if not quoted.isprintable() else f'“{quoted}”'} "
            f"không phải một địa chỉ http:// hoặc https:// đầy đủ, nhiều nhất {LINK_LENGTH} ký tự, "
            "không có dấu cách.",
            f"The {english} {quoted!r} is not a whole http:// or https:// address of at most "
            f"{LINK_LENGTH} characters without spaces.",
        )
    return written


def _clean(text: str | None, most: int) -> str | None:
    if text is None:
        return None
    # Composed last: a mark joins its letter once nothing illegal or invisible stands between.
    cleaned = unicodedata.normalize("NFC", fold_spaces(restored_line(legal_text(text))))
    if len(cleaned) > most:
        raise ArticleError(
            f"“{cleaned[:40]}…” quá dài: {len(cleaned)} ký tự, nhiều nhất {most}.",
            f"“{cleaned[:40]}…” is too long: {len(cleaned)} characters, {most} at most.",
        )
    return cleaned or None


def require_plausible(
    moment: datetime, now: datetime, what: str = "đăng", english: str = "published"
) -> None:
    """Raises ArticleError for a date before 1970, a year ahead, or with an odd offset.

    A feed cannot say an offset of seconds (RFC 2822), nor a client sort year 1.
    """
    offset = moment.utcoffset() or timedelta()
    year = moment.year
    if offset % timedelta(minutes=1) or not EARLIEST_YEAR <= year <= now.year + 1:
        raise ArticleError(
            f"Ngày {what} {moment.isoformat()} không hợp lý.",
            f"The {english} date {moment.isoformat()} is not plausible.",
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
    article, _, last = name.rpartition("/")
    if article and last in TOLD_BELOW:
        raise ArticleError(
            f"Mã bài không được kết thúc bằng “/{last}”: ở địa chỉ ấy API nói về bài “{article}”.",
            f"The id may not end in “/{last}”: at that address the API tells of “{article}”.",
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
