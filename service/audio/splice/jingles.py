"""Sound ready for the encoder, and the station's jingles mixed into it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from service.audio.loudness import Signal
from service.audio.splice.recordings import level_recording
from service.audio.splice.segments import AudioSegment, from_segment, to_segment
from service.fingerprint import fingerprint
from service.model import Ms


@dataclass(frozen=True, slots=True)
class Laid:
    """Sound ready for the encoder, and which samples of it are speech."""

    signal: Signal
    begin: int
    end: int


class JinglePlace(StrEnum):
    """Before the words of its clip or after them."""

    INTRO = "intro"
    OUTRO = "outro"


@dataclass(frozen=True, slots=True)
class Jingle:
    """The station's sound, mixed into the clip of the sentence that it leads to or follows.

    ``recording`` is an MP3, WAV, FLAC or Ogg Vorbis file. For ``overlap`` it goes
    on under the speech, lowered by ``ducking_db``; ``fade`` is how long it takes to
    come, go and duck. All of it belongs in the clip's key: see :attr:`digest`.
    """

    recording: bytes
    place: JinglePlace
    overlap: Ms = field(default=Ms(1500))
    ducking_db: float = 14.0
    fade: Ms = field(default=Ms(800))

    def __post_init__(self) -> None:
        if min(self.overlap, self.fade, self.ducking_db) < 0:
            raise ValueError("a jingle's overlap, fade and ducking are not negative")

    @property
    def digest(self) -> str:
        """Thirty-two hex digits of all that is heard of it."""
        recording = hashlib.sha256(self.recording).hexdigest()
        return fingerprint(
            "jingle/1", recording, self.place.value, self.overlap, self.ducking_db, self.fade
        )


def add_jingles(laid: Laid, jingles: Sequence[Jingle], sample_rate: int) -> Laid:
    """``laid`` with every one of ``jingles``, each at its place."""
    for jingle in jingles:
        laid = add_jingle(laid, jingle, sample_rate)
    return laid


def add_jingle(laid: Laid, jingle: Jingle, sample_rate: int) -> Laid:
    """``laid`` with the jingle before or after it, ducked where both are heard."""
    # Six decibels of headroom: where pydub's 16 bits overflow it clips.
    speech = to_segment(laid.signal / 2, sample_rate)
    sound = to_segment(level_recording(jingle.recording, sample_rate) / 2, sample_rate)
    overlap = _overlap(jingle, len(sound), len(speech))
    fade = max(1, min(int(jingle.fade), len(sound) // 2))
    if jingle.place is JinglePlace.INTRO:
        speech_at, sound_at = len(sound) - overlap, 0
        ducked = sound.fade(to_gain=-jingle.ducking_db, start=speech_at - fade, end=speech_at)
        bed = ducked.fade_in(fade).fade_out(overlap)
    else:
        speech_at, sound_at = 0, len(speech) - overlap
        raised = sound.fade(from_gain=-jingle.ducking_db, start=overlap, end=overlap + fade)
        bed = raised.fade_in(overlap).fade_out(fade)
    length = max(speech_at + len(speech), sound_at + len(sound)) + 1
    canvas = AudioSegment.silent(duration=length, frame_rate=sample_rate)
    mixed = canvas.overlay(bed, position=sound_at).overlay(speech, position=speech_at)
    passed = speech_at * sample_rate // 1000
    return Laid(from_segment(mixed) * 2, passed + laid.begin, passed + laid.end)


def added_seconds(jingle: Jingle, words: float, sample_rate: int) -> float:
    """How much longer :func:`add_jingle` makes a clip whose words take ``words`` seconds."""
    length = round(1000 * level_recording(jingle.recording, sample_rate).size / sample_rate)
    return (length - _overlap(jingle, length, round(1000 * words))) / 1000


def _overlap(jingle: Jingle, sound: int, speech: int) -> int:
    """For how many milliseconds both are heard. At least one: pydub cannot fade for none."""
    return max(1, min(int(jingle.overlap), sound // 2, speech))
