"""Bytes that came in become a document: decoded, normalised text with its media type."""

from service.containers import Container, container_of
from service.sources.decoding import Decoded, decode
from service.sources.document import Document, DocumentType, Rendered
from service.sources.feed_item import render_feed_item
from service.sources.formats import CARRIERS, Format, format_of, stated_format
from service.sources.json_objects import render_json
from service.sources.letters import Letters, restored, tidy
from service.sources.mail_head import looks_like_mail
from service.sources.refusals import nothing_to_read, refused_kind, too_large

LIMIT_BYTES = 1_000_000
CARRIED_BYTES = 25_000_000
"""What a Word file or a mail may be larger than an article: its pictures."""


def read_document(
    raw: bytes,
    media_type: str | None = None,
    *,
    name: str | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> Document:
    """The text of ``raw``, with its media type, encoding, facts and notes.

    ``media_type`` is what the sender claims, parameters allowed; without it the file's
    ``name`` tells the format, else its marks. Read are Word files (DOCX), mails, HTML, plain
    text, Markdown, one post of WordPress' REST API and one item of a feed (RSS, Atom, JSON
    Feed), in UTF-8, UTF-16
    with and without its byte order mark, windows-1258, and the old Vietnamese fonts VNI,
    TCVN3 and VIQR, where the result reads as Vietnamese. Raises ``ArticleError`` for
    anything else, for nothing, and for more than ``limit_bytes`` bytes; a Word file or a mail
    may have ``CARRIED_BYTES`` more, for its pictures.
    """
    if not raw.strip():
        raise nothing_to_read()
    written = _format_of(raw, stated_format(media_type, name))
    most = limit_bytes + (CARRIED_BYTES if written in CARRIERS else 0)
    if len(raw) > most:
        raise too_large(len(raw), most)
    if written in CARRIERS:
        rendered = _render_carrier(raw, written)
        return _within(_as_document(rendered, Letters("", (), rendered.encoding)), limit_bytes)
    letters = tidy(decode(raw))
    return _read_text(letters, written or format_of(letters.text))


def _format_of(raw: bytes, stated: Format | None) -> Format | None:
    """What ``raw`` is by its first bytes, or else as stated; None for a text of any kind."""
    kind = container_of(raw)
    if kind is Container.ZIP:
        return Format.DOCX
    if kind is not None:
        raise refused_kind(kind)
    return Format.MAIL if stated is None and looks_like_mail(raw) else stated


def _render_carrier(raw: bytes, written: Format) -> Rendered:
    """What a file says that carries pictures beside its text.

    Imported here: few articles come so, and every command of the shell would wait for it.
    """
    if written is Format.DOCX:
        from service.sources.docx import render_docx

        return render_docx(raw)
    from service.sources.mail import render_mail

    return render_mail(raw)


def _read_text(letters: Letters, written: Format) -> Document:
    match written:
        case Format.PLAIN:
            return _document(letters, "text/plain")
        case Format.MARKDOWN:
            return _read_markdown(letters)
        case Format.JSON:
            return _as_document(render_json(letters.text), letters)
        case Format.FEED:
            return _as_document(render_feed_item(letters.text), letters)
    return _document(letters, "text/html")


def _document(letters: Letters, media_type: DocumentType) -> Document:
    told, _ = restored(letters, media_type)
    return Document(told.text, media_type, told.encoding, told.notes)


def _within(document: Document, limit_bytes: int) -> Document:
    """``document`` whose text alone is as long as an article may be."""
    size = len(document.text.encode("utf-8"))
    if size > limit_bytes:
        raise too_large(size, limit_bytes)
    return document


def _as_document(rendered: Rendered, letters: Letters) -> Document:
    """What was rendered, its letters made right: JSON and mails can spell any of them."""
    tidied = tidy(Decoded(rendered.text, letters.encoding))
    known = Letters(tidied.text, (*letters.notes, *tidied.notes), letters.encoding)
    told, facts = restored(known, rendered.media_type, rendered.facts)
    notes = tuple(dict.fromkeys((*rendered.notes, *told.notes)))
    return Document(
        told.text, rendered.media_type, told.encoding, notes, facts, rendered.attachments
    )


def _read_markdown(letters: Letters) -> Document:
    """Old fonts first: VIQR uses signs that are marks in Markdown."""
    from service.sources.markdown import render_markdown

    told, _ = restored(letters, "text/plain")
    rendered = render_markdown(told.text)
    return Document(rendered.text, "text/html", told.encoding, told.notes, rendered.facts)
