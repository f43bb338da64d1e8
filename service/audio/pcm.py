"""Samples from -1 to 1 as the 16-bit samples of files, and back."""

import numpy as np

from service.audio.loudness import Signal

FULL_SCALE = 32768.0


def to_pcm(signal: Signal) -> bytes:
    """``signal`` as 16-bit little-endian samples, clipped at full scale."""
    scaled = signal * FULL_SCALE
    np.rint(scaled, out=scaled)
    return np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1, out=scaled).astype("<i2").tobytes()


def from_pcm(pcm: bytes) -> Signal:
    """The signal whose :func:`to_pcm` is ``pcm``."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / FULL_SCALE
