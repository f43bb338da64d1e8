"""What one reading does without: patterns that run away, and entries that cannot be used."""

from collections.abc import Callable
from typing import TypeVar

from service.errors import LexiconError
from service.model import LexiconEntry

T = TypeVar("T")

READING_SECONDS = 1.0
"""How long a pattern may work on one window of a text while an article is read.

Ten times as long as while it is checked, so that what was checked in an idle program is not
out in a busy one.
"""

ARTICLE_SECONDS = 5.0
"""How long all searches of one article that are not quick may take together."""

_STEPS = (0.01, 0.1)
"""Seconds that a search is given first: without a clock they tell how slow it is.

A search that is quick, as nearly all are, ends within the first and costs nothing of
ARTICLE_SECONDS. What is not is begun again with more time, and costs all it was given.
"""


class Runaways:
    """The entries that one reading leaves out, by their ids, each with what is wrong with it.

    A search may take ``most_seconds``, all slow ones together ``total_seconds``: a pattern
    that stays just within its time in each of a thousand sentences is left out as well.
    """

    def __init__(
        self, most_seconds: float = READING_SECONDS, total_seconds: float = ARTICLE_SECONDS
    ) -> None:
        self.left_out: dict[str, tuple[LexiconEntry, LexiconError]] = {}
        self._most = most_seconds
        self._total = self._left = total_seconds

    def leave_out(self, entry: LexiconEntry, why: LexiconError) -> None:
        """``entry`` is not followed from here on; the first reason stands."""
        self.left_out.setdefault(entry.id, (entry, why))

    def search(self, entry: LexiconEntry, find: Callable[[float], list[T]]) -> list[T]:
        """What ``find`` finds, given the seconds it may take; nothing where it runs away.

        ``find`` raises LexiconError when its seconds are over.
        """
        if entry.id in self.left_out:
            return []
        for seconds in (*(step for step in _STEPS if step < self._most), self._most):
            is_quick = seconds <= _STEPS[0]
            if not is_quick and seconds > self._left:
                self.leave_out(entry, self._used_up(entry))
                return []
            try:
                found = find(seconds)
            except LexiconError as e:
                self._left -= seconds
                if seconds == self._most:
                    self.leave_out(entry, e)
            else:
                self._left -= 0 if is_quick else seconds
                return found
        return []

    def _used_up(self, entry: LexiconEntry) -> LexiconError:
        return LexiconError(
            f"Biểu thức «{entry.grapheme}» chậm, mà các biểu thức chậm đã dùng hết "
            f"{self._total:g} giây. Hãy bỏ bớt dấu lặp, hoặc ghi số lần nhỏ hơn.",
            f"The pattern {entry.grapheme!r} is slow, and slow ones have used up their "
            f"{self._total:g} seconds.",
        )
