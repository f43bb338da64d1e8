"""How loud each voice is made: the house's matter, and no engine's."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from service.engines.base import Engine
from service.engines.gains import GainBook
from service.engines.retry import insist
from service.model import Speech, Voice

UNLEVELLED = frozenset({"silence"})
"""Engines that are no readers: a hum is made no louder, however softly it comes."""

KNOWN_GAINS: Mapping[tuple[str, str], float] = MappingProxyType(
    {
        ("espeak", "vi"): 4.8,
        ("espeak", "vi-vn-x-central"): 6.2,
        ("espeak", "vi-vn-x-south"): 4.8,
    }
)
"""The gains in dB of voices that sound the same everywhere, by engine and name, at their own pace.

Finished editions of eleven news texts come out at −18.7 to −19.4 LUFS with espeak-ng's (at
its amplitude of 60): they make up for what the limiter (up to 1.2 dB) and LAME (0.45 dB) take.
"""

_OWN_PACE = (1.0, 1.0)


class Levels:
    """What brings any voice of an installation to −19 LUFS, at the rate and pitch in force.

    ``gains`` keeps what was measured: a gain is part of every clip's key, so a voice keeps
    the one that it has. ``sleep`` takes the seconds between two tries.
    """

    def __init__(self, gains: GainBook, sleep: Callable[[float], object]) -> None:
        self._gains = gains
        self._sleep = sleep

    def gain_db(self, engine: Engine, voice: Voice, *, rate: float, pitch: float) -> float:
        """The constant gain for ``voice`` of ``engine``, in decibels.

        Of a voice that is known, what rate and pitch change is measured; of any other, all
        of it. Raises SynthesisError when the voice has to be heard and cannot be, and
        StoreError when what was measured cannot be kept.
        """
        paces = _paces_to_measure(engine, voice, (rate, pitch))
        return _level(engine, voice, [self._measured(engine, voice, *each) for each in paces])

    def known_gain_db(
        self, engine: Engine, voice: Voice, *, rate: float, pitch: float
    ) -> float | None:
        """The gain as :meth:`gain_db` answers it, or None when that would have to be measured.

        The engine is not asked to speak. Raises SynthesisError when it is not there, so that
        its version is unknown.
        """
        measured = []
        for each in _paces_to_measure(engine, voice, (rate, pitch)):
            gain = self._gains.known_gain(_names(engine, voice, *each))
            if gain is None:
                return None
            measured.append(gain)
        return _level(engine, voice, measured)

    def _measured(self, engine: Engine, voice: Voice, rate: float, pitch: float) -> float:
        def speak(text: str) -> Speech:
            return engine.speak(text, voice, rate=rate, pitch=pitch)

        names = _names(engine, voice, rate, pitch)
        return insist(lambda: self._gains.find_gain(names, speak), self._sleep)


def _known_level(engine: Engine, voice: Voice) -> float | None:
    """The gain in dB of the voice at its own pace, where it is the same everywhere."""
    if engine.name in UNLEVELLED:
        return 0.0
    return KNOWN_GAINS.get((engine.name, voice.name))


def _paces_to_measure(
    engine: Engine, voice: Voice, pace: tuple[float, float]
) -> tuple[tuple[float, float], ...]:
    """The rates and pitches that the voice is heard at before its level at ``pace`` is known."""
    if _known_level(engine, voice) is None:
        return (pace,)
    return () if engine.name in UNLEVELLED or pace == _OWN_PACE else (pace, _OWN_PACE)


def _level(engine: Engine, voice: Voice, measured: Sequence[float]) -> float:
    """The gain in dB, of what was ``measured`` at the paces that had to be."""
    known = _known_level(engine, voice)
    if known is None:
        return measured[0]
    if not measured:
        return known
    needed, own = measured
    return round(known + needed - own, 1)


def _names(engine: Engine, voice: Voice, rate: float, pitch: float) -> tuple[str, ...]:
    return gain_names(f"{engine.name}/{voice.name}/{engine.version}", rate, pitch)


def gain_names(voice: str, rate: float, pitch: float) -> tuple[str, ...]:
    """The names that the gain of ``voice`` goes by at this rate and pitch, today's first.

    The others are those of an earlier Loa, whose gains are part of clips' keys: espeak-ng's
    told rate and pitch always, Piper's its rate alone.
    """
    named = f"{voice}/{rate:g}/{pitch:g}"
    if (rate, pitch) == _OWN_PACE:
        return voice, named
    return (named, f"{voice}/{rate:g}") if pitch == 1.0 else (named,)
