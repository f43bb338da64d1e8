"""What happens to one utterance's sound between engine and encoder, on numpy arrays.

A clip is brought to its level by a constant gain per voice, never by what its
edition needs: otherwise one corrected sentence would mean encoding every other.
"""

from functools import cache

import numpy as np

from service.audio.loudness import SILENCE_LUFS, Signal, integrated_loudness, measure_energies
from service.audio.peaks import PEAK_STEP, highest_peak, measure_peaks
from service.audio.resample import multiply, resample
from service.model import ENCODER_LOSS_DB, TARGET_LUFS

__all__ = [
    "LEVEL_STEP_SECONDS",
    "MASTERING_VERSION",
    "PEAK_CEILING_DBTP",
    "Signal",
    "apply_gain",
    "fade_edges",
    "find_speech",
    "integrated_loudness",
    "level_recording",
    "limit_peaks",
    "looks_like_noise",
    "measure_energies",
    "measure_levels",
    "needed_gain_db",
    "resample",
    "true_peak_dbtp",
]

MASTERING_VERSION = 2
"""Part of every clip's key: to be raised when anything here changes what is heard."""

PEAK_CEILING_DBTP = -1.5
"""The limiter's ceiling. MP3 adds up to 0.4 dB, and the published peak must hold -1."""

_SILENCE_DBTP = -120.0
LEVEL_STEP_SECONDS = 0.01
_EDGE_BELOW_LOUDEST_DB = -50.0
_LEAD_MARGIN_SECONDS = 0.02
_TRAIL_MARGIN_SECONDS = 0.04
_FADE_SECONDS = 0.005
_LOOK_AHEAD_SECONDS = 0.0025
_PIECES_AT_ONCE = 256


def find_speech(signal: Signal, sample_rate: int) -> tuple[int, int]:
    """Begin and end, in samples, of what lies between the silence at both edges.

    Silence is 50 dB below the loudest 10 ms. Margins of 20 ms before and 40 ms
    after keep soft onsets and fading nasals. All of a wholly silent signal.
    """
    levels = measure_levels(signal, sample_rate)
    loudest = float(levels.max(initial=0.0))
    if loudest == 0.0:
        return 0, signal.size
    heard = np.flatnonzero(levels >= loudest * 10 ** (_EDGE_BELOW_LOUDEST_DB / 20))
    step = int(sample_rate * LEVEL_STEP_SECONDS)
    begin = int(heard[0]) * step - int(sample_rate * _LEAD_MARGIN_SECONDS)
    end = (int(heard[-1]) + 1) * step + int(sample_rate * _TRAIL_MARGIN_SECONDS)
    return max(0, begin), min(signal.size, end)


def fade_edges(signal: Signal, sample_rate: int) -> Signal:
    """``signal`` with 5 ms faded in and out, so that no cut clicks."""
    length = min(int(sample_rate * _FADE_SECONDS), signal.size // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / max(1, length))
    faded = signal.copy()
    faded[:length] *= ramp
    faded[signal.size - length :] *= ramp[::-1]
    return faded


def apply_gain(signal: Signal, gain_db: float) -> Signal:
    """``signal``, louder by ``gain_db`` decibels."""
    louder: Signal = signal * 10 ** (gain_db / 20)
    return louder


def level_recording(signal: Signal, sample_rate: int) -> Signal | None:
    """``signal`` at -19 LUFS once it is encoded; None when there is nothing to hear."""
    gain = needed_gain_db(signal, sample_rate)
    return None if gain is None else apply_gain(signal, gain)


def needed_gain_db(signal: Signal, sample_rate: int) -> float | None:
    """The decibels that bring ``signal`` to -19 LUFS once it is encoded; None of silence."""
    loudness = integrated_loudness(measure_energies(signal, sample_rate))
    return None if loudness <= SILENCE_LUFS else TARGET_LUFS + ENCODER_LOSS_DB - loudness


def limit_peaks(
    signal: Signal, sample_rate: int, ceiling_dbtp: float = PEAK_CEILING_DBTP
) -> Signal:
    """``signal`` with its true peaks at ``ceiling_dbtp`` at most; unchanged where they already are.

    The gain falls before a peak arrives and rises after it is over, each within
    5 ms: the least gain of the neighbourhood, smoothed over the same length, can
    nowhere exceed what its own sample needs.
    """
    ceiling = 10 ** (ceiling_dbtp / 20)
    peaks = measure_peaks(signal, ceiling)
    if peaks.max(initial=0.0) <= ceiling:
        return signal
    reach = max(1, int(sample_rate * _LOOK_AHEAD_SECONDS) // PEAK_STEP)
    needed = np.ones(peaks.size + 4 * reach - 2)
    np.divide(ceiling, peaks, out=needed[2 * reach - 1 : 1 - 2 * reach], where=peaks > ceiling)
    least = np.lib.stride_tricks.sliding_window_view(_sliding_minimum(needed, 2 * reach), 2 * reach)
    gains = np.empty((peaks.size, PEAK_STEP), dtype=np.float32)
    multiply(least, _smoothing_matrix(reach), gains)
    limited: Signal = signal * gains.reshape(-1)[: signal.size]
    return limited


def true_peak_dbtp(signal: Signal) -> float:
    """The greatest magnitude of ``signal`` between and at its samples, in dBTP; -120 of silence."""
    return max(_SILENCE_DBTP, 20 * float(np.log10(max(highest_peak(signal), 1e-9))))


def looks_like_noise(signal: Signal, sample_rate: int) -> bool:
    """Whether ``signal`` is steady and white, as random bytes sound and speech never does.

    Steady: its 10 ms levels (the middle 80 %) lie within 6 dB. White: between 200
    and 4000 Hz the geometric mean of the spectrum is at least 0.7 of its mean.
    """
    levels = measure_levels(signal, sample_rate)
    if levels.size < 20:
        return False
    tenth = levels.size // 10
    steady = np.sort(levels)[tenth:-tenth]
    if steady[-1] > 2 * steady[0]:
        return False
    width = 512
    pieces = signal[: signal.size // width * width].reshape(-1, width)
    power = np.zeros(width // 2 + 1)
    for begin in range(0, len(pieces), _PIECES_AT_ONCE):  # spectra of all take 16 bytes a sample
        spectra = np.fft.rfft(pieces[begin : begin + _PIECES_AT_ONCE] * np.hanning(width), axis=1)
        power += np.square(np.abs(spectra)).sum(axis=0)
    power /= len(pieces)
    frequency = np.fft.rfftfreq(width, 1 / sample_rate)
    band = power[(frequency >= 200) & (frequency <= min(4000, 0.4 * sample_rate))] + 1e-20
    return bool(np.exp(np.log(band).mean()) / band.mean() > 0.7)


def measure_levels(signal: Signal, sample_rate: int) -> Signal:
    """The root mean square of each 10 ms of ``signal``; of a shorter rest too."""
    step = int(sample_rate * LEVEL_STEP_SECONDS)
    whole = signal.size // step * step
    steps, rest = signal[:whole].reshape(-1, step), signal[whole:]
    squares = np.einsum("ij,ij->i", steps, steps)
    if rest.size:
        squares = np.append(squares, rest @ rest)
    levels: Signal = np.sqrt(squares / step)
    return levels


def _sliding_minimum(values: Signal, width: int) -> Signal:
    """The least of every ``width`` neighbours, by doubling: log2(width) passes."""
    least, reached = values, 1
    while reached < width:
        step = min(reached, width - reached)
        least = np.minimum(least[:-step], least[step:])
        reached += step
    return least


@cache
def _smoothing_matrix(reach: int) -> Signal:
    """From 2 × ``reach`` least gains the gain of each sample between the middle two.

    A line between the mean of all but the last and the mean of all but the first.
    """
    towards = (np.arange(PEAK_STEP) + 0.5) / PEAK_STEP
    matrix = np.ones((2 * reach, PEAK_STEP))
    matrix[0] -= towards
    matrix[-1] = towards
    return matrix / (2 * reach - 1)
