"""Leaves become segments: printed sentences with ids made from their content."""

from collections import Counter
from collections.abc import Iterator, Sequence

from service.fingerprint import fingerprint
from service.model import BlockKind, Ending, Leaf, Segment
from service.model.content import Mark
from service.text.division import divide
from service.text.sentences import sentence_ends

MOST_PRINTED = 1000
"""Characters of a segment: a longer sentence is divided.

It is a cue and a clip, and both are held in memory whole. The longest sentence of the
sample texts has 624 characters: none of theirs changes.
"""

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_STOPS = (".", "!", "?", "…")
_CLOSING = "”"
_SECTION_LEVEL = 2
"""Headings below this level divide a section and open none."""


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text`` in order, without outer white space.

    A line break always ends a sentence. Joined together the sentences are the
    text but for white space.
    """
    return [
        sentence
        for line in text.splitlines()
        for sentence, _ in _sentences_and_tails(line.strip(), line.strip())
        if sentence
    ]


def split_segments(leaves: Sequence[Leaf]) -> tuple[Segment, ...]:
    """The segments of ``leaves``; texts and tails joined are each leaf's text.

    A segment's id is "s" and eleven hex digits of its text and of how many equal
    ones stand before it, so that inserting a sentence renames no other. A sentence of
    more than a thousand characters is several.
    """
    return tuple(walk_segments(leaves))


def walk_segments(leaves: Sequence[Leaf]) -> Iterator[Segment]:
    """As :func:`split_segments`, one after the other: whoever stops early holds few."""
    seen: Counter[str] = Counter()
    for index, leaf in enumerate(leaves):
        last, whole = _leaf_ending(leaves, index), leaf.text
        at = 0
        for text, tail in _pieces_and_tails(whole, _without_marks(leaf)):
            at += len(text) + len(tail)
            ending = last if at == len(whole) else Ending.SENTENCE
            yield Segment(_segment_id(text, seen[text]), text, leaf.kind, index, ending, tail)
            seen[text] += 1


def _pieces_and_tails(line: str, looked_at: str) -> Iterator[tuple[str, str]]:
    """The sentences of ``line`` with what follows each; long ones in pieces."""
    for sentence, tail in _sentences_and_tails(line, looked_at):
        *pieces, last = divide(sentence, MOST_PRINTED)
        for piece in pieces:
            text = piece.rstrip()
            yield text, piece[len(text) :]
        yield last, tail


def _without_marks(leaf: Leaf) -> str:
    """The letters of ``leaf``, with closing marks for those that refer to notes behind a stop.

    «… cả năm.¹ Ông nói» are two sentences; as letters alone «.1» would be a number.
    """
    letters = ""
    for run in leaf.runs:
        refers = run.note is not None or Mark.SUPERSCRIPT in run.marks
        closes = refers and letters.endswith(_STOPS)
        letters += _CLOSING * len(run.text) if closes else run.text
    return letters


def _sentences_and_tails(line: str, looked_at: str) -> Iterator[tuple[str, str]]:
    begin = 0
    for end in (*sentence_ends(looked_at), len(line)):
        following = end
        while following < len(line) and line[following].isspace():
            following += 1
        yield line[begin:end], line[end:following]
        begin = following


def _leaf_ending(leaves: Sequence[Leaf], index: int) -> Ending:
    """What ends with the leaf: more than the leaf itself where a heading follows."""
    leaf = leaves[index]
    if (
        leaf.kind in _HEADINGS
        or index + 1 == len(leaves)
        or leaves[index + 1].kind not in _HEADINGS
    ):
        return leaf.ending
    below = leaves[index + 1].level > _SECTION_LEVEL
    return Ending.SUBSECTION if below else Ending.SECTION


def _segment_id(text: str, occurrence: int) -> str:
    return "s" + fingerprint("segment/1", text, occurrence)[:11]
