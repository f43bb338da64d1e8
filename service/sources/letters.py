"""The letters of a document made right: misread bytes, old fonts, signs that nobody can print."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from service.legal_text import legal_text
from service.sources.decoding import WINDOWS_1252, WINDOWS_1258, Decoded
from service.sources.document import NOTHING_STATED, DocumentType, StatedFacts
from service.sources.languages import language_notes
from service.sources.legacy.fragments import Fragment, join, split_html, split_plain
from service.sources.legacy.losses import refuse_lost_letters
from service.sources.legacy.mojibake import without_mojibake
from service.sources.legacy.restoring import restore
from service.sources.refusals import nothing_to_read, unknown_encoding

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OTHER_BYTES = "Văn bản không phải UTF-8; đã đọc theo bảng mã windows-1258."
_MISREAD = "Văn bản UTF-8 đã bị đọc sai bảng mã; đã khôi phục."
_OLD_FONT = "Văn bản dùng bảng mã cũ {}; đã chuyển sang Unicode. Hãy xem lại tên riêng."
_UNPRINTABLE = "Đã bỏ các ký tự điều khiển không in được."


@dataclass(frozen=True, slots=True)
class Letters:
    """A text whose letters are right so far, and what was done to them (Vietnamese)."""

    text: str
    notes: tuple[str, ...] = ()
    encoding: str = "utf-8"


def tidy(decoded: Decoded) -> Letters:
    """What was decoded: misread UTF-8 restored, NFC, ``\\n``, only what XML 1.0 allows.

    Raises ArticleError where nothing is left, and where misreading has lost letters.
    """
    read = without_mojibake(decoded.text)
    lines = _LINE_END.sub("\n", read.removeprefix("\ufeff"))
    legal = legal_text(lines)
    if not legal.strip():
        raise nothing_to_read()
    told = {
        _OTHER_BYTES: decoded.encoding == WINDOWS_1258,
        _MISREAD: read != decoded.text,
        _UNPRINTABLE: legal != lines,
    }
    notes = tuple(note for note, holds in told.items() if holds)
    return Letters(unicodedata.normalize("NFC", legal), notes, decoded.encoding)


def restored(
    letters: Letters, media_type: DocumentType, facts: StatedFacts = NOTHING_STATED
) -> tuple[Letters, StatedFacts]:
    """``letters`` and ``facts`` out of any old font, with a word on language.

    Raises ArticleError where letters are lost, and for bytes that no encoding explains.
    """
    stated = _texts_of(facts)
    body = (split_html if media_type == "text/html" else split_plain)(letters.text)
    fragments, fonts = restore((*(Fragment(each, each) for each in stated.values()), *body))
    if letters.encoding == WINDOWS_1252 and not fonts:
        raise unknown_encoding()
    own, rest = fragments[: len(stated)], fragments[len(stated) :]
    texts = [each.text for each in rest]
    refuse_lost_letters(texts)
    notes = (_OLD_FONT.format(" và ".join(fonts)),) if fonts else ()
    text = unicodedata.normalize("NFC", join(rest))
    told = Letters(text, (*letters.notes, *notes, *language_notes(texts)), letters.encoding)
    return told, _with_texts(facts, list(stated), own)


def restored_line(text: str) -> str:
    """A line that a sender states, out of an old font or misreading where it alone tells of it."""
    fragments, _ = restore(split_plain(without_mojibake(text)))
    return join(fragments)


def _texts_of(facts: StatedFacts) -> dict[str, str]:
    return {
        each.name: value
        for each in fields(facts)
        if isinstance(value := getattr(facts, each.name), str)
    }


def _with_texts(
    facts: StatedFacts, names: Sequence[str], fragments: Sequence[Fragment]
) -> StatedFacts:
    texts = {name: each.text for name, each in zip(names, fragments, strict=True)}
    return replace(facts, **texts)  # type: ignore[arg-type] # only the fields that are texts
