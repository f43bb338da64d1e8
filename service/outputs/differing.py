"""What differs between two texts: sentence by sentence, and in a changed sentence word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_WORDS = 2_000
"""Of two sentences that are compared word by word: the work grows with their product."""

MOST_LINES = 20_000
"""Of two texts that are compared sentence by sentence; beyond it the common ends are found."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one sentence, and what became of it. Joined, those that are not GONE are the new
    sentence, and those that are not NEW the old one.
    """

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A sentence of the new text, of the old one, or of both: its pieces in reading order."""

    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether it stands in both texts alike."""
        return all(piece.change is Change.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """So many sentences in a row that stand in both texts alike and need not be shown."""

    count: int


def compare_lines(old: Sequence[str], new: Sequence[str]) -> tuple[LineChange, ...]:
    """Every sentence of both texts, the old one's before those that took their place."""
    begin = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), len(old) - begin, len(new) - begin)
    middle_old, middle_new = old[begin : len(old) - end], new[begin : len(new) - end]
    return (
        *map(_same, new[:begin]),
        *_compare_middle(middle_old, middle_new),
        *map(_same, new[len(new) - end :]),
    )


def with_surroundings(lines: Sequence[LineChange], around: int) -> Iterator[LineChange | Unchanged]:
    """The changed ones with ``around`` others before and after; of the rest the number."""
    shown: set[int] = set()
    for at, line in enumerate(lines):
        if not line.is_same:
            shown.update(range(at - around, at + around + 1))
    left_out = 0
    for at, line in enumerate(lines):
        if at not in shown:
            left_out += 1
            continue
        if left_out:
            yield Unchanged(left_out)
            left_out = 0
        yield line
    if left_out:
        yield Unchanged(left_out)


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of one sentence that became another."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return (Piece(Change.GONE, old), Piece(Change.NEW, new))
    pieces: list[Piece] = []
    for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        if gone == come:
            pieces.append(Piece(Change.SAME, gone))
            continue
        if gone:
            pieces.append(Piece(Change.GONE, gone))
        if come:
            pieces.append(Piece(Change.NEW, come))
    return tuple(pieces)


def _compare_middle(old: Sequence[str], new: Sequence[str]) -> Iterator[LineChange]:
    if len(old) + len(new) > MOST_LINES:
        yield from (LineChange((Piece(Change.GONE, line),)) for line in old)
        yield from (LineChange((Piece(Change.NEW, line),)) for line in new)
        return
    # Sentences that come a hundred times over are no landmarks: autojunk passes them over, and
    # so the work does not grow with the square of a text of one sentence.
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            yield from map(_same, new[k:m])
            continue
        both = min(j - i, m - k)
        for before, after in zip(old[i : i + both], new[k : k + both], strict=True):
            yield LineChange(compare_words(before, after))
        yield from (LineChange((Piece(Change.GONE, line),)) for line in old[i + both : j])
        yield from (LineChange((Piece(Change.NEW, line),)) for line in new[k + both : m])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many sentences both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _same(line: str) -> LineChange:
    return LineChange((Piece(Change.SAME, line),))
