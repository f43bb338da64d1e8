"""How loud sound is: K-weighted energies of 100 ms steps and their gated mean (ITU-R BS.1770-5)."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import log10, pi, tan

import numpy as np
import numpy.typing as npt

Signal = npt.NDArray[np.floating]
"""Samples from -1 to 1. Loa makes them in single precision, whose error of -150 dB lies
far below a step of 16 bits, and takes any."""

SILENCE_LUFS = -70.0
"""The absolute gate, and what is told of sound that never reaches it."""

_STEPS_PER_SECOND = 10
_STEPS_PER_BLOCK = 4
_STEPS_AT_ONCE = 16  # their spectra stay in the processor's cache: half the cost
_RELATIVE_GATE_LU = -10.0


def measure_energies(signal: Signal, sample_rate: int) -> tuple[float, ...]:
    """The K-weighted mean square of each 100 ms step; the last is filled up with silence.

    The recursive filters of the standard are a loop that numpy cannot do, but
    only energies are wanted: by Parseval's theorem they are the step's spectrum,
    weighted. Treating each step as periodic costs less than 0.05 LU in speech.
    Six digits are kept.
    """
    step = sample_rate // _STEPS_PER_SECOND
    steps = np.zeros((-(-signal.size // step), step), dtype=np.float32)
    steps.reshape(-1)[: signal.size] = signal
    means = np.empty(steps.shape[0], dtype=np.float32)
    for begin in range(0, means.size, _STEPS_AT_ONCE):
        now = slice(begin, begin + _STEPS_AT_ONCE)
        # Only with a factor does numpy transform in single precision: a quarter of the cost.
        parts = np.fft.rfft(steps[now], axis=1, norm="forward").view(np.float32)
        # Not "@", which OpenBLAS would spread over threads: they spin while they wait.
        np.einsum("ij,j->i", np.square(parts, out=parts), _k_weights(sample_rate), out=means[now])
    return tuple(float(f"{mean:.6g}") for mean in means.tolist())


def lay_energies(
    clips: Iterable[tuple[int, Sequence[float]]], length: int, sample_rate: int
) -> tuple[float, ...]:
    """The 100 ms energies of ``length`` samples in which ``clips`` lie, silence between them.

    Each clip is given by its first sample and its own energies; it is laid to the
    nearest step.
    """
    step = sample_rate // _STEPS_PER_SECOND
    laid = np.zeros(-(-length // step))
    for begin, energies in clips:
        at = round(begin / step)
        room = laid[at : at + len(energies)]
        room[:] = energies[: room.size]
    return tuple(laid.tolist())


def integrated_loudness(energies: Iterable[float]) -> float:
    """The gated loudness in LUFS of mono sound with these 100 ms energies, in order.

    Blocks of 400 ms overlap by three steps; gates at -70 LUFS and 10 LU below the
    mean of what passes. -70.0 where nothing passes.
    """
    steps = np.fromiter(energies, dtype=np.float64)
    if steps.size == 0:
        return SILENCE_LUFS
    width = min(_STEPS_PER_BLOCK, steps.size)
    blocks = np.convolve(steps, np.full(width, 1 / width), mode="valid")
    loud = blocks[blocks > _power(SILENCE_LUFS)]
    if loud.size == 0:
        return SILENCE_LUFS
    gate = float(loud.mean()) * 10 ** (_RELATIVE_GATE_LU / 10)
    return _lufs(float(loud[loud > gate].mean()))


def _lufs(power: float) -> float:
    return 10 * log10(power) - 0.691


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


@cache
def _k_weights(sample_rate: int) -> npt.NDArray[np.float32]:
    """What real and imaginary part of each frequency add to a step's K-weighted mean square."""
    length = sample_rate // _STEPS_PER_SECOND
    frequency = np.arange(length // 2 + 1) / length
    weights = 2 * np.square(np.abs(_k_response(frequency, sample_rate)))
    weights[0] /= 2
    if length % 2 == 0:
        weights[-1] /= 2
    return np.repeat(weights.astype(np.float32), 2)


def _k_response(frequency: Signal, sample_rate: int) -> npt.NDArray[np.complex128]:
    """The filter of K-weighting at ``frequency`` (cycles per sample), for any sample rate.

    BS.1770 tabulates 48 kHz only; the analogue prototypes behind its tables are
    a shelf of +4 dB at 1682 Hz and a high-pass at 38 Hz.
    """
    delay = np.exp(-2j * pi * frequency)
    k, q = tan(pi * 1681.974450955533 / sample_rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    shelf = (
        (high + band * k / q + k * k)
        + 2 * (k * k - high) * delay
        + (high - band * k / q + k * k) * delay**2
    ) / ((1 + k / q + k * k) + 2 * (k * k - 1) * delay + (1 - k / q + k * k) * delay**2)
    k, q = tan(pi * 38.13547087602444 / sample_rate), 0.5003270373238773
    norm = 1 + k / q + k * k
    high_pass = (1 - 2 * delay + delay**2) / (
        1 + 2 * (k * k - 1) / norm * delay + (1 - k / q + k * k) / norm * delay**2
    )
    response: npt.NDArray[np.complex128] = shelf * high_pass
    return response
