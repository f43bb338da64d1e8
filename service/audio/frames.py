"""The frames that Loa writes besides sound: the silent frame and the Info frame.

Source: Gabriel Bouvigne's "Mp3 Info Tag rev 1" (the LAME extension of the Xing/Info header).
"""

from service.audio.checksum import crc16
from service.model import AudioFormat, Samples
from service.mpeg import BITRATES, HEADER_BYTES, RATES, FrameHeader

ENCODER_DELAY = Samples(576)
"""Samples by which LAME delays the sound; written into the Info frame."""

DECODER_DELAY = Samples(529)
"""Samples by which every Layer III decoder delays it further."""

_MONO_SIDE_INFORMATION = 9
_INFO_SIZE = 120 + 36
_INFO_FLAGS = 0b1111
_SOURCE_RATE = 0b00  # 32 kHz or less, as all of ours


def is_info_frame(frame: bytes, header: FrameHeader) -> bool:
    """Whether ``frame`` carries a Xing, Info or VBRI header instead of sound."""
    begin = HEADER_BYTES + header.side_information
    return frame[begin : begin + 4] in (b"Xing", b"Info") or frame[36:40] == b"VBRI"


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
    needed = HEADER_BYTES + _MONO_SIDE_INFORMATION + _INFO_SIZE
    fitting = (
        rate
        for rate in BITRATES[2]
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
    return b"".join(
        (
            b"LAME3.100",
            bytes([0x01]),  # revision 0, constant bitrate
            bytes([audio.sample_rate // 200]),  # low-pass in units of 100 Hz: half the rate
            bytes(4 + 2 + 2),  # no peak, no replay gain
            bytes([0]),  # encoding flags
            bytes([min(255, audio.bitrate_kbps)]),
            delay_and_padding.to_bytes(3, "big"),
            bytes([_SOURCE_RATE << 6]),
            bytes([0]),  # no gain applied
            bytes(2),  # no preset
            whole.to_bytes(4, "big"),
            music_crc.to_bytes(2, "big"),
        )
    )


def _header_bytes(sample_rate: int, bitrate_kbps: int) -> bytes:
    """The header of a mono MPEG-2 Layer III frame without CRC and padding, marked original."""
    bitrate_index = BITRATES[2].index(bitrate_kbps)
    rate_index = RATES[0b10].index(sample_rate)
    return bytes([0xFF, 0xF3, bitrate_index << 4 | rate_index << 2, 0xC4])
