"""Whether a sound file is all there: a decoder plays what is left of one and says nothing.

Sources: RIFF (chunks), RFC 9639 (FLAC's STREAMINFO), RFC 3533 (Ogg pages), RFC 8794 and
9559 (EBML, Matroska's Segment), Gabriel Bouvigne's "Mp3 Info Tag rev 1" (the Xing
header's number of frames).
"""

import re

from service.audio.frames import is_info_frame
from service.containers import Container, container_of
from service.errors import AudioError
from service.mpeg import HEADER_BYTES, FrameHeader, read_header, strip_tags

_UNKNOWN_LENGTH = 0x7FF0_0000
_PAGE_BYTES = 27
_END_OF_STREAM = 4
_FRAMES_TOLD = 1
_SEGMENT = b"\x18\x53\x80\x67"
_LAYER_III = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")
_SAME_STREAM = 0b1111_1110, 0b0000_1100
"""What frames of one stream have alike in their second and third byte: version, layer, rate."""


def check_whole(file: bytes, samples: int) -> None:
    """Raises AudioError when a WAV, FLAC, Ogg or MPEG file ends before its sound does.

    ``samples``, of each channel, are what a decoder finds in ``file``. Bytes that
    belong to nothing may stand between and after an MPEG file's frames.
    """
    kind = container_of(file)
    if kind is Container.RIFF:
        check_wav(file)
    elif kind is Container.FLAC:
        _check_flac(file, samples)
    elif kind is Container.OGG:
        _check_ogg(file)
    else:
        _check_mpeg(strip_tags(file))


def check_packed(file: bytes) -> None:
    """Raises AudioError when an Ogg or Matroska file of any codec ends before it says it does.

    A browser may write a WebM whose length it does not tell: such a one passes.
    """
    if container_of(file) in (Container.OGG, Container.OPUS):
        _check_ogg(file)
    elif (at := file.find(_SEGMENT)) >= 0:
        size, begin = _read_size(file, at + len(_SEGMENT))
        if size is not None and begin + size > len(file):
            raise _cut_off("WebM")


def check_wav(file: bytes) -> None:
    """Raises AudioError when a WAV file ends before its samples do (RIFF, "data" chunk).

    espeak-ng, which writes to a pipe, cannot know the length and claims about
    2 GB; only smaller claims are held against the file.
    """
    at = 12
    while at + 8 <= len(file):
        name, size = file[at : at + 4], int.from_bytes(file[at + 4 : at + 8], "little")
        if name == b"data":
            if size < _UNKNOWN_LENGTH and at + 8 + size > len(file):
                raise _cut_off("WAV")
            return
        at += 8 + size + size % 2


def _check_flac(file: bytes, samples: int) -> None:
    # The number of samples is the low 36 bits of STREAMINFO's second eight bytes.
    # It is zero where the encoder wrote to a pipe.
    told = int.from_bytes(file[18:26], "big") & (1 << 36) - 1
    if samples < told:
        raise _cut_off("FLAC")


def _check_ogg(file: bytes) -> None:
    """The last page must be whole and say that its stream ends."""
    at, flags = 0, 0
    while at >= 0:
        begin = at + _PAGE_BYTES
        sizes = file[begin : begin + file[begin - 1]] if begin <= len(file) else b""
        end = begin + len(sizes) + sum(sizes)
        flags = file[at + 5] if sizes and end <= len(file) else 0
        at = file.find(b"OggS", end)
    if not flags & _END_OF_STREAM:
        raise _cut_off("Ogg")


def _read_size(file: bytes, at: int) -> tuple[int | None, int]:
    """An EBML element's size, None where it is unknown, and where its content begins."""
    first = file[at : at + 1] or b"\0"
    length = 9 - first[0].bit_length()  # the leading zeros tell how many bytes follow
    told = int.from_bytes(file[at : at + length], "big")
    unknown = (1 << 7 * length) - 1
    size = told & unknown
    return None if size == unknown else size, at + length


def _check_mpeg(stream: bytes) -> None:
    """The frames must be as many as the header frame tells and, where none does, whole."""
    first = _find_first(stream)
    if first is None:
        return  # nothing that could be counted: the decoder has the word
    at, header = first
    count, is_whole = _count_alike(stream, at)
    told = _told_frames(stream[at : at + header.length], header)
    # Of those counted one is the header itself, which some programs count too.
    if count < told or (told == 0 and not is_whole):
        raise _cut_off("MP3")


def _find_first(stream: bytes) -> tuple[int, FrameHeader] | None:
    """Offset and header of the first frame: one that another like it follows."""
    for match in _LAYER_III.finditer(stream):
        at = match.start()
        header = read_header(stream[at : at + HEADER_BYTES])
        if header is not None and _is_alike(stream, at, at + header.length):
            return at, header
    return None


def _is_alike(stream: bytes, at: int, other: int) -> bool:
    return read_header(stream[other : other + HEADER_BYTES]) is not None and all(
        stream[at + n] & mask == stream[other + n] & mask for n, mask in enumerate(_SAME_STREAM, 1)
    )


def _count_alike(stream: bytes, at: int) -> tuple[int, bool]:
    """The number of whole frames like the one ``at``, and whether no frame is cut off.

    What stands between frames is passed over in one search: it may be long.
    """
    version, rate = stream[at + 1] & 0xFE, stream[at + 2] & 0x0C
    thirds = bytes(byte for byte in range(0x10, 0xF0) if byte & 0x0C == rate)
    alike = re.compile(
        rb"\xff[%b][%b]." % (_any(bytes((version, version | 1))), _any(thirds)), re.S
    )
    count = 0
    while (match := alike.search(stream, at)) is not None:
        header = read_header(match.group())
        at = match.end() if header is None else match.start() + header.length
        if at > len(stream):
            return count, False
        count += header is not None
    return count, True


def _any(of: bytes) -> bytes:
    return b"".join(re.escape(bytes((byte,))) for byte in of)


def _told_frames(frame: bytes, header: FrameHeader) -> int:
    """How many frames the Xing or Info header ``frame`` announces; 0 where it does not tell."""
    begin = HEADER_BYTES + header.side_information
    # A VBRI header, which lies elsewhere, has its number in another place: it is not read.
    if not is_info_frame(frame, header) or frame[begin : begin + 4] not in (b"Xing", b"Info"):
        return 0
    flags = int.from_bytes(frame[begin + 4 : begin + 8], "big")
    return int.from_bytes(frame[begin + 8 : begin + 12], "big") if flags & _FRAMES_TOLD else 0


def _cut_off(kind: str) -> AudioError:
    return AudioError(
        f"Tệp {kind} bị cắt cụt, chỉ còn một phần.",
        f"The {kind} file is cut off: only a part of it is there.",
    )
