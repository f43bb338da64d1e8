"""Peaks between samples, measured at four times the rate (ITU-R BS.1770-5, annex 2)."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from service.audio.loudness import Signal
from service.audio.resample import multiply, windowed_sinc

PEAK_STEP = 8
"""Samples for which one peak is told: as many as their flags fill one 64-bit word."""

_FACTOR = 4
_REACH = 12
_EIGHTS_AT_ONCE = 1 << 13


def measure_peaks(signal: Signal, floor: float) -> Signal:
    """For each eight samples the greatest magnitude from the first up to the next eight's.

    The true-peak measure of the standard, with a longer filter. Only what comes
    within 6 dB of ``floor`` is measured, all else is told as 0: no voice rises
    further between its samples than that.
    """
    peaks = np.zeros(-(-signal.size // PEAK_STEP))
    for high, fine in _oversample(signal, floor):
        peaks[high] = np.abs(fine, out=fine).max(axis=1, initial=0.0)
    return peaks


def highest_peak(signal: Signal) -> float:
    """The greatest magnitude at and between the samples; 0 of nothing."""
    highest = _greatest_magnitude(signal)
    between = (_greatest_magnitude(fine) for _, fine in _oversample(signal, highest))
    return max(highest, max(between, default=0.0))


def _oversample(signal: Signal, floor: float) -> Iterator[tuple[npt.NDArray[np.intp], Signal]]:
    """Which eights come within 6 dB of ``floor``, and the 32 values from each to the next.

    So many at a time, since the values of all would take 64 bytes for each sample.
    """
    count = -(-signal.size // PEAK_STEP)
    padded = np.zeros(count * PEAK_STEP + 2 * _REACH, dtype=np.float32)
    padded[_REACH : _REACH + signal.size] = signal
    samples, least = padded[_REACH:-_REACH], floor / 2
    near = samples > least
    near |= samples < -least
    near[:-1] |= near[1:]  # what lies between two samples belongs to the first
    high = np.flatnonzero(near.view(np.uint64) != 0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, PEAK_STEP + 2 * _REACH)
    for begin in range(0, high.size, _EIGHTS_AT_ONCE):
        now = high[begin : begin + _EIGHTS_AT_ONCE]
        fine = np.empty((now.size, PEAK_STEP * _FACTOR))
        multiply(windows[::PEAK_STEP][now], _peak_matrix(), fine)
        yield now, fine


def _greatest_magnitude(signal: Signal) -> float:
    return max(float(signal.max(initial=0.0)), -float(signal.min(initial=0.0)))


@cache
def _peak_matrix() -> Signal:
    source = np.arange(PEAK_STEP + 2 * _REACH)[:, None] - _REACH
    wanted = np.arange(0, PEAK_STEP, 1 / _FACTOR)[None, :]
    return windowed_sinc(wanted - source, 1.0, _REACH)
