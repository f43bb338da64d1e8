"""Bytes that came in become a document: decoded, normalised text with its media type."""

import codecs
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from service.containers import Container, container_of
from service.errors import ArticleError
from service.legal_text import legal_text
from service.vietnamese import BEYOND_ASCII

DocumentType = Literal["text/plain", "text/html"]

LIMIT_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """What came in, as text: NFC, lines ended by ``\\n``, only characters XML 1.0 allows.

    ``encoding`` is the one it was decoded from; ``notes`` (Vietnamese) say what
    an editor should know about how it was read.
    """

    text: str
    media_type: DocumentType
    encoding: str
    notes: tuple[str, ...] = ()


_KINDS: Mapping[Container, tuple[str, str]] = MappingProxyType(
    {
        Container.PDF: ("tệp PDF", "a PDF file"),
        Container.ZIP: ("tệp DOCX hoặc ZIP", "a DOCX or ZIP file"),
        Container.OLE: ("tệp Word cũ (.doc)", "an old Word file (.doc)"),
        Container.RTF: ("tệp RTF", "an RTF file"),
        Container.JPEG: ("ảnh JPEG", "a JPEG picture"),
        Container.PNG: ("ảnh PNG", "a PNG picture"),
        Container.GIF: ("ảnh GIF", "a GIF picture"),
        Container.RIFF: ("tệp âm thanh hoặc ảnh (RIFF)", "a sound or picture file (RIFF)"),
        Container.MPEG: ("tệp âm thanh MP3", "an MP3 sound file"),
        Container.FLAC: ("tệp âm thanh FLAC", "a FLAC sound file"),
        Container.OGG: ("tệp âm thanh Ogg", "an Ogg sound file"),
        Container.OPUS: ("tệp âm thanh Ogg", "an Ogg sound file"),
        Container.AAC: ("tệp âm thanh AAC", "an AAC sound file"),
        Container.AMR: ("tệp âm thanh AMR", "an AMR sound file"),
        Container.CAF: ("tệp âm thanh CAF", "a CAF sound file"),
        Container.MP4: ("tệp âm thanh hoặc phim MP4", "an MP4 sound or film file"),
        Container.WEBM: ("tệp âm thanh hoặc phim WebM", "a WebM sound or film file"),
        Container.GZIP: ("tệp nén gzip", "a gzip archive"),
    }
)

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MARKUP = re.compile(
    r"<!doctype\s+html|<(?:html|body|article|section|div|p|h[1-6]|ul|ol|table|br|span)\b[^<>]*>",
    re.IGNORECASE,
)
_VIETNAMESE = frozenset(BEYOND_ASCII)
_VIETNAMESE_ONLY = _VIETNAMESE - frozenset("àáãèéìíòóõùúý")


def read_document(
    raw: bytes, media_type: str | None = None, *, limit_bytes: int = LIMIT_BYTES
) -> Document:
    """The text of ``raw``, with its media type, encoding and notes.

    ``media_type`` is what the sender claims, parameters allowed; without it HTML
    is told from plain text by its marks. Read are UTF-8, UTF-16 with a byte order
    mark, and windows-1258 where the result reads as Vietnamese. Raises
    ``ArticleError`` for anything else, for nothing, and for more than
    ``limit_bytes`` bytes.
    """
    _refuse_unreadable(raw, limit_bytes)
    decoded, encoding = _decode(raw)
    lines = _LINE_END.sub("\n", decoded.removeprefix("\ufeff"))
    legal = legal_text(lines)
    text = unicodedata.normalize("NFC", legal)
    if not text.strip():
        raise _empty()
    notes = []
    if encoding == "windows-1258":
        notes.append("Văn bản không phải UTF-8; đã đọc theo bảng mã windows-1258.")
    if legal != lines:
        notes.append("Đã bỏ các ký tự điều khiển không in được.")
    return Document(text, _document_type(media_type, text), encoding, tuple(notes))


def _refuse_unreadable(raw: bytes, limit_bytes: int) -> None:
    if len(raw) > limit_bytes:
        raise ArticleError(
            f"Bài viết quá lớn: {len(raw)} byte, giới hạn là {limit_bytes} byte. "
            "Hãy gửi riêng nội dung một bài.",
            f"The article is too large: {len(raw)} bytes, the limit is {limit_bytes} bytes. "
            "Send the text of one article only.",
        )
    if not raw.strip():
        raise _empty()
    kind = container_of(raw)
    if kind is not None:
        raise _binary(*_KINDS[kind])


def _empty() -> ArticleError:
    return ArticleError(
        "Không có nội dung: tệp rỗng hoặc chỉ có khoảng trắng.",
        "There is nothing to read: the input is empty or blank.",
    )


def _binary(vi: str, en: str) -> ArticleError:
    return ArticleError(
        f"Đây là {vi}, không phải văn bản. Hãy mở tệp, sao chép nội dung bài viết "
        "và gửi dưới dạng văn bản thuần hoặc HTML.",
        f"This looks like {en}, not text. Open it, copy the article and send it "
        "as plain text or HTML.",
    )


def _decode(raw: bytes) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw.removeprefix(mark), encoding)
    if b"\x00" in raw:
        raise _binary("tệp nhị phân", "a binary file")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as e:
        text = _as_windows_1258(raw)
        if text is None:
            raise _unknown_encoding() from e
        return text, "windows-1258"


def _decode_marked(raw: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as e:
        raise _unknown_encoding() from e
    if "\x00" in text:
        raise _binary("tệp nhị phân", "a binary file")
    return text, encoding


def _unknown_encoding() -> ArticleError:
    return ArticleError(
        "Không nhận ra bảng mã của văn bản. Hãy lưu lại văn bản dưới dạng UTF-8 rồi gửi lại.",
        "The text is in no known encoding. Save it as UTF-8 and send it again.",
    )


def _as_windows_1258(raw: bytes) -> str | None:
    """``raw`` decoded as windows-1258, or None where the result is not Vietnamese.

    windows-1258 writes tone marks as combining characters of their own, so every
    one of them must find its vowel.
    """
    try:
        text = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    marked = [each for each in text.lower() if not each.isascii() and _is_letter(each)]
    known = sum(each in _VIETNAMESE for each in marked)
    if known < 0.98 * len(marked) or _VIETNAMESE_ONLY.isdisjoint(marked):
        return None
    return text


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.combining(character) != 0


def _document_type(claimed: str | None, text: str) -> DocumentType:
    essence = (claimed or "").partition(";")[0].strip().lower()
    match essence:
        case "text/html" | "application/xhtml+xml":
            return "text/html"
        case "text/plain" | "text/markdown":
            return "text/plain"
        case "" | "application/octet-stream" | "application/x-www-form-urlencoded":
            return "text/html" if _MARKUP.search(text) else "text/plain"
    raise ArticleError(
        f"Không nhận loại nội dung {essence}. Hãy gửi text/plain hoặc text/html.",
        f"Content of type {essence} is not taken. Send text/plain or text/html.",
    )
