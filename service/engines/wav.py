"""WAV files that programs stream: checked, and whole when they go on."""

from service.containers import Container, container_of
from service.engines.reasons import ReasonError
from service.wav import write_wav


class BadWavError(ReasonError):
    """Bytes that are not a whole WAV file with sound."""


def settled_wav(streamed: bytes) -> bytes:
    """``streamed`` with true lengths in its header.

    A program that writes to a pipe cannot go back to fill them in and leaves
    huge ones. Raises BadWavError unless it is 16-bit mono sound.
    """
    at = streamed.find(b"data", 12)
    if container_of(streamed) is not Container.RIFF or streamed[8:12] != b"WAVE" or at < 0:
        raise BadWavError("không phải tệp WAV", "no WAV file")
    header = streamed[: at + 4]
    samples = streamed[at + 8 :]
    if not samples or len(samples) % 2:
        raise BadWavError("tệp WAV rỗng hoặc bị cắt", "an empty or cut-off WAV file")
    form = header.find(b"fmt ")
    channels, bits = _number(header, form + 10, 2), _number(header, form + 22, 2)
    if form < 0 or (channels, bits) != (1, 16):
        raise BadWavError(
            "tệp WAV không phải 16 bit một kênh", "a WAV file that is not 16-bit mono"
        )
    return write_wav(samples, _number(header, form + 12, 4))


def _number(header: bytes, at: int, length: int) -> int:
    return int.from_bytes(header[at : at + length], "little")
