"""Whether text becomes Vietnamese by being read in another way: counted, word by word."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from service.vietnamese import BEYOND_ASCII
from service.vietnamese.spelling import is_spelled_syllable

_UNICODE_ONLY = re.compile(
    "[" + "".join(f"{each}{each.upper()}" for each in BEYOND_ASCII if each > "\u00ff") + "]"
)
_OUTSIDE = " \xa0\t\"'()[]{}<>.,:;!?…“”‘’–—-*/"
_INSIDE = re.compile(r"[\xa0–—/.,:;()“”\"'’-]+")
_ADDRESS = re.compile(r"://|@|www\.|[\\=_]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What another reading of a text does to its words.

    ``words`` have a letter; ``changed`` are those that the other reading changes, of
    which ``before`` were Vietnamese syllables as they stand and ``after`` are so then;
    ``forms`` are the different ones among them that become so.
    """

    words: int = 0
    changed: int = 0
    before: int = 0
    after: int = 0
    forms: frozenset[str] = frozenset()

    def __add__(self, other: Self) -> "Evidence":
        return Evidence(
            self.words + other.words,
            self.changed + other.changed,
            self.before + other.before,
            self.after + other.after,
            self.forms | other.forms,
        )

    @property
    def is_certain(self) -> bool:
        """Whether the other reading is the right one, whatever the language of the text.

        Of Vietnamese words two in three carry a mark, so many words change; they become
        syllables, and were none. French «où» or Spanish «año» change a few words, into
        none; Vietnamese in Unicode is spelled right before.
        """
        return (
            len(self.forms) >= 4
            and self.changed >= 0.3 * self.words
            and self.after >= 0.8 * self.changed
            and self.before <= 0.4 * self.changed
        )

    @property
    def is_likely(self) -> bool:
        """Whether it is the right one where something else speaks for it, such as a font."""
        return self.after >= 0.7 * self.changed > 0 and self.after > self.before


def weigh(text: str, convert: Callable[[str], str]) -> Evidence:
    """What ``convert`` does to each word of ``text``."""
    words = [word for word in text.split() if word.isalpha() or not _ADDRESS.search(word)]
    return weigh_words((word, convert(word)) for word in words)


def weigh_words(readings: Iterable[tuple[str, str]]) -> Evidence:
    """The evidence of words, each as it stands and as it would be read."""
    words = changed = before = after = 0
    forms = set()
    for word, reading in readings:
        if not any(letter.isascii() and letter.isalpha() for letter in word):
            continue  # «½» and «®» alone are no words, though one font draws «ẵ» and «đ» there
        words += 1
        if word == reading:
            continue
        changed += 1
        before += is_spelled(word)
        if is_spelled(reading):
            after += 1
            forms.add(reading)
    return Evidence(words, changed, before, after, frozenset(forms))


@lru_cache(maxsize=20_000)
def is_spelled(word: str) -> bool:
    """Whether ``word``, without the signs around it, is one or more Vietnamese syllables."""
    parts = [part for part in _INSIDE.split(word.strip(_OUTSIDE)) if part]
    return bool(parts) and all(map(is_spelled_syllable, parts))


def has_unicode_vietnamese(text: str) -> bool:
    """Whether a letter stands in ``text`` that only Unicode has: «ế», «ư», «đ»."""
    return _UNICODE_ONLY.search(text) is not None
