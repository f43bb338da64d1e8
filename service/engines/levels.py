"""How loud each voice is made: the house's matter, and no engine's."""

from collections.abc import Callable, Mapping
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
        if engine.name in UNLEVELLED:
            return 0.0
        known, pace = KNOWN_GAINS.get((engine.name, voice.name)), (rate, pitch)
        if known is not None and pace == _OWN_PACE:
            return known
        paces = [pace] if known is None else [pace, _OWN_PACE]
        needed, *own = (self._measured(engine, voice, *each) for each in paces)
        return needed if known is None else round(known + needed - own[0], 1)

    def _measured(self, engine: Engine, voice: Voice, rate: float, pitch: float) -> float:
        def speak(text: str) -> Speech:
            return engine.speak(text, voice, rate=rate, pitch=pitch)

        names = gain_names(f"{engine.name}/{voice.name}/{engine.version}", rate, pitch)
        return insist(lambda: self._gains.find_gain(names, speak), self._sleep)


def gain_names(voice: str, rate: float, pitch: float) -> tuple[str, ...]:
    """The names that the gain of ``voice`` goes by at this rate and pitch, today's first.

    The others are those of an earlier Loa, whose gains are part of clips' keys: espeak-ng's
    told rate and pitch always, Piper's its rate alone.
    """
    named = f"{voice}/{rate:g}/{pitch:g}"
    if (rate, pitch) == _OWN_PACE:
        return voice, named
    return (named, f"{voice}/{rate:g}") if pitch == 1.0 else (named,)
