"""The lines of an article as they are written: bare, or with their sentences marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from service.model import Cue, ForeignRun, Ms, Passage
from service.model.content import Inline, Run, cut, text_of
from service.outputs.content.inline import write_runs
from service.outputs.content.markup import Part, element
from service.outputs.content.notes import NoteLinks

_SENTENCE = {"class": "sentence"}
"""A bare mark: ids and the like make screen readers stumble; players go by the order."""


class Lines(Protocol):
    """Who writes the leaves of a tree; asked once for each, in the order of ``leaves_of``."""

    @property
    def bare(self) -> "BareLines":
        """Who writes what is inside a leaf and is none itself: the cells of a row."""

    def line(self, runs: Inline) -> list[Part]:
        """The next leaf, which has ``runs``."""

    def unit(self) -> Mapping[str, str]:
        """What marks the next leaf, which is an element as a whole: a row, a picture."""


@dataclass(frozen=True, slots=True)
class BareLines:
    """Lines without marks of sentences."""

    notes: NoteLinks | None = None

    @property
    def bare(self) -> "BareLines":
        """Itself."""
        return self

    def line(self, runs: Inline) -> list[Part]:
        """``runs`` and no more."""
        return write_runs(runs, self.notes)

    def unit(self) -> Mapping[str, str]:
        """Nothing."""
        return {}


class HeardLines:
    """Lines whose sentences are marked where ``passages`` say that they are heard.

    ``times`` are begin and end of each mark that was written, in their order on the page.
    """

    def __init__(self, passages: Iterable[Passage], cues: Iterable[Cue], notes: NoteLinks) -> None:
        self.times: list[tuple[Ms, Ms]] = []
        self.bare = BareLines(notes)
        self._cues = {cue.segment_id: cue for cue in cues}
        blocks = groupby(passages, lambda passage: passage.segment.block)
        self._blocks = {block: list(group) for block, group in blocks}
        self._next = 0

    def line(self, runs: Inline) -> list[Part]:
        """The next leaf, each of its sentences in a span of its own if it is heard."""
        passages = self._taken()
        if _printed(passages) != text_of(runs):
            attributes = self._marked(passages)
            written = self.bare.line(runs)
            return [element("span", written, attributes)] if attributes else written
        parts: list[Part] = []
        at = 0
        for passage in passages:
            text, tail = passage.segment.text, passage.segment.tail
            sentence = cut(runs, at, at + len(text))
            written = self.bare.line(tuple(_foreign(sentence, passage.utterance.foreign)))
            attributes = self._marked([passage])
            parts += [element("span", written, attributes)] if attributes else written
            parts += [tail] if tail else []
            at += len(text) + len(tail)
        return parts

    def unit(self) -> Mapping[str, str]:
        """The mark of the next leaf, if any of it is heard: from its first sound to its last."""
        return self._marked(self._taken())

    def _taken(self) -> list[Passage]:
        passages = self._blocks.get(self._next, [])
        self._next += 1
        return passages

    def _marked(self, passages: Sequence[Passage]) -> Mapping[str, str]:
        heard = [self._cues[each.segment.id] for each in passages if each.span is not None]
        if not heard:
            return {}
        self.times.append((min(each.begin for each in heard), max(each.end for each in heard)))
        return _SENTENCE


def _printed(passages: Iterable[Passage]) -> str:
    return "".join(each.segment.text + each.segment.tail for each in passages)


def _foreign(runs: Iterable[Run], foreign: Sequence[ForeignRun]) -> Iterator[Run]:
    """``runs`` of a sentence with the languages that were heard in it, where none is told.

    Runs that overlap an earlier one are ignored.
    """
    at = 0
    for run in runs:
        end = at + len(run.text)
        for begin, stop, language in _stretches(foreign, at, end):
            part = replace(run, text=run.text[begin - at : stop - at])
            yield part if run.language else replace(part, language=language)
        at = end


def _stretches(
    foreign: Sequence[ForeignRun], begin: int, end: int
) -> Iterator[tuple[int, int, str | None]]:
    at = begin
    for run in sorted(foreign, key=lambda run: run.begin):
        low, high = max(run.begin, begin), min(run.end, end)
        if not at <= low < high:
            continue
        if at < low:
            yield at, low, None
        yield low, high, run.language
        at = high
    if at < end:
        yield at, end, None
