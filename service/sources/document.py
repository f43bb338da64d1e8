"""What came in, as text: the document, what it states of itself, and what came with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DocumentType = Literal["text/plain", "text/html"]


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """What a document says of its article outside the text; None or empty where silent.

    ``published`` is as sent: without a zone where none was stated. The page's own facts
    count less, what the sender says counts more.
    """

    title: str | None = None
    published: datetime | None = None
    author: str | None = None
    section: str | None = None
    lead: str | None = None
    link: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()


NOTHING_STATED = StatedFacts()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came within the document.

    ``address`` is what the text calls it by: «cid:…» (RFC 2392), or "" where it does not.
    """

    name: str
    media_type: str
    content: bytes
    address: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one format says, before its letters are looked at: HTML mostly, facts, notes."""

    text: str
    media_type: DocumentType = "text/html"
    facts: StatedFacts = NOTHING_STATED
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Document:
    """What came in, as text: NFC, lines ended by ``\\n``, only characters XML 1.0 allows.

    ``media_type`` is how ``text`` is read: Markdown, Word files, mails and the objects of
    content systems have become HTML. ``encoding`` is the one it was decoded from;
    ``notes`` (Vietnamese) say what an editor should know about how it was read.
    """

    text: str
    media_type: DocumentType
    encoding: str
    notes: tuple[str, ...] = ()
    facts: StatedFacts = NOTHING_STATED
    attachments: tuple[Attachment, ...] = ()
