"""An article as an editor reviews it: each sentence as printed, said and heard."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from service.model import Episode, Override, Segment, Utterance
from service.produce.reading import Script

_LIKENESS = 0.5
"""Below this share of common text a sentence is not offered as another's successor."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One sentence. ``clip_key`` is its sound, when what is said now has been recorded."""

    number: int
    segment: Segment
    utterance: Utterance
    clip_key: str | None

    @property
    def is_read_as_printed(self) -> bool:
        """Whether nothing had to be put into words."""
        return self.utterance.spoken == self.segment.text


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """An override without its sentence, and the sentence that most likely replaced it."""

    override: Override
    successor: DeskLine | None


def desk_lines(script: Script, episode: Episode | None) -> list[DeskLine]:
    """The sentences of ``script``, counted from 1, with their sound in ``episode``."""
    recorded = _recorded_keys(episode)
    return [
        DeskLine(number, segment, utterance, recorded.get((segment.id, utterance.spoken)))
        for number, (segment, utterance) in enumerate(
            zip(script.segments, script.utterances, strict=True), 1
        )
    ]


def parked_lines(parked: tuple[Override, ...], lines: list[DeskLine]) -> list[ParkedLine]:
    """The parked overrides, each with the sentence whose text is most like its own."""
    return [ParkedLine(override, _successor(override, lines)) for override in parked]


def _recorded_keys(episode: Episode | None) -> dict[tuple[str, str], str]:
    if episode is None:
        return {}
    return {
        (passage.segment.id, passage.utterance.spoken): passage.clip_key
        for passage in episode.edition.passages
        if passage.clip_key
    }


def _successor(override: Override, lines: list[DeskLine]) -> DeskLine | None:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(override.printed)

    def likeness(line: DeskLine) -> float:
        matcher.set_seq1(line.segment.text)
        # The quick bound spares the exact comparison for sentences that cannot win.
        return matcher.ratio() if matcher.quick_ratio() >= _LIKENESS else 0.0

    free = [line for line in lines if not line.utterance.overridden]
    best = max(free, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _LIKENESS else None
