"""How loud sound is: K-weighted energies of 100 ms steps and their gated mean (ITU-R BS.1770-5)."""

from collections.abc import Iterable
from math import log10, pi, tan

import numpy as np
import numpy.typing as npt

Signal = npt.NDArray[np.float64]

SILENCE_LUFS = -70.0
"""The absolute gate, and what is told of sound that never reaches it."""

_STEPS_PER_SECOND = 10
_STEPS_PER_BLOCK = 4
_RELATIVE_GATE_LU = -10.0
_SETTLING_SECONDS = 0.2


def measure_energies(signal: Signal, sample_rate: int) -> tuple[float, ...]:
    """The K-weighted mean square of each 100 ms step; the last is filled up with silence.

    Six digits are kept: what is lost lies below 0.0001 LU.
    """
    step = sample_rate // _STEPS_PER_SECOND
    count = -(-signal.size // step)
    weighted = np.zeros(count * step)
    weighted[: signal.size] = _k_weighted(signal, sample_rate)
    means = np.square(weighted).reshape(count, step).mean(axis=1)
    return tuple(float(f"{mean:.6g}") for mean in means)


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


def _k_weighted(signal: Signal, sample_rate: int) -> Signal:
    """``signal`` after the two filters of K-weighting, applied in the frequency domain.

    The recursion of the filters is a loop that numpy cannot do; their response
    dies within 0.2 s, so with that much silence behind, the product of spectra is
    the same within -120 dB.
    """
    length = _fast_length(signal.size + int(_SETTLING_SECONDS * sample_rate))
    spectrum = np.fft.rfft(signal, length)
    spectrum *= _k_response(np.arange(length // 2 + 1, dtype=np.float64) / length, sample_rate)
    weighted: Signal = np.fft.irfft(spectrum, length)[: signal.size]
    return weighted


def _k_response(frequency: Signal, sample_rate: int) -> npt.NDArray[np.complex128]:
    """The K filter at ``frequency`` (cycles per sample), derived for any sample rate.

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


def _fast_length(least: int) -> int:
    """The shortest transform ≥ ``least`` of the form 2^n, 3·2^n or 5·2^n."""
    power = 1 << max(3, least.bit_length())
    return min(each for each in (power, power // 8 * 5, power // 4 * 3) if each >= least)
