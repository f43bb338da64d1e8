"""MPEG Layer III streams as they come in: tags, frame headers, whole frames.

Source: ISO/IEC 11172-3 and 13818-3 (frame header, side information).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.errors import AudioError

BITRATES: Mapping[int, tuple[int, ...]] = MappingProxyType(
    {
        1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
        2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
    }
)
"""kbit/s by the header's index, of MPEG-1 and of MPEG-2/2.5; 0 is not allowed."""

RATES: Mapping[int, tuple[int, ...]] = MappingProxyType(
    {
        0b11: (44_100, 48_000, 32_000, 0),
        0b10: (22_050, 24_000, 16_000, 0),
        0b00: (11_025, 12_000, 8_000, 0),
    }
)
"""Sample rates in Hz by the header's version and index; 0 is not allowed."""

HEADER_BYTES = 4


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """What the four bytes before a Layer III frame say."""

    sample_rate: int
    bitrate_kbps: int
    channels: int
    samples: int
    length: int
    side_information: int


def read_header(at: bytes) -> FrameHeader | None:
    """The header that the first four bytes of ``at`` hold, or None if they hold none."""
    if len(at) < HEADER_BYTES or at[0] != 0xFF or at[1] & 0xE0 != 0xE0:
        return None
    version, layer = at[1] >> 3 & 0b11, at[1] >> 1 & 0b11
    if version not in RATES or layer != 0b01:
        return None
    generation = 1 if version == 0b11 else 2
    bitrate = BITRATES[generation][at[2] >> 4]
    rate = RATES[version][at[2] >> 2 & 0b11]
    if not bitrate or not rate:
        return None
    channels = 1 if at[3] >> 6 == 0b11 else 2
    samples = 1152 if generation == 1 else 576
    length = samples // 8 * bitrate * 1000 // rate + (at[2] >> 1 & 1)
    side_information = (17, 32)[channels - 1] if generation == 1 else (9, 17)[channels - 1]
    return FrameHeader(rate, bitrate, channels, samples, length, side_information)


def walk_frames(stream: bytes) -> Iterator[tuple[int, FrameHeader]]:
    """Offset and header of every frame of a bare stream, which must be whole.

    Raises AudioError where a header is missing or the last frame is cut off.
    """
    at = 0
    while at < len(stream):
        header = read_header(stream[at : at + HEADER_BYTES])
        if header is None:
            raise AudioError(
                f"Tệp MP3 hỏng ở byte {at}.", f"The MP3 stream is broken at byte {at}."
            )
        if at + header.length > len(stream):
            raise AudioError("Tệp MP3 bị cắt cụt.", "The MP3 stream is cut off.")
        yield at, header
        at += header.length


def strip_tags(file: bytes) -> bytes:
    """``file`` without the ID3v2 tags before and the ID3v1 tag after its frames."""
    at = 0  # one copy in the end, however many tags a stranger's file may have
    while file[at : at + 3] == b"ID3" and len(file) >= at + 10:
        size = 0
        for byte in file[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        footer = 10 if file[at + 5] & 0x10 else 0
        at += 10 + size + footer
    file = file[at:]
    if file[-128:-125] == b"TAG":
        file = file[:-128]
    return file


def count_frames(file: bytes) -> int | None:
    """The number of frames of an MP3 file, tags apart; None unless all of it is whole frames."""
    try:
        return sum(1 for _ in walk_frames(strip_tags(file)))
    except AudioError:
        return None
