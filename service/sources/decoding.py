"""Bytes become letters: UTF-8, UTF-16 with and without its mark, windows-1258."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from service.sources.legacy.evidence import is_spelled
from service.sources.refusals import not_text, unknown_encoding
from service.vietnamese import BEYOND_ASCII

WINDOWS_1258 = "windows-1258"
WINDOWS_1252 = "windows-1252"
"""Bytes that are neither: the old Vietnamese fonts are tried on its letters, or nothing is."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_VIETNAMESE = frozenset(BEYOND_ASCII)
_VIETNAMESE_ONLY = _VIETNAMESE - frozenset("àáãèéìíòóõùúý")
_WESTERN = re.compile("[\t\n\r\u0020-\u024f\u0300-\u0323\u1e00-\u1eff\u2000-\u20bf\u2122]")
"""Latin letters, punctuation and signs: what UTF-16 of a Vietnamese article consists of."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Letters as they were written, and the encoding they were in."""

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded:
    """The letters of ``raw``. Raises ArticleError for what is no text.

    What is in none of the known encodings is given as windows-1252: the caller knows
    whether an old font makes Vietnamese of it.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _marked(raw.removeprefix(mark), encoding)
    if b"\x00" in raw:
        return _unmarked_utf16(raw)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = _as_windows_1258(raw)
    if text is not None:
        return Decoded(text, WINDOWS_1258)
    return Decoded("".join(map(_windows_1252, raw)), WINDOWS_1252)


def _marked(raw: bytes, encoding: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as e:
        raise unknown_encoding() from e
    if "\x00" in text:
        raise not_text("tệp nhị phân", "a binary file")
    return Decoded(text, encoding)


def _unmarked_utf16(raw: bytes) -> Decoded:
    """UTF-16 without its mark: in one of the two orders nearly all is Latin, in the other not.

    The wrong order makes Chinese of ASCII, and a binary file is Latin in neither.
    """
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and len(_WESTERN.findall(text)) >= 0.95 * len(text):
            return Decoded(text, encoding)
    raise not_text("tệp nhị phân", "a binary file")


def _windows_1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


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
    # TCVN3 has signs inside its words («§¶ng»), and few letters that are not Vietnamese ones.
    words = [word for word in text.split() if not word.isascii()]
    return text if sum(map(is_spelled, words)) >= 0.7 * len(words) else None


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.combining(character) != 0
