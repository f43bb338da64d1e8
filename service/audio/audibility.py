"""Whether what was recorded can be heard as more than a click, a hiss or nothing."""

from service.audio import mastering
from service.audio.loudness import Signal
from service.errors import AudioError

LEAST_SECONDS = 0.2
"""Of what lies between the silence at both edges: the shortest word is longer."""

MOST_GAIN_DB = 40.0
"""By which a recording is raised at most: its own noise would be as loud as the rest."""


def check_audible(signal: Signal, sample_rate: int) -> None:
    """Raises AudioError when ``signal`` is silent, under 0.2 s, steady noise or too soft.

    Too soft is what would have to be raised by more than 40 dB to the level of speech.
    """
    begin, end = mastering.find_speech(signal, sample_rate)
    heard = signal[begin:end]
    gain = mastering.needed_gain_db(heard, sample_rate)
    if gain is None:
        raise AudioError("Bản thu không có tiếng.", "The recording is silent.")
    seconds = heard.size / sample_rate
    if seconds < LEAST_SECONDS:
        raise AudioError(
            f"Bản thu chỉ có {seconds:.2f} giây có tiếng, ít nhất {LEAST_SECONDS} giây.",
            f"Only {seconds:.2f} seconds of the recording are heard, {LEAST_SECONDS} at least.",
        )
    if mastering.looks_like_noise(heard, sample_rate):
        raise AudioError(
            "Bản thu chỉ có tiếng ồn đều.", "The recording is nothing but steady noise."
        )
    if gain > MOST_GAIN_DB:
        raise AudioError(
            f"Bản thu quá nhỏ tiếng: phải tăng {gain:.0f} dB, nhiều nhất {MOST_GAIN_DB:.0f} dB.",
            f"The recording is too soft: it takes {gain:.0f} dB more, {MOST_GAIN_DB:.0f} at most.",
        )
