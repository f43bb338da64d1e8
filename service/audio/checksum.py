"""The CRC-16 that LAME's Info frame carries, in a form that an hour of sound does not notice."""

import numpy as np
import numpy.typing as npt

_POLYNOMIAL = 0xA001  # x^16 + x^15 + x^2 + 1, reflected
_PERIOD = 32_767


def _table() -> tuple[int, ...]:
    entries = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (_POLYNOMIAL if crc & 1 else 0)
        entries.append(crc)
    return tuple(entries)


_TABLE = _table()


def crc16(octets: bytes) -> int:
    """The CRC-16/ARC of ``octets``."""
    crc = 0
    for octet in octets:
        crc = crc >> 8 ^ _TABLE[(crc ^ octet) & 0xFF]
    return crc


class RunningCrc16:
    """The CRC-16/ARC of a long stream, taken piece by piece.

    The polynomial is (x + 1)(x^15 + x + 1), the second factor primitive, so
    x^32767 leaves the remainder 1: bytes that lie 32,767 apart weigh the same and
    may be XORed onto each other first. What remains for the slow table is 32 kB.
    """

    def __init__(self) -> None:
        self._folded: npt.NDArray[np.uint8] = np.zeros(_PERIOD, dtype=np.uint8)
        self._length = 0

    def update(self, octets: bytes) -> None:
        """Adds ``octets`` to the stream."""
        piece = np.frombuffer(octets, dtype=np.uint8)
        while piece.size:
            begin = self._length % _PERIOD
            now = piece[: _PERIOD - begin]
            self._folded[begin : begin + now.size] ^= now
            self._length += now.size
            piece = piece[now.size :]

    def value(self) -> int:
        """The checksum of all that was added."""
        if self._length < _PERIOD:
            return crc16(self._folded[: self._length].tobytes())
        return crc16(np.roll(self._folded, -(self._length % _PERIOD)).tobytes())
