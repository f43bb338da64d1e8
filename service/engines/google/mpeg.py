"""Looks at an MP3 from outside: are these whole Layer III frames?"""

_RATES = {
    # MPEG-1, MPEG-2 and MPEG-2.5, Layer III, in kbit/s (ISO/IEC 11172-3, 13818-3)
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}


def count_frames(mp3: bytes) -> int | None:
    """The number of Layer III frames of ``mp3``; None unless it is whole frames throughout.

    An ID3v2 tag in front and an ID3v1 tag behind are skipped.
    """
    at = _after_tag(mp3)
    end = len(mp3) - 128 if mp3[-128:-125] == b"TAG" else len(mp3)
    frames = 0
    while at < end:
        length = _frame_length(mp3[at : at + 4])
        if length is None or at + length > end:
            return None
        at += length
        frames += 1
    return frames


def _after_tag(mp3: bytes) -> int:
    if mp3[:3] != b"ID3" or len(mp3) < 10:
        return 0
    size = 0
    for septet in mp3[6:10]:
        size = size << 7 | septet & 0x7F
    return 10 + size


def _frame_length(header: bytes) -> int | None:
    """Bytes of the frame that begins with ``header``; None when it is no Layer III header."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version not in _RATES or layer != 1 or bitrate in (0, 15) or rate == 3:
        return None
    coefficient = 144_000 if version == 3 else 72_000
    kbps, hertz = _RATES[version][bitrate - 1], _SAMPLE_RATES[version][rate]
    return coefficient * kbps // hertz + padding
