"""Which engine and voice speak an edition: decided once, for the whole of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from service.errors import SettingsError, SynthesisError
from service.model import Voice, fold_section

AUTO = "auto"
PIPER = "piper"
AUTO_ORDER = ("google", PIPER, "espeak")
"""What is tried where no setting says so: the online voice, one the newsroom brought, and the
one that is always there."""


@dataclass(frozen=True, slots=True)
class VoicePreference:
    """What settings ask for: an engine's name or ``auto``, and a voice's name or nothing.

    ``order`` holds the engines that ``auto`` tries, the first choice first.
    """

    engine: str = AUTO
    voice: str = ""
    order: tuple[str, ...] = AUTO_ORDER

    @classmethod
    def parse(cls, text: str, order: tuple[str, ...] = AUTO_ORDER) -> "VoicePreference":
        """The preference that settings write as ``engine`` or ``engine/voice``."""
        engine, _, voice = text.partition("/")
        return cls(engine.strip() or AUTO, voice.strip(), order)


@dataclass(frozen=True, slots=True)
class VoicePreferences:
    """Who is preferred to narrate, in which section another does, and who says titles and headings.

    ``sections`` goes by folded names; ``headings`` None leaves them to the narrator.
    """

    narrator: VoicePreference = VoicePreference()
    headings: VoicePreference | None = None
    sections: Mapping[str, VoicePreference] = field(default_factory=dict)

    def narrator_of(self, section: str | None) -> VoicePreference:
        """Who is preferred to narrate an article of this section."""
        return self.sections.get(fold_section(section), self.narrator)

    def of(self, section: str | None) -> tuple[VoicePreference, ...]:
        """What is preferred for an article of this section, the narrator first."""
        headings = () if self.headings is None else (self.headings,)
        return (self.narrator_of(section), *headings)

    @property
    def all(self) -> tuple[VoicePreference, ...]:
        """Every preference there is, each once."""
        return tuple(dict.fromkeys((*self.of(None), *self.sections.values())))


@dataclass(frozen=True, slots=True)
class Choice:
    """Who speaks the edition. ``fallback_reason`` (Vietnamese, for readers) when second choice."""

    voice: Voice
    fallback_reason: str | None = None

    @property
    def engine(self) -> str:
        """The engine's name."""
        return self.voice.engine


def read_order(names: Iterable[str]) -> tuple[str, ...]:
    """The engines of a list in order, each once; ``auto`` in it stands for the usual ones."""
    expanded = (AUTO_ORDER if name == AUTO else (name,) for name in names)
    return tuple(dict.fromkeys(chain.from_iterable(expanded)))


def candidates(
    preference: VoicePreference, offers: Mapping[str, tuple[Voice, ...]]
) -> tuple[str, ...]:
    """The engines to probe for ``preference``, the preferred one first.

    ``offers`` holds the voices of each engine there is. Raises SettingsError
    when there is no such engine.
    """
    if preference.engine == AUTO:
        return tuple(name for name in preference.order if name in offers)
    if preference.engine not in offers:
        if preference.engine == PIPER:
            raise SettingsError(
                "Bộ đọc “piper” cần một giọng: hãy đặt LOA_PIPER_VOICE là tệp .onnx của giọng đó.",
                "The engine “piper” needs a voice: set LOA_PIPER_VOICE to its .onnx file.",
            )
        names = ", ".join((AUTO, *sorted(offers)))
        raise SettingsError(
            f"Không có bộ đọc “{preference.engine}”; hiện có: {names}.",
            f"There is no engine “{preference.engine}”; there are: {names}.",
        )
    return (preference.engine,)


def choose(
    preference: VoicePreference,
    offers: Mapping[str, tuple[Voice, ...]],
    outages: Mapping[str, SynthesisError],
    *,
    part: str = "bài này",
) -> Choice:
    """The voice of the edition: the first candidate's that has no outage.

    ``part`` names in Vietnamese what a second choice is said to speak. A preferred voice
    that the chosen engine does not have is replaced by the engine's default. Raises
    SettingsError for an unknown engine or voice, and the preferred engine's outage when
    nobody can speak.
    """
    names = candidates(preference, offers)
    known = {voice.name for name in names for voice in offers[name]}
    if preference.voice and preference.voice not in known:
        raise SettingsError(
            f"Không có giọng “{preference.voice}”; hiện có: {', '.join(sorted(known))}.",
            f"There is no voice “{preference.voice}”; there are: {', '.join(sorted(known))}.",
        )
    for name in names:
        if name not in outages:
            voice = choose_voice(preference, offers[name])
            return Choice(voice, None if name == names[0] else _reason(names[0], voice, part))
    if names:
        raise outages[names[0]]
    raise SettingsError("Không có bộ đọc nào.", "There is no engine at all.")


def choose_voice(preference: VoicePreference, offered: tuple[Voice, ...]) -> Voice:
    """The preferred voice where it is ``offered``, else the first."""
    return next((voice for voice in offered if voice.name == preference.voice), offered[0])


def _reason(preferred: str, voice: Voice, part: str) -> str:
    label = {"google": "Giọng đọc của Google"}.get(preferred, f"Bộ đọc “{preferred}”")
    return f"{label} tạm thời không dùng được, nên {part} do giọng “{voice.label}” đọc."
