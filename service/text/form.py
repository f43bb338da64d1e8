"""Written forms as regular expressions that are compiled when first met.

Compiling every form at import would cost a command line a tenth of a second;
a text without dates never pays for the dates.
"""

import re
from collections.abc import Iterable, Iterator

from service.vietnamese import BEYOND_ASCII

SPACE = r"[ \u00a0\u2009\u202f]"
"""One space inside a written form: plain, no-break, thin or narrow no-break."""

SMALL = "a-z" + BEYOND_ASCII
"""The small letters of Vietnamese, for use inside a character class."""

CAPITAL = "A-Z" + BEYOND_ASCII.upper()
"""The capital letters of Vietnamese with all tones, for use inside a character class."""

DASH = r"[-\u2010-\u2015\u2212]"
"""Whatever is typed for a hyphen, a dash or a minus sign."""

MINUS = "-\u2012\u2013\u2212"
"""What is typed for a minus sign, for use inside a character class."""


class Form:
    """A regular expression without state but its own compiled shape."""

    __slots__ = ("_compiled", "flags", "source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression. Two threads may both compile it; both get the same."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self.flags)
        return self._compiled

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """All places of ``text`` that have this form, from left to right."""
        return self.pattern.finditer(text)

    def found_in(self, text: str, begin: int = 0) -> re.Match[str] | None:
        """The first place at or after ``begin`` that has this form."""
        return self.pattern.search(text, begin)

    def found_at(self, text: str, begin: int) -> re.Match[str] | None:
        """The form if it stands exactly at ``begin``."""
        return self.pattern.match(text, begin)


def one_of(keys: Iterable[str]) -> str:
    """An alternation of ``keys``, the longest first, for use inside an expression."""
    return "(?:" + "|".join(sorted(map(re.escape, keys), key=len, reverse=True)) + ")"


def either(words: str) -> str:
    """An alternation of ``words``, which are written with commas between them."""
    return one_of(word.strip() for word in words.split(","))
