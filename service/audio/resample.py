"""Rate conversion with a polyphase filter, and the oversampled peak it makes possible.

pydub's and miniaudio's own resamplers leave mirror images at -7 dB; a windowed
sinc as matrix product keeps them below -90 dB and costs next to nothing.
"""

from functools import cache
from math import gcd

import numpy as np
import numpy.typing as npt

Signal = npt.NDArray[np.float64]

_ZERO_CROSSINGS = 32
_KAISER_BETA = 10.0
_PASSBAND = 0.94
_LONGEST_PERIOD = 640
_OUTPUTS_A_MATRIX = 40
_SLOW_STEP = 2048
_SINGLE_THREADED_PRODUCT = 1 << 18
_PEAK_FACTOR = 4
_PEAK_REACH = 12
_PEAK_STEP = 32


def resample(signal: Signal, from_rate: int, to_rate: int) -> Signal:
    """``signal`` at ``to_rate``; its first sample stays at time 0.

    The result has ceil(length × to / from) samples. Rates whose ratio has small
    terms (all that speech engines use) go through one matrix product, others
    through a slower direct sum with the same filter.
    """
    if from_rate == to_rate or signal.size == 0:
        return signal
    divisor = gcd(from_rate, to_rate)
    up, down = to_rate // divisor, from_rate // divisor
    length = -(-signal.size * up // down)
    if max(up, down) <= _LONGEST_PERIOD:
        return _resample_in_blocks(signal, up, down)[:length]
    return _resample_directly(signal, up, down, length)


def oversampled_peaks(signal: Signal, floor: float) -> Signal:
    """For each sample the greatest magnitude near it at four times the rate.

    The true-peak measure of ITU-R BS.1770-5, annex 2, with a longer filter. Only
    stretches that come within 6 dB of ``floor`` are oversampled, elsewhere the
    sample itself is told: no sound rises further between its samples than that.
    """
    blocks, high, fine = _oversample(signal, floor)
    peaks = np.abs(blocks)
    # Passes over columns: numpy reduces a short last axis many times slower.
    between = np.maximum(np.maximum(fine[..., 0], fine[..., 1]), fine[..., 2])
    peaks[high] = np.maximum(peaks[high], between)
    result: Signal = peaks.reshape(-1)[: signal.size]
    return result


def highest_peak(signal: Signal) -> float:
    """The greatest of all :func:`oversampled_peaks`; 0 of nothing."""
    highest = max(float(signal.max(initial=0.0)), -float(signal.min(initial=0.0)))
    _, _, fine = _oversample(signal, highest)
    return float(fine.max(initial=highest))


def _oversample(signal: Signal, floor: float) -> tuple[Signal, npt.NDArray[np.intp], Signal]:
    """Blocks of the signal, which of them are high, and what lies between their samples.

    The last has the shape (high blocks, samples, 3) and holds the magnitudes a
    quarter, a half and three quarters of the way to the next sample.
    """
    matrix = _peak_matrix()
    count = -(-signal.size // _PEAK_STEP)
    padded = np.zeros(count * _PEAK_STEP + 2 * _PEAK_REACH)
    padded[_PEAK_REACH : _PEAK_REACH + signal.size] = signal
    blocks = padded[_PEAK_REACH : padded.size - _PEAK_REACH].reshape(-1, _PEAK_STEP)
    reaches = np.maximum(blocks.max(axis=1, initial=0.0), -blocks.min(axis=1, initial=0.0))
    high = np.flatnonzero(reaches > floor / 2)
    windows = np.lib.stride_tricks.sliding_window_view(padded, matrix.shape[0])[::_PEAK_STEP]
    fine = _multiply(windows[high], matrix)
    return blocks, high, np.abs(fine, out=fine).reshape(-1, _PEAK_STEP, _PEAK_FACTOR - 1)


def _resample_in_blocks(signal: Signal, up: int, down: int) -> Signal:
    """Blocks of ``down`` samples in, blocks of ``up`` samples out, by a few matrices."""
    blocks, reach = -(-signal.size // down), _reach(up, down)
    padded = np.zeros(blocks * down + 2 * reach)
    padded[reach : reach + signal.size] = signal
    result = np.empty((blocks, up))
    for columns, first, matrix in _block_matrices(up, down):
        windows = np.lib.stride_tricks.sliding_window_view(padded[first:], matrix.shape[0])
        result[:, columns] = _multiply(windows[::down][:blocks], matrix)
    return result.reshape(-1)


def _multiply(windows: Signal, matrix: Signal) -> Signal:
    """``windows @ matrix`` in slabs that OpenBLAS does not spread over threads.

    Its threads spin while they wait, which costs more than the product here, and
    the same sound should not depend on how many cores there are.
    """
    rows = max(1, _SINGLE_THREADED_PRODUCT // matrix.size)
    product = np.empty((windows.shape[0], matrix.shape[1]))
    for begin in range(0, windows.shape[0], rows):
        np.matmul(windows[begin : begin + rows], matrix, out=product[begin : begin + rows])
    return product


@cache
def _block_matrices(up: int, down: int) -> tuple[tuple[slice, int, Signal], ...]:
    """Which samples of a block each matrix makes, from where on it reads, and the matrix.

    One matrix for the whole block would be mostly zeros: few of its inputs lie
    within reach of any one output.
    """
    reach, matrices = _reach(up, down), []
    for begin in range(0, up, _OUTPUTS_A_MATRIX):
        columns = slice(begin, min(begin + _OUTPUTS_A_MATRIX, up))
        wanted = np.arange(columns.start, columns.stop, dtype=np.float64) * (down / up)
        first, last = int(wanted[0]), int(wanted[-1])
        source = np.arange(first - reach, last + reach + 1)
        matrices.append((columns, first, _kernel(wanted[None, :] - source[:, None], up, down)))
    return tuple(matrices)


@cache
def _peak_matrix() -> Signal:
    source = np.arange(_PEAK_STEP + 2 * _PEAK_REACH)[:, None] - _PEAK_REACH
    quarters = np.arange(1, _PEAK_FACTOR)[None, :] / _PEAK_FACTOR
    wanted = (np.arange(_PEAK_STEP)[:, None] + quarters).reshape(1, -1)
    return _windowed_sinc(wanted - source, 1.0, _PEAK_REACH)


def _resample_directly(signal: Signal, up: int, down: int, length: int) -> Signal:
    reach = _reach(up, down)
    padded = np.pad(signal, reach + 1)
    taps = np.arange(-reach, reach + 1)
    result = np.empty(length)
    for begin in range(0, length, _SLOW_STEP):
        wanted = np.arange(begin, min(begin + _SLOW_STEP, length)) * down
        nearest, rest = wanted // up, np.asarray((wanted % up) / up, dtype=np.float64)
        weights = _kernel(rest[:, None] - taps[None, :], up, down)
        places = nearest[:, None] + taps[None, :] + reach + 1
        result[begin : begin + wanted.size] = (
            padded[np.minimum(places, padded.size - 1)] * weights
        ).sum(axis=1)
    return result


def _reach(up: int, down: int) -> int:
    return int(np.ceil(_ZERO_CROSSINGS * max(1.0, down / up)))


def _kernel(distance: Signal, up: int, down: int) -> Signal:
    """The low-pass at the lower of both Nyquist frequencies, at ``distance`` input samples."""
    cutoff = min(1.0, up / down) * _PASSBAND
    return _windowed_sinc(distance, cutoff, _reach(up, down))


def _windowed_sinc(distance: Signal, cutoff: float, reach: int) -> Signal:
    inside = np.maximum(0.0, 1.0 - (distance / reach) ** 2)
    window = np.i0(_KAISER_BETA * np.sqrt(inside)) / np.i0(_KAISER_BETA)
    kernel: Signal = np.where(
        np.abs(distance) < reach, cutoff * np.sinc(cutoff * distance) * window, 0.0
    )
    return kernel
