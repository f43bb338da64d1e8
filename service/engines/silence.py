"""The silent engine: the right length and hardly a sound, for tests and dry runs."""

import array
import random
import re
import sys

from service.engines.speakable import require_factors, speakable
from service.engines.wav import write_wav
from service.model import Ms, Speech, Voice, WordMark

NAME = "silence"
CHARACTERS_A_SECOND = 14.0
SAMPLE_RATE = 24_000
LOUDEST = 300
"""Of 32,767: about −46 dBFS, a floor that is heard as silence but is not digital silence."""

_VOICE = Voice(NAME, "silence", "Im lặng (thử nghiệm)")
_WORD = re.compile(r"\S+")


class SilenceEngine:
    """Answers a noise floor as long as a reader would need."""

    def __init__(self) -> None:
        noise = random.Random(NAME)  # noqa: S311 - the same faint noise every time, no secret
        self._floor = array.array(
            "h", (noise.randint(-LOUDEST, LOUDEST) for _ in range(SAMPLE_RATE))
        )
        if sys.byteorder == "big":
            self._floor.byteswap()

    @property
    def name(self) -> str:
        """``silence``."""
        return NAME

    @property
    def version(self) -> str:
        """Counts the changes of length or floor."""
        return "1"

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The one voice that says nothing."""
        return (_VOICE,)

    def gain_db(self, voice: Voice) -> float:
        """0 dB: silence is not made louder."""
        return 0.0

    def count_requests(self, text: str) -> int:
        """0: nothing is asked of anyone."""
        return 0

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        """The floor for as long as ``text`` takes at 14 characters a second, words marked."""
        require_factors(rate, pitch)
        line = speakable(text)
        pace = CHARACTERS_A_SECOND * rate
        length = round(max(4, len(line)) / pace * SAMPLE_RATE)
        tiles = self._floor.tobytes() * (length // SAMPLE_RATE + 1)
        marks = tuple(
            WordMark(word.start(), Ms(round(1000 * word.start() / pace)))
            for word in _WORD.finditer(line)
        )
        return Speech((write_wav(tiles[: 2 * length], SAMPLE_RATE),), "audio/wav", marks)

    def probe(self) -> None:
        """Nothing: silence never fails."""
