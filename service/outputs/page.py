"""An episode as its article page shows it: the printed text, sentence by sentence.

The text is never rewritten (rule 9 of the house): the pieces of every sentence
and the tails between them, joined, are the block as it was published. A sentence
that is heard carries no id; the player finds it by its place among the heard
sentences, because ids and the like make screen readers stumble.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from service.model import BlockKind, Episode, ForeignRun, Passage, Utterance
from service.model.timing import cues


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of printed text in one language; ``language`` None is the page's own."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One printed sentence; ``heard`` when the recording speaks it."""

    pieces: tuple[Piece, ...]
    tail: str
    heard: bool


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block of the article with its sentences in reading order."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Neighbouring list items together; every other block alone."""

    kind: BlockKind
    blocks: tuple[PageBlock, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A short form of the article and the words it stands for."""

    written: str
    spoken: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the template of the article page needs, and nothing of HTML.

    ``times`` holds each cue's "begin-end" in milliseconds, in the
    order of the page, separated by spaces. ``unheard`` are printed sentences
    that the recording leaves out.
    """

    title: PageBlock
    body: tuple[PageGroup, ...]
    times: str
    unheard: tuple[str, ...]
    expansions: tuple[Expansion, ...]


def article_page(episode: Episode) -> ArticlePage:
    """The page of the episode's current edition."""
    passages = episode.edition.passages
    blocks = [_page_block(list(group)) for _, group in groupby(passages, lambda p: p.segment.block)]
    return ArticlePage(
        title=blocks[0],
        body=tuple(_grouped(blocks[1:])),
        times=" ".join(f"{cue.begin}-{cue.end}" for cue in cues(episode.edition)),
        unheard=tuple(p.segment.text for p in passages if p.span is None),
        expansions=tuple(_expansions(p.utterance for p in passages)),
    )


def _page_block(passages: list[Passage]) -> PageBlock:
    sentences = tuple(
        Sentence(
            pieces=tuple(_pieces(p.segment.text, p.utterance.foreign)),
            tail=p.segment.tail,
            heard=p.span is not None,
        )
        for p in passages
    )
    return PageBlock(passages[0].segment.kind, sentences)


def _pieces(text: str, foreign: Iterable[ForeignRun]) -> Iterator[Piece]:
    """``text`` cut at its foreign runs; runs that overlap an earlier one are ignored."""
    at = 0
    for run in sorted(foreign, key=lambda run: run.begin):
        if not at <= run.begin < run.end <= len(text):
            continue
        if at < run.begin:
            yield Piece(text[at : run.begin])
        yield Piece(text[run.begin : run.end], run.language)
        at = run.end
    if at < len(text):
        yield Piece(text[at:])


def _grouped(blocks: list[PageBlock]) -> Iterator[PageGroup]:
    for kind, group in groupby(blocks, lambda block: block.kind):
        if kind is BlockKind.LIST_ITEM:
            yield PageGroup(kind, tuple(group))
        else:
            yield from (PageGroup(kind, (block,)) for block in group)


def _expansions(utterances: Iterable[Utterance]) -> Iterator[Expansion]:
    """Each abbreviation once, at its first reading, where it was read as words."""
    seen: set[str] = set()
    for utterance in utterances:
        for reading in utterance.trace:
            if reading.rule.startswith("abbreviation") and reading.written not in seen:
                seen.add(reading.written)
                yield Expansion(reading.written, reading.spoken)
