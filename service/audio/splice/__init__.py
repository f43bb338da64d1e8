"""Sounds laid together: the one door to pydub.

- ``segments``: arrays of samples as pydub's segments, and back;
- ``recordings``: what people recorded, checked and brought to the level of speech;
- ``jingles``: the station's sounds, mixed in before and after words;
- ``clips``: speech or a recording becomes one finished clip;
- ``joining``: the clips of a long sentence's parts become one;
- ``reference``: an edition as pydub alone would make it.
"""

from service.audio.splice.clips import make_clip, make_clip_from_recording
from service.audio.splice.jingles import Jingle, JinglePlace, added_seconds
from service.audio.splice.joining import join_clips
from service.audio.splice.recordings import (
    MOST_JINGLE_SECONDS,
    MOST_RECORDING_SECONDS,
    check_recording,
)
from service.audio.splice.reference import stitch_reference

__all__ = [
    "MOST_JINGLE_SECONDS",
    "MOST_RECORDING_SECONDS",
    "Jingle",
    "JinglePlace",
    "added_seconds",
    "check_recording",
    "join_clips",
    "make_clip",
    "make_clip_from_recording",
    "stitch_reference",
]
