"""Which voices speak an edition: decided from what is known of them, and nothing is asked.

What the decision turns on and is not known yet it names as a question: whoever gathers the
facts answers it and asks again, so no engine is asked what does not matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from types import MappingProxyType
from typing import TypeAlias

from service.engines.policy import (
    VoicePreference,
    VoicePreferences,
    candidates,
    choose,
    choose_voice,
)
from service.errors import SynthesisError
from service.model import RECORDING, ClipSpec, Edition, Voice, Voicing

_WHOLE, _REST, _HEADLINES = "bài này", "các câu chưa thu của bài này", "đề mục"
_WITHOUT_HEADING_VOICE = "Giọng đọc đề mục tạm thời không dùng được, nên giọng chính đọc cả đề mục."

Offers: TypeAlias = Mapping[str, tuple[Voice, ...]]
"""The voices of every engine there is, by the engine's name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be spoken, and by whom if possible: segments by their ids.

    ``headings`` are the titles and headings where ``headings_preference`` gives them a voice of
    their own, ``texts`` all other segments. ``spoken`` are those of both that an engine
    speaks: they have words, and no recording says them. With ``mix`` sentences that a
    better engine has spoken keep its voice beside those of its fallback.
    """

    preference: VoicePreference
    headings_preference: VoicePreference | None
    mix: bool
    texts: frozenset[str]
    headings: frozenset[str]
    spoken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Described:
    """What a voice makes clips of, and the segments that it would have to speak first."""

    spec: ClipSpec
    lacking: frozenset[str]


@dataclass(frozen=True, slots=True)
class VoiceQuestion:
    """What does this voice make clips of, and which of its clips are not there?"""

    voice: Voice


@dataclass(frozen=True, slots=True)
class EngineQuestion:
    """Does the engine of this name answer?"""

    engine: str


Question: TypeAlias = VoiceQuestion | EngineQuestion


class NotKnownError(Exception):
    """The decision turns on the answer to ``question``."""

    def __init__(self, question: Question) -> None:
        self.question = question


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the voices on offer.

    ``outages`` are engines that have stopped answering; ``voices`` those that were looked
    at, or why nothing is known of them; ``engines`` those that were asked, with None for
    one that answers.
    """

    offers: Offers
    outages: Mapping[str, SynthesisError]
    voices: Mapping[Voice, Described | SynthesisError] = field(
        default_factory=lambda: MappingProxyType({})
    )
    engines: Mapping[str, SynthesisError | None] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def with_voice(self, voice: Voice, found: Described | SynthesisError) -> "Facts":
        """These facts and what was found of ``voice``."""
        return replace(self, voices={**self.voices, voice: found})

    def with_engine(self, name: str, outage: SynthesisError | None) -> "Facts":
        """These facts and what the engine answered."""
        return replace(self, engines={**self.engines, name: outage})

    def find_voice(self, voice: Voice) -> Described | SynthesisError:
        """What is known of ``voice``. Raises NotKnownError."""
        if voice not in self.voices:
            raise NotKnownError(VoiceQuestion(voice))
        return self.voices[voice]

    def find_spec(self, voice: Voice, segments: frozenset[str]) -> ClipSpec | SynthesisError:
        """How ``voice`` can say ``segments`` now, or why it cannot. Raises NotKnownError.

        An engine all of whose clips are there already need not answer.
        """
        found = self.find_voice(voice)
        if isinstance(found, SynthesisError):
            return found
        if found.lacking & segments:
            if voice.engine not in self.engines:
                raise NotKnownError(EngineQuestion(voice.engine))
            return self.engines[voice.engine] or found.spec
        return found.spec


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Who speaks an edition, and why others than the preferred voices do (or None)."""

    voicing: Voicing
    fallback_reason: str | None


def choose_voices(wanted: Wanted, facts: Facts) -> VoiceChoice:
    """The first voices that can speak now: one narrator for the whole edition.

    Where the voice of titles and headings does not answer, the narrator says them.
    Raises NotKnownError for what has to be known first, and the preferred narrator's
    SynthesisError when none can speak.
    """
    part = _REST if wanted.mix else _WHOLE
    narrator, reason = _first_able(wanted.preference, wanted.texts, facts, part)
    others = _kept_by_better(narrator, wanted, facts) if wanted.mix else {}
    # A reason is told of a voice that is heard: nobody asks after others.
    reasons = [reason] if wanted.spoken & wanted.texts - others.keys() else []
    if wanted.headings_preference:
        spec, reason = _choose_for_headings(wanted.headings_preference, narrator, wanted, facts)
        others |= dict.fromkeys(wanted.headings, spec)
        reasons += [reason] if wanted.spoken & wanted.headings else []
    return VoiceChoice(Voicing(narrator, others), " ".join(filter(None, reasons)) or None)


def _first_able(
    preference: VoicePreference, segments: frozenset[str], facts: Facts, part: str
) -> tuple[ClipSpec, str | None]:
    """The first spec of ``preference`` that can say ``segments``, and why it is not the first."""
    outages = dict(facts.outages)
    while True:
        choice = choose(preference, facts.offers, outages, part=part)
        found = facts.find_spec(choice.voice, segments)
        if isinstance(found, ClipSpec):
            return found, choice.fallback_reason
        outages[choice.engine] = found


def _kept_by_better(narrator: ClipSpec, wanted: Wanted, facts: Facts) -> dict[str, ClipSpec]:
    """The texts that a voice preferred before the ``narrator`` has spoken, the best one first."""
    kept: dict[str, ClipSpec] = {}
    for better in _described_before(narrator, wanted.preference, facts):
        kept = dict.fromkeys(wanted.texts - better.lacking, better.spec) | kept
    return kept


def _described_before(
    narrator: ClipSpec, preference: VoicePreference, facts: Facts
) -> Iterator[Described]:
    """The voices of the engines preferred before the narrator's, as far as they are there."""
    names = candidates(preference, facts.offers)
    for name in takewhile(lambda name: name != narrator.voice.engine, names):
        found = facts.find_voice(choose_voice(preference, facts.offers[name]))
        if isinstance(found, Described):
            yield found


def _choose_for_headings(
    preference: VoicePreference, narrator: ClipSpec, wanted: Wanted, facts: Facts
) -> tuple[ClipSpec, str | None]:
    """Who says titles and headings: a silent second voice is no reason to say nothing."""
    try:
        return _first_able(preference, wanted.headings, facts, _HEADLINES)
    except SynthesisError:
        return narrator, _WITHOUT_HEADING_VOICE


def has_preferred_voices(edition: Edition, preferences: VoicePreferences, offers: Offers) -> bool:
    """Whether no other voices are heard than are preferred."""
    preferred = {
        choose(preference, offers, {}).voice
        for preference in preferences.of(edition.revision.section)
    }
    return {voice for voice in edition.voices if voice.engine != RECORDING} <= preferred


def allowed_voices(
    section: str | None, preferences: VoicePreferences, offers: Offers
) -> frozenset[Voice]:
    """The voices that may be heard in an article of this section, fallbacks among them."""
    return frozenset(
        choose_voice(preference, offers[name])
        for preference in preferences.of(section)
        for name in candidates(preference, offers)
    )
