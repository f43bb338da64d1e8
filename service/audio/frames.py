"""MPEG Layer III frames: their headers, the silent frame and the Info frame.

Sources: ISO/IEC 11172-3 and 13818-3 (frame header, side information); Gabriel
Bouvigne's "Mp3 Info Tag rev 1" (the LAME extension of the Xing/Info header).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from service.audio.checksum import crc16
from service.errors import AudioError
from service.model import AudioFormat, Samples

ENCODER_DELAY = Samples(576)
"""Samples by which LAME delays the sound; written into the Info frame."""

DECODER_DELAY = Samples(529)
"""Samples by which every Layer III decoder delays it further."""

_BITRATES = {
    # MPEG-1 and MPEG-2/2.5 Layer III, kbit/s by header index; 0 and 15 are not allowed.
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_RATES = {
    0b11: (44_100, 48_000, 32_000, 0),
    0b10: (22_050, 24_000, 16_000, 0),
    0b00: (11_025, 12_000, 8_000, 0),
}
_MONO_SIDE_INFORMATION = 9
_HEADER = 4
_INFO_SIZE = 120 + 36
_INFO_FLAGS = 0b1111


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
    if len(at) < _HEADER or at[0] != 0xFF or at[1] & 0xE0 != 0xE0:
        return None
    version, layer = at[1] >> 3 & 0b11, at[1] >> 1 & 0b11
    if version not in _RATES or layer != 0b01:
        return None
    generation = 1 if version == 0b11 else 2
    bitrate = _BITRATES[generation][at[2] >> 4]
    rate = _RATES[version][at[2] >> 2 & 0b11]
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
        header = read_header(stream[at : at + _HEADER])
        if header is None:
            raise AudioError(
                f"Tệp MP3 hỏng ở byte {at}.", f"The MP3 stream is broken at byte {at}."
            )
        if at + header.length > len(stream):
            raise AudioError("Tệp MP3 bị cắt cụt.", "The MP3 stream is cut off.")
        yield at, header
        at += header.length


def is_info_frame(frame: bytes, header: FrameHeader) -> bool:
    """Whether ``frame`` carries a Xing, Info or VBRI header instead of sound."""
    begin = _HEADER + header.side_information
    return frame[begin : begin + 4] in (b"Xing", b"Info") or frame[36:40] == b"VBRI"


def strip_tags(file: bytes) -> bytes:
    """``file`` without the ID3v2 tags before and the ID3v1 tag after its frames."""
    while file[:3] == b"ID3" and len(file) >= 10:
        size = 0
        for byte in file[6:10]:
            size = size << 7 | byte & 0x7F
        footer = 10 if file[5] & 0x10 else 0
        file = file[10 + size + footer :]
    if file[-128:-125] == b"TAG":
        file = file[:-128]
    return file


def silent_frame(audio: AudioFormat) -> bytes:
    """One frame of digital silence: a header, and zeros for side information and sound."""
    return _header_bytes(audio.sample_rate, audio.bitrate_kbps).ljust(audio.frame_bytes, b"\0")


def info_frame(audio: AudioFormat, *, frame_count: int, byte_count: int, music_crc: int) -> bytes:
    """The frame before all others that tells a player length, seek points and encoder delay.

    ``frame_count`` and ``byte_count`` count the frames of sound after it. It is as
    long as the other frames, or, where those are too short to hold it, as the
    shortest allowed frame that does.
    """
    bitrate = _info_bitrate(audio)
    length = 72 * bitrate * 1000 // audio.sample_rate
    whole = byte_count + length
    begin = _header_bytes(audio.sample_rate, bitrate) + bytes(_MONO_SIDE_INFORMATION)
    body = b"".join(
        (
            b"Info",
            _INFO_FLAGS.to_bytes(4, "big"),
            frame_count.to_bytes(4, "big"),
            whole.to_bytes(4, "big"),
            _seek_points(length, byte_count),
            bytes(4),  # quality: not said
            _lame_extension(audio, whole, music_crc),
        )
    )
    frame = begin + body
    return (frame + crc16(frame).to_bytes(2, "big")).ljust(length, b"\0")


def _info_bitrate(audio: AudioFormat) -> int:
    needed = _HEADER + _MONO_SIDE_INFORMATION + _INFO_SIZE
    fitting = (
        rate
        for rate in _BITRATES[2]
        if rate >= audio.bitrate_kbps and 72 * rate * 1000 // audio.sample_rate >= needed
    )
    return next(fitting)


def _seek_points(info_length: int, byte_count: int) -> bytes:
    """The table of contents: for each percent of the time, the place in 256ths of the bytes."""
    whole = info_length + byte_count
    return bytes(
        min(255, (info_length + byte_count * percent // 100) * 256 // whole)
        for percent in range(100)
    )


def _lame_extension(audio: AudioFormat, whole: int, music_crc: int) -> bytes:
    """Thirty-four bytes of the LAME extension, all but the closing checksum."""
    delay_and_padding = int(ENCODER_DELAY) << 12
    source_rate = 0b00 if audio.sample_rate < 44_100 else 0b01
    return b"".join(
        (
            b"LAME3.100",
            bytes([0x01]),  # revision 0, constant bitrate
            bytes([audio.sample_rate // 200]),  # low-pass in units of 100 Hz: half the rate
            bytes(4 + 2 + 2),  # no peak, no replay gain
            bytes([0]),  # encoding flags
            bytes([min(255, audio.bitrate_kbps)]),
            delay_and_padding.to_bytes(3, "big"),
            bytes([source_rate << 6]),
            bytes([0]),  # no gain applied
            bytes(2),  # no preset
            whole.to_bytes(4, "big"),
            music_crc.to_bytes(2, "big"),
        )
    )


def _header_bytes(sample_rate: int, bitrate_kbps: int) -> bytes:
    """The header of a mono MPEG-2 Layer III frame without CRC and padding, marked original."""
    bitrate_index = _BITRATES[2].index(bitrate_kbps)
    rate_index = _RATES[0b10].index(sample_rate)
    return bytes([0xFF, 0xF3, bitrate_index << 4 | rate_index << 2, 0xC4])
