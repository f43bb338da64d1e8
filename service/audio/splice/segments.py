"""Arrays of samples as pydub's segments, and back: the import of pydub itself."""

import warnings

from service.audio.loudness import Signal
from service.audio.pcm import from_pcm, to_pcm
from service.model import AudioFormat

with warnings.catch_warnings():
    # pydub 0.25.1 warns while it is imported: of invalid escapes in its own regular
    # expressions (3.12), of audioop's removal (3.11, 3.12) and of a missing ffmpeg,
    # which nothing here needs. The warnings are about pydub, not about this project.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

__all__ = ["AudioSegment", "from_segment", "make_pause", "make_segment", "to_segment"]

_SAMPLE_WIDTH = 2


def make_segment(pcm: bytes, sample_rate: int) -> AudioSegment:
    """16-bit mono samples as a segment."""
    return AudioSegment(data=pcm, sample_width=_SAMPLE_WIDTH, frame_rate=sample_rate, channels=1)


def to_segment(signal: Signal, sample_rate: int) -> AudioSegment:
    """``signal`` as a segment, clipped at full scale."""
    return make_segment(to_pcm(signal), sample_rate)


def from_segment(segment: AudioSegment) -> Signal:
    """The samples of ``segment``."""
    return from_pcm(segment.raw_data)


def make_pause(samples: int, audio: AudioFormat) -> AudioSegment:
    """So many samples of silence, as near as pydub's milliseconds come."""
    milliseconds = 1000 * samples / audio.sample_rate
    return AudioSegment.silent(duration=milliseconds, frame_rate=audio.sample_rate)
