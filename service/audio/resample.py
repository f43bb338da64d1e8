"""Rate conversion with a polyphase filter.

pydub's and miniaudio's own resamplers leave mirror images at -7 dB; a windowed
sinc as matrix product keeps them below -90 dB and costs next to nothing.
"""

from collections.abc import Iterable
from functools import cache
from math import gcd

import numpy as np

from service.audio.loudness import Signal

_ZERO_CROSSINGS = 32
_KAISER_BETA = 10.0
_PASSBAND = 0.94
_LONGEST_PERIOD = 640
_OUTPUTS_A_MATRIX = 32
_SLOW_STEP = 2048
_READY = 1 << 18
_SINGLE_THREADED_PRODUCT = 1 << 18


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


def resample_pieces(pieces: Iterable[Signal], from_rate: int, to_rate: int) -> Signal:
    """As :func:`resample`, of sound that comes in ``pieces`` and is never held at its own rate."""
    divisor = gcd(from_rate, to_rate)
    up, down = to_rate // divisor, from_rate // divisor
    if from_rate == to_rate or max(up, down) > _LONGEST_PERIOD:
        return resample(_join(pieces), from_rate, to_rate)
    reach = -(-_reach(up, down) // down) * down  # whole blocks, so that each keeps its phase
    made, size, held = [], 0, np.zeros(reach, dtype=np.float32)
    for piece in pieces:
        size += piece.size
        held = np.concatenate((held, piece))
        ready = (held.size - 2 * reach) // down * down
        if ready >= _READY:
            made.append(_middle(held[: ready + 2 * reach], reach, up, down))
            held = held[ready:]
    made.append(_middle(np.concatenate((held, np.zeros(reach, np.float32))), reach, up, down))
    return np.concatenate(made)[: -(-size * up // down)]


def _middle(signal: Signal, reach: int, up: int, down: int) -> Signal:
    """``signal`` resampled without ``reach`` samples at either end, which are only looked at."""
    around = reach // down * up
    return _resample_in_blocks(signal, up, down)[around : -around or None].copy()


def _join(pieces: Iterable[Signal]) -> Signal:
    whole = bytearray()
    for piece in pieces:
        whole += piece.astype(np.float32).tobytes()
    return np.frombuffer(whole, dtype=np.float32)


def multiply(windows: Signal, matrix: Signal, out: Signal) -> None:
    """Fills ``out`` with ``windows @ matrix``, in slabs that OpenBLAS leaves to one thread.

    Its threads spin while they wait, which costs more than the product here, and
    the same sound should not depend on how many cores there are. Both factors are
    taken in double precision, a slab at a time: processors add in different orders, and
    only so far behind the last digit of ``out`` does nobody hear which one it was.
    """
    rows = max(1, _SINGLE_THREADED_PRODUCT // matrix.size)
    for begin in range(0, windows.shape[0], rows):
        out[begin : begin + rows] = windows[begin : begin + rows].astype(np.float64) @ matrix


def windowed_sinc(distance: Signal, cutoff: float, reach: int) -> Signal:
    """A low-pass at ``cutoff`` (1 is half the rate), ``reach`` samples long to either side."""
    inside = np.maximum(0.0, 1.0 - (distance / reach) ** 2)
    window = np.i0(_KAISER_BETA * np.sqrt(inside)) / np.i0(_KAISER_BETA)
    kernel: Signal = np.where(
        np.abs(distance) < reach, cutoff * np.sinc(cutoff * distance) * window, 0.0
    )
    return kernel


def _resample_in_blocks(signal: Signal, up: int, down: int) -> Signal:
    """Blocks of ``down`` samples in, blocks of ``up`` samples out, by a few matrices."""
    blocks, reach = -(-signal.size // down), _reach(up, down)
    padded = np.zeros(blocks * down + 2 * reach, dtype=signal.dtype)
    padded[reach : reach + signal.size] = signal
    result = np.empty((blocks, up), dtype=np.float32)
    for columns, first, matrix in _block_matrices(up, down):
        windows = np.lib.stride_tricks.sliding_window_view(padded[first:], matrix.shape[0])
        multiply(windows[::down][:blocks], matrix, result[:, columns])
    return result.reshape(-1)


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


def _resample_directly(signal: Signal, up: int, down: int, length: int) -> Signal:
    reach = _reach(up, down)
    padded = np.pad(signal, reach + 1)
    taps = np.arange(-reach, reach + 1)
    result = np.empty(length, dtype=np.float32)
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
    return windowed_sinc(distance, cutoff, _reach(up, down))
