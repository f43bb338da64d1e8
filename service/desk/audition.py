"""A sentence is heard as it would be said, before anything is kept or released."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from service.audio.originals import speech_key
from service.desk.overrides import SPOKEN_LENGTH
from service.engines.policy import choose
from service.engines.speakable import has_words
from service.errors import ArticleError, JobError, NotFoundError, SynthesisError
from service.making.script import Script
from service.making.studio import Studio
from service.making.synthesis import Synthesizer, ensure_clip
from service.making.voices import Voices, clip_spec
from service.model import ClipSpec, Segment, Utterance, Voice
from service.plan.keys import clip_key
from service.plan.line import Line
from service.text.division import spoken_parts


@dataclass(frozen=True, slots=True)
class Audition:
    """A clip that can be heard: its ``key``, and what it took.

    ``requests`` were made of the engine for ``characters`` of words, none where it was there.
    """

    key: str
    voice: Voice
    spoken: str
    requests: int
    was_there: bool

    @property
    def characters(self) -> int:
        """How long the words are."""
        return len(self.spoken)


def offered_voices(section: str | None, voices: Voices) -> tuple[Voice, ...]:
    """Every voice that may speak, the one that reads articles of this section first."""
    offers = voices.offers
    try:
        first = [choose(voices.preferred.narrator_of(section), offers, {}).voice]
    except SynthesisError:
        first = []
    every = [voice for name in offers for voice in offers[name]]
    return tuple(dict.fromkeys([*first, *every]))


def find_voice(asked: str, section: str | None, voices: Voices) -> Voice:
    """The voice ``asked`` for as "engine/name", "" for the first. Raises NotFoundError."""
    offered = offered_voices(section, voices)
    found = (each for each in offered if not asked or voice_id(each) == asked)
    voice = next(found, None)
    if voice is None:
        raise NotFoundError("Không có giọng đọc này.", "There is no such voice.")
    return voice


def voice_id(voice: Voice) -> str:
    """How a form names a voice."""
    return f"{voice.engine}/{voice.name}"


def audition(
    segment: Segment, words: str, voice: Voice, *, voices: Voices, studio: Studio, by: Synthesizer
) -> Audition:
    """The clip that says ``words`` for the sentence, kept in the cache as any clip is.

    Where the same is said by the same voice in an edition, it is that clip. Raises ArticleError
    for words that nobody can say or that are too many, SynthesisError where the voice does
    not answer.
    """
    spoken = " ".join(words.split())
    if not has_words(spoken) or len(spoken) > SPOKEN_LENGTH:
        raise ArticleError(
            f"Lời nghe thử phải có chữ hoặc số, và nhiều nhất {SPOKEN_LENGTH} ký tự.",
            f"What is heard has a letter or digit, and {SPOKEN_LENGTH} characters at most.",
        )
    spec = clip_spec(voice, voices, studio)
    key = clip_key(spec, spoken)
    was_there = by.cache.has(key)
    requests = 0 if was_there else count_requests(spec, spoken, by)
    ensure_clip(Line(segment, Utterance(segment.id, spoken, overridden=True), key, spec), by)
    return Audition(key, voice, spoken, requests, was_there)


def count_requests(spec: ClipSpec, spoken: str, by: Synthesizer) -> int:
    """How often the engine is asked; what it once sent is not asked for again."""
    engine = by.engines[spec.voice.engine]
    parts = (each for each in spoken_parts(spoken) if not by.cache.original(speech_key(spec, each)))
    return sum(engine.count_requests(each) for each in parts)


def words_of(script: Script, segment: Segment) -> str:
    """What is said for the sentence now."""
    return script.utterances[script.segments.index(segment)].spoken


class Turns:
    """One audition at a time for each person: a click too many makes nobody wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: set[str] = set()

    @contextmanager
    def of(self, person: str) -> Iterator[None]:
        """The person's turn. Raises JobError while another of the same person is made."""
        with self._lock:
            if person in self._busy:
                raise JobError(
                    "Câu bạn vừa bấm nghe còn đang được đọc. Xin đợi một chút.",
                    "What you asked to hear before is still being made. Wait a moment.",
                )
            self._busy.add(person)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(person)
