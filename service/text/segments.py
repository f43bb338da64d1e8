"""Blocks become segments: printed sentences with ids made from their content."""

from collections import Counter
from collections.abc import Iterator, Sequence

from service.fingerprint import fingerprint
from service.model import Block, BlockKind, Ending, Segment
from service.text.sentences import sentence_ends

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
    ones stand before it, so that inserting a sentence renames no other.
    """
    seen: Counter[str] = Counter()
    segments: list[Segment] = []
    for index, block in enumerate(blocks):
        parts = list(_sentences_and_tails(block.text))
        last = _block_ending(blocks, index)
        for place, (text, tail) in enumerate(parts):
            ending = last if place == len(parts) - 1 else Ending.SENTENCE
            segments.append(
                Segment(_segment_id(text, seen[text]), text, block.kind, index, ending, tail)
            )
            seen[text] += 1
    return tuple(segments)


def _sentences_and_tails(line: str) -> Iterator[tuple[str, str]]:
    begin = 0
    for end in (*sentence_ends(line), len(line)):
        following = _skip_space(line, end)
        yield line[begin:end], line[end:following]
        begin = following


def _skip_space(line: str, place: int) -> int:
    while place < len(line) and line[place].isspace():
        place += 1
    return place


def _block_ending(blocks: Sequence[Block], index: int) -> Ending:
    if blocks[index].kind in _HEADINGS:
        return Ending.HEADING
    followed_by_heading = index + 1 < len(blocks) and blocks[index + 1].kind in _HEADINGS
    return Ending.SECTION if followed_by_heading else Ending.PARAGRAPH


def _segment_id(text: str, occurrence: int) -> str:
    return "s" + fingerprint("segment/1", text, occurrence)[:11]
