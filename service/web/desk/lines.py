"""An article as an editor reviews it: each sentence as printed, said and heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.making.script import Script, write_script
from service.model import Article, Episode, Override, Recording, Segment, Utterance
from service.web.site import site

_LIKENESS = 0.5
"""Below this share of common text a sentence is not offered as another's successor."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One sentence.

    ``clip_key`` is its sound, when what is said now has been recorded. ``recording`` is
    the editor's own that is heard for it, ``removed`` the last one that was taken back.
    """

    number: int
    segment: Segment
    utterance: Utterance
    clip_key: str | None
    recording: Recording | None
    removed: Recording | None

    @property
    def is_read_as_printed(self) -> bool:
        """Whether nothing had to be put into words."""
        return self.utterance.spoken == self.segment.text

    @property
    def lacks_sound(self) -> bool:
        """Whether it is to be heard and has not been recorded as it is said now."""
        is_heard = self.utterance.is_said or self.recording is not None
        return is_heard and self.clip_key is None


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A correction without its sentence, and the sentence that most likely replaced it."""

    correction: Override | Recording
    successor: DeskLine | None

    @property
    def is_recording(self) -> bool:
        """Whether it is sound, not words."""
        return isinstance(self.correction, Recording)


def script_of(article: Article) -> Script:
    """The article as it would be said now."""
    service = site().service
    return write_script(article, service.library, service.production.studio.speech)


def desk_lines(
    script: Script, episode: Episode | None, removed: Sequence[Recording]
) -> list[DeskLine]:
    """The sentences of ``script``, counted from 1, with their sound in ``episode``.

    ``removed`` are the recordings that were taken back, the newest first.
    """
    known = _recorded_keys(episode)
    last_removed = {each.segment_id: each for each in reversed(removed)}
    lines = []
    for number, (segment, utterance) in enumerate(
        zip(script.segments, script.utterances, strict=True), 1
    ):
        recording = script.recordings.get(segment.id)
        heard = recording.digest if recording else utterance.spoken
        undone = None if recording else last_removed.get(segment.id)
        clip_key = known.get((segment.id, heard))
        lines.append(DeskLine(number, segment, utterance, clip_key, recording, undone))
    return lines


def parked_lines(parked: Sequence[Override | Recording], lines: list[DeskLine]) -> list[ParkedLine]:
    """What is parked, each with the sentence whose text is most like its own."""
    return [ParkedLine(each, _successor(each, lines)) for each in parked]


def _recorded_keys(episode: Episode | None) -> dict[tuple[str, str], str]:
    """The clips of an episode by segment and by what is heard: a recording, or words."""
    if episode is None:
        return {}
    keys = {}
    for passage in episode.edition.passages:
        if passage.clip_key:
            spec = passage.spec
            is_recording = spec is not None and spec.is_recording
            heard = spec.engine_version if spec and is_recording else passage.utterance.spoken
            keys[passage.segment.id, heard] = passage.clip_key
    return keys


def _successor(parked: Override | Recording, lines: list[DeskLine]) -> DeskLine | None:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(parked.printed)

    def likeness(line: DeskLine) -> float:
        matcher.set_seq1(line.segment.text)
        # The quick bound spares the exact comparison for sentences that cannot win.
        return matcher.ratio() if matcher.quick_ratio() >= _LIKENESS else 0.0

    free = [
        line
        for line in lines
        if not (line.recording if isinstance(parked, Recording) else line.utterance.overridden)
    ]
    best = max(free, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _LIKENESS else None
