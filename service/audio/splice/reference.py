"""An edition as pydub alone would make it: what the join of ready frames is held against."""

from collections.abc import Callable, Sequence

import numpy as np

from service.audio.decoding import decode_frames
from service.audio.encoding import encode
from service.audio.frames import DECODER_DELAY, ENCODER_DELAY
from service.audio.join import filling
from service.audio.splice.segments import (
    AudioSegment,
    from_segment,
    make_pause,
    make_segment,
    to_segment,
)
from service.model import AudioFormat, Ms, Samples, Span


def stitch_reference(
    placed: Sequence[tuple[str, Span]],
    read_frames: Callable[[str], bytes],
    *,
    length: Samples,
    audio: AudioFormat,
) -> tuple[bytes, tuple[Ms, ...]]:
    """An edition as pydub alone would make it: bare frames, and where each clip begins.

    Every clip is decoded, laid on pydub's own timeline and encoded again: slower by
    two orders of magnitude than joining frames, and what the join is held against.
    Raises AudioError when a clip does not fill its span.
    """
    pieces: list[AudioSegment] = []
    begins: list[Ms] = []
    at, passed = 0, 0.0
    for key, span in placed:
        sound = np.zeros(span.end - span.begin)
        frames = filling(span, read_frames(key), audio)
        heard = decode_frames(frames)[ENCODER_DELAY + DECODER_DELAY :]
        sound[: heard.size] = heard
        pieces.append(make_pause(span.begin - at, audio))
        begins.append(Ms(round(1000 * (passed + pieces[-1].duration_seconds))))
        pieces.append(to_segment(sound, audio.sample_rate))
        passed += pieces[-2].duration_seconds + pieces[-1].duration_seconds
        at = span.end
    pieces.append(make_pause(length - at, audio))
    whole = make_segment(b"".join(piece.raw_data for piece in pieces), audio.sample_rate)
    return encode(from_segment(whole), audio), tuple(begins)
