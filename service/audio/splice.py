"""Speech becomes one finished clip: the one door to pydub, which lays sounds together."""

import hashlib
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from service.audio import mastering
from service.audio.audibility import check_audible
from service.audio.codec import (
    count_samples,
    decode_frames,
    decode_recording,
    encode,
    from_pcm,
    to_pcm,
)
from service.audio.frames import DECODER_DELAY, ENCODER_DELAY
from service.audio.loudness import Signal, measure_energies
from service.audio.parts import decode_parts, shift_words
from service.audio.wholeness import check_whole
from service.errors import AudioError
from service.fingerprint import fingerprint
from service.model import AudioFormat, Clip, ClipSpec, Ms, Samples, Span, Speech, WordMark

with warnings.catch_warnings():
    # pydub 0.25.1 warns while it is imported: of invalid escapes in its own regular
    # expressions (3.12), of audioop's removal (3.11, 3.12) and of a missing ffmpeg,
    # which nothing here needs. The warnings are about pydub, not about this project.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

MOST_JINGLE_SECONDS, MOST_RECORDING_SECONDS = 60, 300
"""Of what lies inside the clip of one sentence, which is held in memory."""

_CHECK_RATE = 16_000
_SAMPLE_WIDTH = 2
_PUBLISHED_PEAK_DBTP = -1.0
_CEILINGS_DBTP = (mastering.PEAK_CEILING_DBTP, -2.0, -2.5, -3.5)


@dataclass(frozen=True, slots=True)
class Laid:
    """Sound ready for the encoder, and which samples of it are speech."""

    signal: Signal
    begin: int
    end: int
    words: tuple[WordMark, ...] = ()


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


def make_clip(
    key: str, spoken: str, speech: Speech, spec: ClipSpec, *, jingles: Sequence[Jingle] = ()
) -> tuple[Clip, bytes]:
    """The finished clip of ``spoken`` and its headerless frames.

    With ``jingles`` the clip begins or ends with them; ``speech_begin`` and
    ``speech_end`` say where the words are. Raises AudioError when a part does not
    decode, is noise or silence, or when the sound is much too short or too long
    for the words: such sound is never kept.
    """
    parts = decode_parts(speech, spoken, spec)
    rate, pause = spec.format.sample_rate, spec.comma_pause
    signal = compose([part.signal for part in parts], rate, pause)
    louder = mastering.apply_gain(signal, spec.gain_db)
    laid = Laid(louder, 0, louder.size, shift_words(speech.words, parts, pause))
    return finish(key, spoken, _add_jingles(laid, jingles, rate), spec)


def make_clip_from_recording(
    key: str, spoken: str, recording: bytes, spec: ClipSpec, *, jingles: Sequence[Jingle] = ()
) -> tuple[Clip, bytes]:
    """The finished clip of an editor's own recording: MP3, WAV, FLAC or Ogg Vorbis.

    It is brought to the level of mono speech (-19 LUFS), since a microphone's is
    unknown; the gain of ``spec`` is for its engine only. Raises AudioError for a
    file without sound.
    """
    rate = spec.format.sample_rate
    faded = mastering.fade_edges(level_recording(recording, rate), rate)
    laid = Laid(faded, 0, faded.size)
    return finish(key, spoken, _add_jingles(laid, jingles, rate), spec)


def compose(signals: Sequence[Signal], sample_rate: int, pause: Ms) -> Signal:
    """``signals`` one after the other with ``pause`` between them.

    One join of raw data: pydub's ``+=`` copies all that went before each time.
    """
    if len(signals) == 1:
        return signals[0]
    gap = AudioSegment.silent(duration=int(pause), frame_rate=sample_rate).raw_data
    joined = gap.join(_to_segment(signal, sample_rate).raw_data for signal in signals)
    return _from_segment(_segment(joined, sample_rate))


def check_recording(recording: bytes, most_seconds: int) -> None:
    """Raises AudioError for a file that cannot be used whole, with the reason.

    It does not decode, is longer than allowed, cut off, silent, shorter than 0.2 s,
    nothing but noise, or too soft. The length comes first, so that no file
    is unpacked into more memory than that takes. What is already kept is not
    checked again when its clip is made: it stays heard.
    """
    check_whole(recording, count_samples(recording, most_seconds))
    raw, own_rate = decode_recording(recording)
    rate = min(own_rate, _CHECK_RATE)  # noise is not white above half its own rate
    check_audible(mastering.resample(raw, own_rate, rate), rate)


def add_jingle(laid: Laid, jingle: Jingle, sample_rate: int) -> Laid:
    """``laid`` with the jingle before or after it, ducked where both are heard."""
    # Six decibels of headroom: where pydub's 16 bits overflow it clips.
    speech = _to_segment(laid.signal / 2, sample_rate)
    sound = _to_segment(level_recording(jingle.recording, sample_rate) / 2, sample_rate)
    # At least a millisecond: pydub cannot fade for none.
    overlap = max(1, min(int(jingle.overlap), len(sound) // 2, len(speech)))
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
    words = tuple(WordMark(word.text_offset, Ms(word.at + speech_at)) for word in laid.words)
    return Laid(_from_segment(mixed) * 2, passed + laid.begin, passed + laid.end, words)


def _add_jingles(laid: Laid, jingles: Sequence[Jingle], sample_rate: int) -> Laid:
    for jingle in jingles:
        laid = add_jingle(laid, jingle, sample_rate)
    return laid


def finish(key: str, spoken: str, laid: Laid, spec: ClipSpec) -> tuple[Clip, bytes]:
    """``laid`` limited, encoded once and measured: its clip and its headerless frames."""
    frames, heard, peak = _encode_below_peak(laid.signal, spec.format)
    clip = Clip(
        key=key,
        spoken=spoken,
        voice=spec.voice,
        engine_version=spec.engine_version,
        frame_count=len(frames) // spec.format.frame_bytes,
        speech_begin=Samples(laid.begin),
        speech_end=Samples(laid.end),
        energies=measure_energies(heard, spec.format.sample_rate),
        true_peak_dbtp=round(peak, 2),
        frames_sha256=hashlib.sha256(frames).hexdigest(),
        words=laid.words,
    )
    return clip, frames


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
    """
    pieces: list[AudioSegment] = []
    begins: list[Ms] = []
    at, passed = 0, 0.0
    for key, span in placed:
        sound = np.zeros(span.end - span.begin)
        heard = decode_frames(read_frames(key))[ENCODER_DELAY + DECODER_DELAY :]
        sound[: heard.size] = heard
        pieces.append(_pause(span.begin - at, audio))
        begins.append(Ms(round(1000 * (passed + pieces[-1].duration_seconds))))
        pieces.append(_to_segment(sound, audio.sample_rate))
        passed += pieces[-2].duration_seconds + pieces[-1].duration_seconds
        at = span.end
    pieces.append(_pause(length - at, audio))
    whole = _segment(b"".join(piece.raw_data for piece in pieces), audio.sample_rate)
    return encode(_from_segment(whole), audio), tuple(begins)


def _pause(samples: int, audio: AudioFormat) -> AudioSegment:
    milliseconds = 1000 * samples / audio.sample_rate
    return AudioSegment.silent(duration=milliseconds, frame_rate=audio.sample_rate)


def _encode_below_peak(signal: Signal, audio: AudioFormat) -> tuple[bytes, Signal, float]:
    """Frames, their sound and its true peak, which is measured and holds -1 dBTP.

    The usual ceiling nearly always suffices; where the codec overshoots it, the
    same sound is limited again a little lower.
    """
    delay = ENCODER_DELAY + DECODER_DELAY
    for ceiling in _CEILINGS_DBTP:
        frames = encode(mastering.limit_peaks(signal, audio.sample_rate, ceiling), audio)
        heard = decode_frames(frames)[delay:]
        peak = mastering.true_peak_dbtp(heard)
        if peak <= _PUBLISHED_PEAK_DBTP:
            return frames, heard, peak
    raise AudioError("Không hạ được đỉnh âm thanh.", "The peaks do not come below -1 dBTP.")


def level_recording(recording: bytes, sample_rate: int) -> Signal:
    """What is heard in ``recording``, at the level of mono speech once it is encoded.

    Raises AudioError for a file that does not decode or holds no sound.
    """
    raw, own_rate = decode_recording(recording)
    signal = mastering.resample(raw, own_rate, sample_rate)
    begin, end = mastering.find_speech(signal, sample_rate)
    levelled = mastering.level_recording(signal[begin:end], sample_rate)
    if levelled is None:
        raise AudioError("Bản thu không có tiếng.", "The recording is silent.")
    return levelled


def _segment(pcm: bytes, sample_rate: int) -> AudioSegment:
    return AudioSegment(data=pcm, sample_width=_SAMPLE_WIDTH, frame_rate=sample_rate, channels=1)


def _to_segment(signal: Signal, sample_rate: int) -> AudioSegment:
    return _segment(to_pcm(signal), sample_rate)


def _from_segment(segment: AudioSegment) -> Signal:
    return from_pcm(segment.raw_data)
