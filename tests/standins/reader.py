"""An engine that reads as a person does: a swell for each syllable, a breath at each clause."""

import numpy as np

from service.model import Speech
from tests.audio.sounds import syllables, wav
from tests.stage import CountingEngine

SYLLABLE_SECONDS, BREATH_SECONDS = 0.2, 0.3
RATE = 24_000


class Reader(CountingEngine):
    """Takes as long for a text as it has syllables and clauses, whatever letters they have."""

    def speak(self, text: str, voice: object, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        self.spoken.append(text)
        sound = []
        for word in text.split():
            sound.append(syllables(SYLLABLE_SECONDS, RATE, lead=0, trail=0))
            if word.rstrip("”").endswith((",", ";", ":")):
                sound.append(np.zeros(int(BREATH_SECONDS * RATE)))
        return Speech((wav(np.concatenate(sound)),), "audio/wav")
