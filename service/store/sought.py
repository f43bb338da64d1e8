"""How words are kept to be found, and what of them a person's words ask for.

A word that is typed with marks is found with these marks alone ("đảng" is not "đang"); one
that is typed without any is found whatever its marks ("dang" is "đang", "đảng", "dâng").
Words stand near one another, in any order, in one of title, facts and body; words in
quotation marks follow each other.
"""

import re
import unicodedata
from dataclasses import dataclass

from service.model import fold_letters

NEAR = 8
"""Words that may lie between those that were typed: a name within a sentence is together."""

MOST_WORDS = 20
_LONGEST = 300
_STROKE = "d\u0331"
"""Stands for "đ", which has no mark that could be taken away: from this one it can be."""

_QUOTED = re.compile(r'"([^"]*)"|([^"]+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Together:
    """Words, as they are kept, that follow each other (a phrase) or lie near one another."""

    words: tuple[str, ...]
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """All of it is to be found: ``plain`` whatever marks words have, ``marked`` with its own."""

    plain: tuple[Together, ...]
    marked: tuple[Together, ...]


def kept_form(text: str) -> str:
    """The words of ``text`` as they are kept and asked for, between single spaces."""
    return " ".join(_WORD.findall(fold_letters(text))).replace("đ", _STROKE)


def ask_for_words(typed: str) -> Asked | None:
    """What finds ``typed``; None where there is no word in it."""
    plain: list[Together] = []
    marked: list[Together] = []
    left = MOST_WORDS
    for quoted, bare in _QUOTED.findall(fold_letters(typed[:_LONGEST])):
        words = _WORD.findall(quoted or bare)[:left]
        left -= len(words)
        if not words:
            continue
        bearing = [word for word in words if _bears_marks(word)]
        if quoted:
            (marked if bearing else plain).append(_together(words, is_phrase=True))
            continue
        if bearing:
            marked.append(_together(bearing))
        if len(bearing) < len(words):
            plain.append(_together(words))
    return Asked(tuple(plain), tuple(marked)) if plain or marked else None


def _bears_marks(word: str) -> bool:
    return "đ" in word or any(map(unicodedata.combining, unicodedata.normalize("NFD", word)))


def _together(words: list[str], *, is_phrase: bool = False) -> Together:
    return Together(tuple(kept_form(word) for word in words), is_phrase)
