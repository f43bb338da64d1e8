"""A mail (RFC 5322, MIME) becomes a page: its text, its facts, what is attached."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from hashlib import sha256
from urllib.parse import unquote

from service.errors import ArticleError
from service.legal_text import legal_text
from service.sources.article_html import as_document, figure
from service.sources.decoding import Decoded, decode
from service.sources.document import Attachment, Rendered, StatedFacts
from service.sources.mail_courtesies import without_courtesies
from service.sources.mail_text import html_body, plain_body

MOST_PARTS = 300
_PREFIX = re.compile(r"\A(?:(?:re|fwd?|fw|tr|trả lời|chuyển tiếp|chuyển)\s*:\s*)+", re.IGNORECASE)
_CID = re.compile(r"cid:([^\"'\s<>)]{1,500})")
_DECORATION = 10_000
"""Bytes below which a picture that the text does not place is a logo or a dot."""


def render_mail(raw: bytes) -> Rendered:
    """The page, facts and attachments of a mail. Raises ArticleError for one without a text."""
    try:
        message = message_from_bytes(raw, policy=policy.default)
        parts = list(_parts(message))
        body = _body(message)
        attached = {each: found for each in parts if (found := _attachment(each, body))}
        letters = _letters(body)
        text, notes = _text(body, letters.text)
        facts = _facts(message)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as e:
        raise _damaged(type(e).__name__) from e  # the library's words for what is no mail
    text, courtesies = without_courtesies(legal_text(text))
    notes = (*notes, *courtesies)
    html, placed = _with_addresses(text, attached)
    loose = [each for each in attached.values() if _is_loose_picture(each, placed)]
    if loose:
        notes = (*notes, f"{len(loose)} ảnh đính kèm được đặt ở cuối bài, chưa có mô tả.")
    pictures = "".join(figure(each.address) for each in loose)
    return Rendered(
        as_document(facts.title, html + pictures),
        facts=facts,
        notes=notes,
        attachments=tuple(attached.values()),
        encoding=letters.encoding,
    )


def _damaged(reason: str) -> ArticleError:
    return ArticleError(
        "Tệp thư điện tử bị hỏng hoặc không có chữ. Hãy sao chép nội dung và gửi dưới dạng "
        "văn bản.",
        f"The mail is damaged or has no text ({reason}). Copy its text and send that.",
    )


def _parts(message: Message) -> Iterator[EmailMessage]:
    """The leaves of the mail; what is inside a mail that is attached belongs to that."""
    waiting: list[Message] = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            payload = part.get_payload()
            waiting.extend(each for each in payload if isinstance(each, Message))
        elif isinstance(part, EmailMessage):
            yield part
    if waiting:
        raise ArticleError(
            f"Thư có hơn {MOST_PARTS} phần.", f"The mail has more than {MOST_PARTS} parts."
        )


def _body(message: Message) -> EmailMessage:
    """The part that is the text: HTML before plain text."""
    found = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
    if not isinstance(found, EmailMessage):
        raise _damaged("no text")
    return found


def _text(body: EmailMessage, written: str) -> tuple[str, tuple[str, ...]]:
    if body.get_content_subtype() == "html":
        return html_body(written)
    return plain_body(written, is_flowed=body.get_param("format") == "flowed")


def _letters(body: EmailMessage) -> Decoded:
    """The text in the encoding it states, where it is in that; else in what it turns out to be."""
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return Decoded(raw.decode(str(body.get_content_charset() or "ascii")), "utf-8")
    except (UnicodeDecodeError, LookupError):
        return decode(raw)


def _facts(message: Message) -> StatedFacts:
    subject = _PREFIX.sub("", str(message.get("Subject") or "").strip())
    sender = message.get("From")
    addresses = getattr(sender, "addresses", ())
    return StatedFacts(
        title=" ".join(subject.split()) or None,
        published=_moment(message),
        author=addresses[0].display_name or None if addresses else None,
    )


def _moment(message: Message) -> datetime | None:
    found = getattr(message.get("Date"), "datetime", None)
    return found if isinstance(found, datetime) else None


def _attachment(part: EmailMessage, body: EmailMessage) -> Attachment | None:
    """What came beside the text; None for the text itself and for another form of it."""
    name = part.get_filename() or ""
    named = part.get("Content-ID") or name or part.get_content_disposition() == "attachment"
    if part is body or not named:
        return None
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    kind = part.get_content_type()
    # A name of its own for each picture: the next mail calls another one «image001.png».
    own = f"cid:{sha256(content).hexdigest()[:20]}.{kind.rpartition('/')[2].partition('+')[0]}"
    return Attachment(name or "không tên", kind, content, own)


def _with_addresses(
    html: str, attached: dict[EmailMessage, Attachment]
) -> tuple[str, frozenset[str]]:
    """``html`` with the own address of each picture that it places, and these addresses."""
    by_id = {
        str(part.get("Content-ID") or "").strip(" <>"): each.address
        for part, each in attached.items()
    }
    placed = set()

    def own(found: re.Match[str]) -> str:
        address = by_id.get(found[1]) or by_id.get(unquote(found[1]))
        if address is None:
            return found[0]
        placed.add(address)
        return address

    return _CID.sub(own, html), frozenset(placed)


def _is_loose_picture(attached: Attachment, placed: frozenset[str]) -> bool:
    return (
        attached.media_type.startswith("image/")
        and attached.address not in placed
        and len(attached.content) >= _DECORATION
    )
