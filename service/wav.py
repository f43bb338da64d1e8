"""WAV files in memory, as they are written."""

import io
import wave


def write_wav(samples: bytes, rate: int) -> bytes:
    """A mono 16-bit WAV file of little-endian ``samples`` at ``rate`` Hz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples)
    return out.getvalue()
