"""The frames of an MPEG file that carry sound, without tags and what tells of them."""

from collections import deque

from service.audio.frames import is_info_frame
from service.mpeg import read_header, strip_tags, walk_frames


def sound_frames(file: bytes) -> bytes:
    """The frames of an MPEG file that carry sound; all must be whole."""
    stream = strip_tags(file)
    header = read_header(stream)
    if header is not None and is_info_frame(stream[: header.length], header):
        stream = stream[header.length :]
        header = read_header(stream)
    if header is None or not is_uniform(stream, header.length):
        deque(walk_frames(stream), maxlen=0)  # raises where a frame is broken
    return stream


def is_uniform(stream: bytes, length: int) -> bool:
    """Whether ``stream`` is whole frames of ``length`` that all begin like its first."""
    count, rest = divmod(len(stream), length)
    return not rest and all(stream[at::length].count(stream[at]) == count for at in range(3))
