"""VIQR (RFC 1456): Vietnamese typed in ASCII, «Tie^'ng Vie^.t»."""

import re
import unicodedata
from functools import partial

from service.sources.legacy.evidence import Evidence, is_spelled, weigh_words

NAME = "VIQR"

_HATS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
"""RFC 1456 writes a horn as «+»; keyboards of then also take «*»."""

_TONES = {"`": "\u0300", "'": "\u0301", "~": "\u0303", "?": "\u0309", ".": "\u0323"}
_LETTER = re.compile(r"\\(?P<escaped>[\\^(+*`'~?.])|(?P<d>[Dd][Dd])|"
                     r"(?P<hatted>[AaEeOo]\^|[Aa]\(|[OoUu][+*])(?P<tone>[`'~?.])?|"
                     r"(?P<vowel>[AaEeIiOoUuYy])(?P<mark>[`'~?.])")  # fmt: skip
_STRONG = re.compile(r"[aeo]\^|a\(|[ou][+*]|dd|[aeiouy][`'~?.][a-z]", re.IGNORECASE)
"""What VIQR needs and other writing hardly has: a hat, đ, or a tone within the word. A tone
at the end («ba.», «so?») is in every language a stop, a question or a quotation mark."""
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|www\.|[=_{}\[\]<>#$%&|]")
_STOPS = ".?'"
_TONED = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")


def weigh_viqr(line: str) -> Evidence:
    """The evidence of the words that have what only VIQR has."""
    if not _is_typed_in_ascii(line):
        return Evidence()
    words = [word for word in line.split() if word.isalpha() or not _ADDRESS.search(word)]
    return weigh_words(
        (word, _letters(word) if _STRONG.search(word) else word)
        for word in words
        if any(map(str.isalpha, word))
    )


def is_certainly_viqr(evidence: Evidence) -> bool:
    """Whether the document is VIQR: most of its marked words become syllables, and many are."""
    return evidence.is_certain and len(evidence.forms) >= 8 and evidence.after >= 10


def has_escapes(line: str) -> bool:
    """Whether the writer escapes signs that are no tones, as RFC 1456 asks for."""
    return re.search(r"\\[.?']", line) is not None


def from_viqr(line: str, *, escapes: bool) -> str:
    """The Unicode of a line of VIQR; words that are no syllables then stay as they are.

    ``escapes`` tells that every stop behind a vowel is escaped in this document.
    """
    if not (_is_typed_in_ascii(line) and _STRONG.search(line)):
        return line
    return _WORD.sub(partial(_word, escapes=escapes), line)


def _is_typed_in_ascii(line: str) -> bool:
    """Whether no letter beyond ASCII is in ``line``; quotation marks and dashes may be."""
    return line.isascii() or not any(each.isalpha() for each in line if not each.isascii())


def _word(found: re.Match[str], *, escapes: bool) -> str:
    word = found[0]
    if _ADDRESS.search(word):
        return word
    body, stop = word, ""
    if _ends_sentence(found, escapes=escapes):
        body, stop = word[:-1], word[-1]
    read = _letters(body)
    if is_spelled(read) or _is_abbreviation(body):
        return read + stop
    return word


def _ends_sentence(found: re.Match[str], *, escapes: bool) -> bool:
    """Whether the last sign is a stop and no tone: a toned word has none to take.

    RFC 1456 has such a stop escaped («la\\.»), which people forget: one at the end of a line
    ends a sentence, and so does a full stop before a capital. It can still be a tone
    («bo^. Noi»), and is one in a name («Thi. Nam»); questions are so rare in news that «?»
    there is one.
    """
    word, rest = found[0], found.string[found.end() :].lstrip()
    if word[-1] not in _STOPS or word[-2:-1] == "\\":
        return False
    toned = _TONED.search(unicodedata.normalize("NFD", _letters(word[:-1])))
    if toned or escapes or word[-1] == "'":
        return toned is not None
    return not rest or (word[-1] == "." and not rest[0].islower() and not word[0].isupper())


def _is_abbreviation(word: str) -> bool:
    return word.isalpha() and word.isupper() and "DD" in word


def _letters(word: str) -> str:
    return unicodedata.normalize("NFC", _LETTER.sub(_letter, word))


def _letter(found: re.Match[str]) -> str:
    if found["escaped"]:
        return found["escaped"]
    if found["d"]:
        return "Đ" if found["d"][0] == "D" else "đ"
    if found["hatted"]:
        hatted = found["hatted"]
        return hatted[0] + _HATS[hatted[1]] + _TONES.get(found["tone"] or "", "")
    return found["vowel"] + _TONES[found["mark"]]
