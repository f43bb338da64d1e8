"""Where the sentences of a Vietnamese newspaper line end.

One compiled pattern proposes the places where a sentence may end: a stop with
what may follow it. Small rules then refuse some of them by the word in front of
the stop and the words behind it. Each rule looks at a bounded stretch of text,
so the time is linear in the length of the line.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from service.text.stops import (
    BORDER,
    COMBINING,
    DOMAIN_END,
    ENUMERATOR,
    FEW_DIGITS,
    GLUED_WORD,
    HOST,
    LETTER,
    LETTERS_END,
    LISTED,
    MORE_DIGITS,
    NEVER_LAST,
    NUMBER_END,
    OPENER,
    PLACE,
    SYLLABLE,
    TITLE,
    TWO_NAMES,
    WEB,
    WORD,
)

_WINDOW = 32
_QUOTATION = 2000
"""How far back rules look, in characters: for a word, and for the beginning of a quotation."""


def sentence_ends(line: str) -> list[int]:
    """The offsets in ``line`` at which a sentence ends and another begins.

    ``line`` is one line of text, best in NFC: with combining marks it is read in
    its NFC, which costs more. The end of the line itself is not listed, and white
    space after a stop belongs to neither sentence.
    """
    if COMBINING.search(line) is None:
        return _composed_ends(line)
    composed = unicodedata.normalize("NFC", line)
    widths = list(_widths(composed))
    places = {width: place for place, width in enumerate(_widths(line), 1)}
    return [places[widths[end - 1]] for end in _composed_ends(composed)]


def _widths(text: str) -> Iterator[int]:
    """How long the decomposed text is up to and with each character."""
    return accumulate(len(unicodedata.normalize("NFD", character)) for character in text)


def _composed_ends(line: str) -> list[int]:
    ends: list[int] = []
    begin = 0
    for match in BORDER.finditer(line):
        if _ends_sentence(line, begin, match):
            begin = match.end("stop" if _opens_next(line, begin, match) else "close")
            ends.append(begin)
    return ends


def _ends_sentence(line: str, begin: int, match: re.Match[str]) -> bool:
    stop, close = match.group("stop", "close")
    if match.start() - begin < _WINDOW and not _has_word(line[begin : match.start()]):
        return False
    if stop == "." and not close and _is_enumerator(line, begin, match.start()):
        return False
    gap, lead = match.group("gap", "lead")
    if gap is None:
        return _ends_though_glued(line, begin, match)
    if not lead and match["next"] is None:
        return False
    if _attributes_quotation(close, lead) or _closes_later(line, begin, match):
        return False
    if _is_elision(line, match):
        return False
    if stop != ".":
        return not _goes_on(line, begin, match)
    return bool(close) or not _abbreviates(line, begin, match)


def _opens_next(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the straight quote glued between two sentences opens the second one."""
    return (
        match["gap"] is None
        and match["close"] == '"'
        and not _is_quoting(line, begin, match.start())
    )


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _attributes_quotation(close: str, lead: str) -> bool:
    """Whether a dash after a closed quotation names the speaker: ``…!" - Ông A nói``."""
    return close[-1:] in {'"', "”", "’", "»"} and lead[:1] in {"-", "–", "—"}


def _closes_later(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a straight quote standing alone behind the stop still closes this sentence."""
    after = line[match.end("gap") : match.end("gap") + 2]
    return after == '" ' and _is_quoting(line, begin, match.end())


def _is_quoting(line: str, begin: int, at: int) -> bool:
    """Whether a straight quotation that began in this sentence is still open."""
    return line.count('"', max(begin, at - _QUOTATION), at) % 2 == 1


def _goes_on(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the sentence goes on behind ``…``, ``!`` or ``?``: ``… 15``, ``Yahoo! Mail``."""
    if match["lead"][:1] in {".", "…"}:
        return True
    if match["stop"][-1] in ".…":
        return (match["next"] or "").isdigit()
    return _word_before(line, begin, match.start()) == "Yahoo"


def _is_elision(line: str, match: re.Match[str]) -> bool:
    """Whether the stop is a ``(…)`` or ``[...]`` that stands for words left out."""
    return match["close"][:1] in {")", "]"} and line[match.start() - 1 : match.start()] in {
        "(",
        "[",
    }


def _word_before(line: str, begin: int, end: int) -> str:
    words = line[max(begin, end - _WINDOW) : end].split()
    return words[-1].rpartition(",")[2].lstrip("\"“‘'«([") if words else ""


def _last_letters(word: str) -> str:
    """The letters at the end of ``word``: of ``đồng/lượng`` it is ``lượng``."""
    found = LETTERS_END.search(word)
    return found[0] if found else ""


def _is_enumerator(line: str, begin: int, at: int) -> bool:
    """Whether all before the stop numbers a list line or heading, or a part behind a colon."""
    if at - begin < _WINDOW and ENUMERATOR.fullmatch(line, begin, at):
        return True
    return bool(LISTED.search(line, max(begin, at - 8), at))


def _abbreviates(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a number."""
    at = match.start()
    word = _word_before(line, begin, at)
    after = line[match.end("gap") : match.end("gap") + _WINDOW]
    if OPENER.match(after):
        return word in NEVER_LAST
    if TITLE.match(word):
        return not _follows_number(line, begin, at, _unit_length(word))
    if PLACE.match(word) and TWO_NAMES.match(after):
        return not _follows_number(line, begin, at, _unit_length(word))
    if LETTER.match(word):
        return _is_initial(line, begin, match, after)
    return _groups_digits(line, begin, at)


def _groups_digits(line: str, begin: int, at: int) -> bool:
    """Whether the stop groups the digits of one number: ``400. 000``, ``(84. 4)``."""
    return bool(MORE_DIGITS.match(line, at + 1) and FEW_DIGITS.search(line, max(begin, at - 5), at))


def _unit_length(word: str) -> int:
    """How many characters of ``word`` are no part of a number: of ``10g`` one."""
    return len(word.lstrip("0123456789.,-–/"))


def _follows_number(line: str, begin: int, at: int, unit: int) -> bool:
    """Whether the last ``unit`` letters are those of a number (``200 đ.``, ``5 h.``, ``10g.``)."""
    return bool(NUMBER_END.search(line, max(begin, at - unit - 3), at - unit))


def _is_initial(line: str, begin: int, match: re.Match[str], after: str) -> bool:
    """Whether the letter before the stop is a name's: ``V. Putin``, ``N. T. H.``, ``ông B. (``."""
    at = match.start()
    if "(" in match["lead"] or match["next"] is None or match["next"].isdigit():
        return not _follows_number(line, begin, at, 1)
    if after[1:2] == ".":
        return True
    following = WORD.match(after)
    if following is None or after[following.end() : following.end() + 1] == ":":
        return False
    return _is_foreign(following[0]) or (line[at - 1] == "C" and following[0] == "Mác")


def _is_foreign(word: str) -> bool:
    return len(word) > 2 and not SYLLABLE.match(word)


def _ends_though_glued(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the writer forgot the white space behind this stop."""
    stop, at, end = match["stop"], match.start(), match.end()
    after = line[end : end + _WINDOW]
    if match["close"]:
        return _opens_next(line, begin, match) or after[:1].isupper()
    if stop != ".":
        return True
    word = _word_before(line, begin, at)
    if TITLE.match(word) or PLACE.match(word) or LETTER.match(word):
        return _follows_number(line, begin, at, _unit_length(word))
    if DOMAIN_END.match(line, at) or (WEB.search(word) and not HOST.search(word)):
        return False
    following = GLUED_WORD.match(after)
    return following is not None or bool(SYLLABLE.match(_last_letters(word)))
