"""The silent engine: the right length and hardly a sound, for tests and dry runs."""

import functools
import math
import struct

from service.engines.abilities import Ability
from service.engines.speakable import require_factors, speakable
from service.model import Speech, Voice
from service.model.units import CHARACTERS_A_SECOND
from service.wav import write_wav

NAME = "silence"
SAMPLE_RATE = 24_000
LOUDEST = 300
"""Of 32,767: −41 dBFS at the swells, hardly heard, but neither digital silence nor noise."""

HUM_HZ = 120
SWELLS_A_SECOND = 4
"""As syllables follow each other, so that nobody takes the hum for a broken engine's tone."""

_VOICE = Voice(NAME, "silence", "Im lặng (thử nghiệm)")


class SilenceEngine:
    """Answers a faint hum as long as a reader would need."""

    @property
    def name(self) -> str:
        """``silence``."""
        return NAME

    @property
    def version(self) -> str:
        """Counts the changes of length or hum."""
        return "1"

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The one voice that says nothing."""
        return (_VOICE,)

    @property
    def abilities(self) -> frozenset[Ability]:
        """Rate and pitch."""
        return frozenset((Ability.RATE, Ability.PITCH))

    def count_requests(self, text: str) -> int:
        """0: nothing is asked of anyone."""
        return 0

    @property
    def seconds_a_request(self) -> float:
        """0: nothing is asked of anyone."""
        return 0.0

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        """The hum for as long as ``text`` takes at 14 characters a second."""
        require_factors(rate, pitch)
        line = speakable(text)
        pace = CHARACTERS_A_SECOND * rate
        length = round(max(4, len(line)) / pace * SAMPLE_RATE)
        sound = _hum(round(HUM_HZ * pitch)) * (length // SAMPLE_RATE + 1)
        return Speech((write_wav(sound[: 2 * length], SAMPLE_RATE),), "audio/wav")

    def probe(self) -> None:
        """Nothing: silence never fails."""


@functools.lru_cache(maxsize=4)
def _hum(hertz: int) -> bytes:
    """One second of the hum in little-endian 16-bit samples; it joins itself without a step."""
    turns = (2 * math.pi * at / SAMPLE_RATE for at in range(SAMPLE_RATE))
    return struct.pack(
        f"<{SAMPLE_RATE}h",
        *(
            round(
                LOUDEST * math.sin(hertz * turn) * (0.55 - 0.45 * math.cos(SWELLS_A_SECOND * turn))
            )
            for turn in turns
        ),
    )
