"""UTF-8 that was read as windows-1252 or windows-1258 becomes itself again.

«PhÆ°á»›c» is «Phước»: each byte of UTF-8 stands there as a letter. The five bytes that
windows-1252 has no letter for, and the no-break space, are often lost on the way: most of
what was lost can be told from the syllable around it, the rest is refused and not guessed.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import prod

from service.errors import ArticleError
from service.sources.legacy.evidence import is_spelled, weigh_words

_SPACES = re.compile(r"([ \t\n\r]+)")
"""Not the no-break space, which may be half of an «à», nor the next line (U+0085)."""


def _letters_of(first: int, last: int) -> str:
    """What the bytes are shown as: by windows-1252, by ISO 8859-1 where that has nothing."""
    shown = set()
    for byte in range(first, last + 1):
        shown.add(chr(byte))
        shown.add(bytes([byte]).decode("cp1252", "ignore"))
        shown.add(bytes([byte]).decode("cp1258", "ignore") if byte == 0xC3 else "")
    return "".join(map(re.escape, shown))


_BYTES = {chr(byte): byte for byte in range(256)}
_BYTES |= {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xA0)}
_BYTES |= {"Ă": 0xC3}
_NEXT = rf"(?:[{_letters_of(0x80, 0xBF)}]|&nbsp;)"
_SEQUENCE = re.compile(
    rf"[{_letters_of(0xC2, 0xDF)}]{_NEXT}|[{_letters_of(0xE0, 0xEF)}]{_NEXT}{{2}}|"
    rf"[{_letters_of(0xF0, 0xF4)}]{_NEXT}{{3}}"
)
_QUOTED = re.compile(rf"â€{_NEXT}")
"""Dashes and quotation marks (U+2000–203F): no language writes â and € together."""

_NO_BREAK_SPACE = re.compile("(áº|Æ|Â) ")
"""Ạ, Ơ and the no-break space itself, whose last byte (A0) became a common space."""

_GONE = "[?\ufffd]?"
_LOST = (
    (re.compile(f"á»{_GONE}"), "ềọỏỐờ"),  # E1 BB, then 81, 8D, 8F, 90 or 9D
    (re.compile("[ÃĂ] "), "à"),  # C3 A0: the no-break space became a common one
    (re.compile(f"[ÃĂ]{_GONE}"), "ÁÍÝ"),  # C3, then 81, 8D or 9D
    (re.compile(f"Ä{_GONE}"), "Đ"),  # C4 90
    (re.compile(f"â€{_GONE}"), "”"),  # E2 80 9D
)
_ANY_LOST = "|".join(each.pattern for each, _ in _LOST)
_ONE_LOST = re.compile(_ANY_LOST)
_PIECE = re.compile(rf"(?P<whole>{_SEQUENCE.pattern})|(?P<lost>{_ANY_LOST})|[^\W\d_]")
_WORD = re.compile(rf"(?:{_SEQUENCE.pattern}|{_ANY_LOST}|[^\W\d_])+")
_MOST_READINGS = 200
_MOST_TIMES = 3


def without_mojibake(text: str) -> str:
    """``text`` with all its letters again, or as it is where it was not misread.

    Raises ArticleError where it was, and letters are lost that nothing tells.
    """
    misread = text
    for _ in range(_MOST_TIMES):  # some are misread again and again
        decoded = _SEQUENCE.sub(_decoded, misread)
        if decoded == misread:
            break
        if _is_certain(text, decoded):
            return _restored(misread)
        misread = decoded
    return _QUOTED.sub(_decoded, text)


def _is_certain(text: str, decoded: str) -> bool:
    """Whether ``decoded`` is what was meant, by its words in which no letter is missing."""
    pairs = zip(_SPACES.split(text), _SPACES.split(decoded), strict=True)
    evidence = weigh_words(
        (word, reading)
        for word, reading in pairs
        if word != reading and not _ONE_LOST.search(reading)
    )
    return (
        len(evidence.forms) >= 3
        and evidence.after >= 0.8 * evidence.changed
        and evidence.before <= 0.2 * evidence.changed
    )


def _decoded(found: re.Match[str]) -> str:
    letters = found[0].replace("&nbsp;", "\xa0")
    try:
        return bytes(_BYTES[letter] for letter in letters).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _restored(text: str) -> str:
    """``text`` decoded, and in each word the letters that were lost on the way."""
    lost: dict[str, tuple[str, ...]] = {}

    def restored(found: re.Match[str]) -> str:
        readings = _readings(found[0])
        if len(readings) != 1:
            lost[_SEQUENCE.sub(_decoded, found[0])] = readings
        # The space was half a letter; where no other follows, it was a space as well.
        following = found.string[found.end() : found.end() + 1]
        gap = " " if found[0].endswith(" ") and following.isalnum() else ""
        return (readings[0] if readings else found[0]) + gap

    text = _WORD.sub(restored, _NO_BREAK_SPACE.sub("\\1\xa0", text))
    if lost:
        raise _letters_lost(lost)
    return text


@lru_cache(maxsize=20_000)
def _readings(word: str) -> tuple[str, ...]:
    """What a misread word can be: where letters are lost, each spelling that is a syllable."""
    choices = [tuple(_choices(piece, word)) for piece in _PIECE.finditer(word)]
    if prod(map(len, choices)) > _MOST_READINGS:
        return ()
    written = list(dict.fromkeys(map("".join, product(*choices))))
    if len(written) == 1:
        return tuple(written)
    for candidates in (
        [each for each in written if " " not in each],
        [each for each in written if " " in each],
    ):
        spelled = [
            each
            for each in candidates
            if all(map(is_spelled, each.split(" "))) and _is_one_case(each)
        ]
        if spelled:
            return tuple(spelled)
    return ()


def _choices(piece: re.Match[str], word: str) -> Iterator[str]:
    """What one piece of a word can have been."""
    if piece["whole"]:
        yield _decoded(piece)
    elif piece["lost"]:
        letters = next(letters for lost, letters in _LOST if lost.fullmatch(piece[0]))
        yield from letters
        if piece[0].endswith(" ") and piece.end() < len(word):
            yield from (f"{letter} " for letter in letters)
    else:
        yield piece[0]


def _is_one_case(word: str) -> bool:
    """Whether a word is in capitals, or small behind its first letter."""
    return word.isupper() or all(part[1:].islower() for part in word.split() if part[1:])


def _letters_lost(lost: dict[str, tuple[str, ...]]) -> ArticleError:
    word, readings = next(iter(lost.items()))
    can_be = ", ".join(f"“{each}”" for each in readings) or "không rõ là chữ gì"
    return ArticleError(
        f"Văn bản UTF-8 đã bị đọc sai bảng mã và mất chữ ở {len(lost)} từ, không thể khôi phục "
        f"chắc chắn: “{word.strip()}” có thể là {can_be}. Hãy lấy lại bản gốc (UTF-8) và gửi lại.",
        f"The text is UTF-8 that was read as another encoding, and {len(lost)} of its words have "
        f"lost letters: “{word.strip()}” can be {can_be}. Send the original as UTF-8.",
    )
