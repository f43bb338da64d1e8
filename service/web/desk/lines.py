"""An article as an editor reviews it: each sentence as printed, said and heard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.desk.conflicts import seen_sound, seen_words
from service.making.differences import (
    SentenceDifferences,
    SentenceWarning,
    article_differences,
    find_script_warnings,
)
from service.making.script import Script, write_script
from service.model import (
    Article,
    Edition,
    Override,
    Recording,
    Segment,
    SentenceLock,
    SentenceNote,
    Utterance,
)
from service.plan.corrections import find_successor
from service.store.library import Library
from service.web.site import site


class Show(StrEnum):
    """Which sentences the page shows."""

    ALL = "all"
    DOUBTFUL = "doubtful"
    CHANGED = "changed"
    MINE = "mine"
    UNREAD = "unread"


SHOW_WORDS = {
    Show.ALL: "Mọi câu",
    Show.DOUBTFUL: "Cần xem lại",
    Show.CHANGED: "Đã sửa hoặc chưa thu",
    Show.MINE: "Của tôi",
    Show.UNREAD: "Không đọc",
}


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One sentence.

    ``clip_key`` is its sound, when what is said now has been recorded. ``recording`` is
    the editor's own that is heard for it, ``removed`` the last one that was taken back,
    ``ruled`` what the rules would say where an editor's words (``override``) are said.
    """

    number: int
    segment: Segment
    utterance: Utterance
    clip_key: str | None
    recording: Recording | None
    removed: Recording | None
    override: Override | None
    ruled: Utterance | None
    warnings: tuple[SentenceWarning, ...]
    difference: SentenceDifferences | None
    lock: SentenceLock | None
    notes: tuple[SentenceNote, ...]

    @property
    def is_read_as_printed(self) -> bool:
        """Whether nothing had to be put into words."""
        return self.utterance.spoken == self.segment.text

    @property
    def is_heard(self) -> bool:
        """Whether there is anything to hear."""
        return self.utterance.is_said or self.recording is not None

    @property
    def lacks_sound(self) -> bool:
        """Whether it is to be heard and has not been recorded as it is said now."""
        return self.is_heard and self.clip_key is None

    @property
    def open_warnings(self) -> tuple[SentenceWarning, ...]:
        """The doubts that nobody has found right."""
        return tuple(each for each in self.warnings if each.seen is None)

    @property
    def open_difference(self) -> SentenceDifferences | None:
        """What is said otherwise than printed and nobody has confirmed."""
        found = self.difference
        return found if found is not None and found.confirmed is None else None

    @property
    def open_notes(self) -> tuple[SentenceNote, ...]:
        """The notes that somebody has still to see to."""
        return tuple(each for each in self.notes if each.is_open)

    @property
    def is_doubtful(self) -> bool:
        """Whether it asks for a decision."""
        return bool(self.open_warnings or self.open_difference or self.open_notes)

    @property
    def seen_words(self) -> str:
        """What its form for words carries of those that stand."""
        return seen_words(self.override)

    @property
    def seen_sound(self) -> str:
        """What its form for a recording carries of the one that stands."""
        return seen_sound(self.recording)

    def is_of(self, person: str) -> bool:
        """Whether ``person`` has changed, locked or noted something here."""
        authors = [each.author for each in (self.override, self.recording, self.lock) if each]
        return person in (*authors, *(each.author for each in self.notes))

    def is_shown(self, show: Show, person: str) -> bool:
        """Whether a page that shows only these shows it to ``person``."""
        match show:
            case Show.DOUBTFUL:
                return self.is_doubtful
            case Show.CHANGED:
                return self.lacks_sound or bool(self.override or self.recording)
            case Show.MINE:
                return self.is_of(person)
            case Show.UNREAD:
                return not self.is_heard
            case _:
                return True


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
    article: Article, script: Script, edition: Edition | None, library: Library
) -> list[DeskLine]:
    """The sentences of ``script``, counted from 1, with all that editors said of them."""
    known = _recorded_keys(edition)
    removed = {each.segment_id: each for each in reversed(library.removed_recordings(article.id))}
    overrides = {each.segment_id: each for each in library.overrides(article.id)}
    locks = {each.segment_id: each for each in library.locks(article.id)}
    warnings = _by_segment(find_script_warnings(script, library.reviews(article.id)))
    differences = article_differences(article.id, script, library)
    notes = _by_id(library.notes(article.id))
    lines = []
    for number, (segment, utterance) in enumerate(
        zip(script.segments, script.utterances, strict=True), 1
    ):
        at, recording = segment.id, script.recordings.get(segment.id)
        heard = recording.digest if recording else utterance.spoken
        lines.append(
            DeskLine(
                number,
                segment,
                utterance,
                known.get((at, heard)),
                recording,
                None if recording else removed.get(at),
                overrides.get(at) if at in script.ruled else None,
                script.ruled.get(at),
                warnings.get(at, ()),
                differences.get(at),
                locks.get(at),
                notes.get(at, ()),
            )
        )
    return lines


def parked_lines(
    parked: Sequence[Override | Recording], lines: Sequence[DeskLine]
) -> list[ParkedLine]:
    """What is parked, each with the free sentence whose text is most like its own."""
    return [ParkedLine(each, _successor(each, lines)) for each in parked]


def _recorded_keys(edition: Edition | None) -> dict[tuple[str, str], str]:
    """The clips of an edition by segment and by what is heard: a recording, or words."""
    keys = {}
    for passage in edition.passages if edition else ():
        if passage.clip_key:
            spec = passage.spec
            is_recording = spec is not None and spec.is_recording
            heard = spec.engine_version if spec and is_recording else passage.utterance.spoken
            keys[passage.segment.id, heard] = passage.clip_key
    return keys


def _by_segment(
    warnings: Sequence[SentenceWarning],
) -> Mapping[str, tuple[SentenceWarning, ...]]:
    found: dict[str, tuple[SentenceWarning, ...]] = {}
    for each in warnings:
        found[each.segment.id] = (*found.get(each.segment.id, ()), each)
    return found


def _by_id(notes: Sequence[SentenceNote]) -> Mapping[str, tuple[SentenceNote, ...]]:
    found: dict[str, tuple[SentenceNote, ...]] = {}
    for each in notes:
        found[each.segment_id] = (*found.get(each.segment_id, ()), each)
    return found


def _successor(parked: Override | Recording, lines: Sequence[DeskLine]) -> DeskLine | None:
    free = {
        line.segment.id: line
        for line in lines
        if not (line.recording if isinstance(parked, Recording) else line.override)
    }
    found = find_successor(parked.printed, [line.segment for line in free.values()])
    return free[found.id] if found else None
