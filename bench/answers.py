"""Answers of a speech engine to measure with: forty-one sentences, each time the same."""

from pathlib import Path

import numpy as np

DISTINCT = 41
SECONDS_A_SENTENCE = 7.8
WORDS = "một câu tin dài " * 7
"""What they are said to say: its length fits theirs."""


def answer(folder: Path, number: int) -> Path:
    """The file of sentence ``number``; after forty-one they begin anew."""
    return folder / f"answer{number % DISTINCT}.mp3"


def key(number: int) -> str:
    """The key of the clip of sentence ``number``."""
    return f"{number:04x}"


def write_answers(folder: Path) -> None:
    """Forty-one sentences as Google sends them: bare MP3 frames, 24 kHz, 64 kbit/s."""
    from service.audio.encoding import encode
    from service.model import AudioFormat

    random = np.random.default_rng(20_261_123)
    for number in range(DISTINCT):
        seconds = SECONDS_A_SENTENCE * random.uniform(0.4, 1.6)
        sound = _babble(seconds, random)
        answer(folder, number).write_bytes(encode(sound, AudioFormat()))


def _babble(
    seconds: float, random: np.random.Generator
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Voice-like sound: a wandering pitch with harmonics and breath, in syllables."""
    time_axis = np.arange(int(seconds * 24_000)) / 24_000
    pitch = 180 + 40 * np.sin(2 * np.pi * 0.7 * time_axis + random.uniform(0, 6))
    turns = np.cumsum(pitch) / 24_000
    voice = sum(np.sin(2 * np.pi * n * turns) / n for n in range(1, 25))
    breath = random.normal(0, 0.15, time_axis.size)
    syllable = (4.5 * time_axis).astype(int)
    stress = random.uniform(0.15, 1.0, syllable[-1] + 1)[syllable]
    swell = stress * (0.5 - 0.5 * np.cos(2 * np.pi * 4.5 * time_axis))
    speech = 0.3 * (voice + breath) * swell
    quiet = np.zeros(2_400)
    return np.concatenate((quiet, speech, quiet, quiet, quiet))
