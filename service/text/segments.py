"""Blocks become segments: printed sentences with ids made from their content."""

from collections import Counter
from collections.abc import Iterator, Sequence

from service.fingerprint import fingerprint
from service.model import Block, BlockKind, Ending, Segment
from service.text.division import divide
from service.text.sentences import sentence_ends

MOST_PRINTED = 1000
"""Characters of a segment: a longer sentence is divided.

It is a cue and a clip, and both are held in memory whole. The longest sentence of the
sample texts has 624 characters: none of theirs changes.
"""

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text`` in order, without outer white space.

    A line break always ends a sentence. Joined together the sentences are the
    text but for white space.
    """
    return [
        sentence
        for line in text.splitlines()
        for sentence, _ in _sentences_and_tails(line.strip())
        if sentence
    ]


def split_segments(blocks: Sequence[Block]) -> tuple[Segment, ...]:
    """The segments of ``blocks``; texts and tails joined are each block's text.

    A segment's id is "s" and eleven hex digits of its text and of how many equal
    ones stand before it, so that inserting a sentence renames no other. A sentence of
    more than a thousand characters is several.
    """
    return tuple(walk_segments(blocks))


def walk_segments(blocks: Sequence[Block]) -> Iterator[Segment]:
    """As :func:`split_segments`, one after the other: whoever stops early holds few."""
    seen: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        last = _block_ending(blocks, index)
        at = 0
        for text, tail in _pieces_and_tails(block.text):
            at += len(text) + len(tail)
            ending = last if at == len(block.text) else Ending.SENTENCE
            yield Segment(_segment_id(text, seen[text]), text, block.kind, index, ending, tail)
            seen[text] += 1


def _pieces_and_tails(line: str) -> Iterator[tuple[str, str]]:
    """The sentences of ``line`` with what follows each; long ones in pieces."""
    for sentence, tail in _sentences_and_tails(line):
        *pieces, last = divide(sentence, MOST_PRINTED)
        for piece in pieces:
            text = piece.rstrip()
            yield text, piece[len(text) :]
        yield last, tail


def _sentences_and_tails(line: str) -> Iterator[tuple[str, str]]:
    begin = 0
    for end in (*sentence_ends(line), len(line)):
        following = end
        while following < len(line) and line[following].isspace():
            following += 1
        yield line[begin:end], line[end:following]
        begin = following


def _block_ending(blocks: Sequence[Block], index: int) -> Ending:
    if blocks[index].kind in _HEADINGS:
        return Ending.HEADING
    followed_by_heading = index + 1 < len(blocks) and blocks[index + 1].kind in _HEADINGS
    return Ending.SECTION if followed_by_heading else Ending.PARAGRAPH


def _segment_id(text: str, occurrence: int) -> str:
    return "s" + fingerprint("segment/1", text, occurrence)[:11]
