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
"""Stands for "đ", which has no mark that could be taken away: FTS5's unicode61 takes this one."""

_QUOTED = re.compile(r'"([^"]*)"|([^"]+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """Two questions to FTS5, both to be met: ``plain`` whatever marks, ``marked`` with them."""

    plain: str | None
    marked: str | None


def kept_form(text: str) -> str:
    """``text`` as its words are kept and asked for."""
    return fold_letters(text).replace("đ", _STROKE)


def ask_for_words(typed: str) -> Asked | None:
    """What finds ``typed``; None where there is no word in it."""
    plain: list[str] = []
    marked: list[str] = []
    left = MOST_WORDS
    for quoted, bare in _QUOTED.findall(fold_letters(typed[:_LONGEST])):
        words = _WORD.findall(quoted or bare)[:left]
        left -= len(words)
        if not words:
            continue
        joined = _phrase if quoted else _near
        bearing = [word for word in words if _bears_marks(word)]
        if quoted and bearing:
            marked.append(_phrase(words))
            continue
        if bearing:
            marked.append(_near(bearing))
        if len(bearing) < len(words):
            plain.append(joined(words))
    if not plain and not marked:
        return None
    return Asked(" AND ".join(plain) or None, " AND ".join(marked) or None)


def _bears_marks(word: str) -> bool:
    return "đ" in word or any(map(unicodedata.combining, unicodedata.normalize("NFD", word)))


def _phrase(words: list[str]) -> str:
    return '"' + kept_form(" ".join(words)) + '"'


def _near(words: list[str]) -> str:
    each = " ".join(f'"{kept_form(word)}"' for word in words)
    return f"NEAR({each}, {NEAR})" if len(words) > 1 else each
