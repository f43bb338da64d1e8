"""Bytes that came in become a document: decoded, normalised text with its media type."""

import re
import unicodedata

from service.containers import container_of
from service.legal_text import legal_text
from service.sources.decoding import WINDOWS_1252, WINDOWS_1258, decode
from service.sources.document import Document, DocumentType
from service.sources.languages import language_notes
from service.sources.legacy.fragments import join, split_html, split_plain
from service.sources.legacy.losses import refuse_lost_letters
from service.sources.legacy.mojibake import without_mojibake
from service.sources.legacy.restoring import restore
from service.sources.refusals import (
    nothing_to_read,
    refused_kind,
    too_large,
    unknown_encoding,
    unknown_type,
)

LIMIT_BYTES = 1_000_000

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MARKUP = re.compile(
    r"<!doctype\s+html|<(?:html|body|article|section|div|p|h[1-6]|ul|ol|table|br|span)\b[^<>]*>",
    re.IGNORECASE,
)
_OLD_FONT = "Văn bản dùng bảng mã cũ {}; đã chuyển sang Unicode. Hãy xem lại tên riêng."
_MISREAD = "Văn bản UTF-8 đã bị đọc sai bảng mã; đã khôi phục."


def read_document(
    raw: bytes, media_type: str | None = None, *, limit_bytes: int = LIMIT_BYTES
) -> Document:
    """The text of ``raw``, with its media type, encoding and notes.

    ``media_type`` is what the sender claims, parameters allowed; without it HTML
    is told from plain text by its marks. Read are UTF-8, UTF-16 with and without its
    byte order mark, windows-1258, and the old Vietnamese fonts VNI, TCVN3 and VIQR,
    where the result reads as Vietnamese. Raises ``ArticleError`` for anything else,
    for nothing, and for more than ``limit_bytes`` bytes.
    """
    if len(raw) > limit_bytes:
        raise too_large(len(raw), limit_bytes)
    if not raw.strip():
        raise nothing_to_read()
    kind = container_of(raw)
    if kind is not None:
        raise refused_kind(kind)
    return _read_text(raw, media_type)


def _read_text(raw: bytes, media_type: str | None) -> Document:
    decoded = decode(raw)
    read = without_mojibake(decoded.text)
    lines = _LINE_END.sub("\n", read.removeprefix("\ufeff"))
    legal = legal_text(lines)
    text = unicodedata.normalize("NFC", legal)
    if not text.strip():
        raise nothing_to_read()
    kind = _document_type(media_type, text)
    fragments, fonts = restore(split_html(text) if kind == "text/html" else split_plain(text))
    if decoded.encoding == WINDOWS_1252 and not fonts:
        raise unknown_encoding()
    texts = [each.text for each in fragments]
    refuse_lost_letters(texts)
    notes = {
        "Văn bản không phải UTF-8; đã đọc theo bảng mã windows-1258.": (
            decoded.encoding == WINDOWS_1258
        ),
        _MISREAD: read != decoded.text,
        _OLD_FONT.format(" và ".join(fonts)): bool(fonts),
        "Đã bỏ các ký tự điều khiển không in được.": legal != lines,
    }
    return Document(
        unicodedata.normalize("NFC", join(fragments)),
        kind,
        decoded.encoding,
        (*(note for note, holds in notes.items() if holds), *language_notes(texts)),
    )


def _document_type(claimed: str | None, text: str) -> DocumentType:
    essence = (claimed or "").partition(";")[0].strip().lower()
    match essence:
        case "text/html" | "application/xhtml+xml":
            return "text/html"
        case "text/plain" | "text/markdown":
            return "text/plain"
        case "" | "application/octet-stream" | "application/x-www-form-urlencoded":
            return "text/html" if _MARKUP.search(text) else "text/plain"
    raise unknown_type(essence)
