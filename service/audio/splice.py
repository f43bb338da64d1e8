"""Speech becomes one finished clip: the one door to pydub, which lays sounds together."""

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.audio import mastering
from service.audio.codec import decode, decode_frames, decode_recording, encode, from_pcm, to_pcm
from service.audio.frames import DECODER_DELAY, ENCODER_DELAY
from service.audio.mastering import Signal
from service.errors import AudioError
from service.model import AudioFormat, Clip, ClipSpec, Ms, Samples, Speech, WordMark

with warnings.catch_warnings():
    # pydub 0.25.1 warns while it is imported: of invalid escapes in its own regular
    # expressions (3.12), of audioop's removal (3.11, 3.12) and of a missing ffmpeg,
    # which nothing here needs. The warnings are about pydub, not about this project.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_SAMPLE_WIDTH = 2
_PUBLISHED_PEAK_DBTP = -1.0
_CEILING_STEPS_DB = (0.0, -0.5, -1.0, -2.0)
_FASTEST_CHARACTERS_A_SECOND = 34.0
_SLOWEST_CHARACTERS_A_SECOND = 2.5
_SECONDS_ALLOWED_EXTRA = 2.5
_SILENT_ENGINE = "silence"


@dataclass(frozen=True, slots=True)
class Part:
    """One decoded part at the clip's rate, without the silence at its edges.

    ``origin`` is where the kept sound begins in the speech as the engine sent it.
    """

    signal: Signal
    origin: Ms
    length: Ms


def make_clip(key: str, spoken: str, speech: Speech, spec: ClipSpec) -> tuple[Clip, bytes]:
    """The finished clip of ``spoken`` and its headerless frames.

    Raises AudioError when a part does not decode, is noise or silence, or when
    the sound is much too short or too long for the words: such sound is never kept.
    """
    parts = _decode_parts(speech, spec)
    if any(mastering.looks_like_noise(part.signal, spec.format.sample_rate) for part in parts):
        raise AudioError("Giọng đọc trả về tiếng ồn.", "The engine returned noise.")
    signal = _join_parts(parts, spec.format)
    _check_length(spoken, signal.size / spec.format.sample_rate, spec.rate)
    return _finish(key, spoken, signal, spec, _shift_words(speech.words, parts))


def make_clip_from_recording(
    key: str, spoken: str, recording: bytes, spec: ClipSpec
) -> tuple[Clip, bytes]:
    """The finished clip of an editor's own recording, levelled like speech.

    It is brought to the target of mono speech (-19 LUFS), since a microphone's
    level is unknown. Raises AudioError for a file without sound.
    """
    raw, rate = decode_recording(recording)
    signal = mastering.resample(raw, rate, spec.format.sample_rate)
    begin, end = mastering.find_speech(signal, spec.format.sample_rate)
    levelled = mastering.level_recording(signal[begin:end], spec.format.sample_rate)
    if levelled is None:
        raise AudioError("Bản thu không có tiếng.", "The recording is silent.")
    faded = mastering.fade_edges(levelled, spec.format.sample_rate)
    return _finish(key, spoken, faded, spec, (), gain_db=0.0)


def compose(signals: Sequence[Signal], sample_rate: int, pause: Ms) -> Signal:
    """``signals`` one after the other with ``pause`` between them.

    One join of raw data: pydub's ``+=`` copies all that went before each time.
    """
    gap = AudioSegment.silent(duration=int(pause), frame_rate=sample_rate)
    pieces = [gap] * (2 * len(signals) - 1)
    pieces[::2] = [to_segment(signal, sample_rate) for signal in signals]
    whole = AudioSegment(
        data=b"".join(piece.raw_data for piece in pieces),
        sample_width=_SAMPLE_WIDTH,
        frame_rate=sample_rate,
        channels=1,
    )
    return from_segment(whole)


def to_segment(signal: Signal, sample_rate: int) -> AudioSegment:
    """``signal`` as pydub holds it: 16 bits, mono."""
    return AudioSegment(
        data=to_pcm(signal), sample_width=_SAMPLE_WIDTH, frame_rate=sample_rate, channels=1
    )


def from_segment(segment: AudioSegment) -> Signal:
    """The signal of a mono segment of 16 bits."""
    return from_pcm(segment.raw_data)


def _decode_parts(speech: Speech, spec: ClipSpec) -> list[Part]:
    rate = spec.format.sample_rate
    parts = []
    passed = 0.0
    for file in speech.parts:
        raw, own_rate = decode(file)
        signal = mastering.resample(raw, own_rate, rate)
        begin, end = mastering.find_speech(signal, rate)
        kept = signal[begin:end]
        if not kept.any() and spec.voice.engine != _SILENT_ENGINE:
            raise AudioError("Giọng đọc trả về im lặng.", "The engine returned silence.")
        parts.append(
            Part(kept, Ms(round(passed + 1000 * begin / rate)), Ms(1000 * kept.size // rate))
        )
        passed += 1000 * raw.size / own_rate
    return parts


def _join_parts(parts: Sequence[Part], audio: AudioFormat) -> Signal:
    faded = [mastering.fade_edges(part.signal, audio.sample_rate) for part in parts]
    return compose(faded, audio.sample_rate, mastering.COMMA_CUT)


def _shift_words(words: Sequence[WordMark], parts: Sequence[Part]) -> tuple[WordMark, ...]:
    """The word marks as times of the finished clip instead of the engine's answer."""
    shifted = []
    for word in words:
        begin = 0
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            if following is None or word.at < following.origin:
                inside = min(max(0, word.at - part.origin), part.length)
                shifted.append(WordMark(word.text_offset, Ms(begin + inside)))
                break
            begin += part.length + mastering.COMMA_CUT
    return tuple(shifted)


def _check_length(spoken: str, seconds: float, rate: float) -> None:
    """Raises AudioError when ``seconds`` cannot hold ``spoken`` or hold far more.

    News in Vietnamese is read at 12 to 18 characters a second; numbers spelled
    out and short exclamations reach twice that range.
    """
    shortest = len(spoken) / (_FASTEST_CHARACTERS_A_SECOND * max(rate, 1.0))
    longest = len(spoken) / (_SLOWEST_CHARACTERS_A_SECOND * min(rate, 1.0)) + _SECONDS_ALLOWED_EXTRA
    if not shortest <= seconds <= longest:
        raise AudioError(
            f"Âm thanh dài {seconds:.1f} giây không khớp với {len(spoken)} ký tự.",
            f"{seconds:.1f} seconds of sound do not fit {len(spoken)} characters.",
        )


def _finish(
    key: str,
    spoken: str,
    signal: Signal,
    spec: ClipSpec,
    words: tuple[WordMark, ...],
    gain_db: float | None = None,
) -> tuple[Clip, bytes]:
    rate = spec.format.sample_rate
    louder = mastering.apply_gain(signal, spec.gain_db if gain_db is None else gain_db)
    frames, heard, peak = _encode_below_peak(louder, spec.format)
    begin, end = mastering.find_speech(signal, rate)
    clip = Clip(
        key=key,
        spoken=spoken,
        voice=spec.voice,
        engine_version=spec.engine_version,
        frame_count=len(frames) // spec.format.frame_bytes,
        speech_begin=Samples(begin),
        speech_end=Samples(end),
        energies=mastering.measure_energies(heard, rate),
        true_peak_dbtp=round(peak, 2),
        frames_sha256=hashlib.sha256(frames).hexdigest(),
        words=words,
    )
    return clip, frames


def _encode_below_peak(signal: Signal, audio: AudioFormat) -> tuple[bytes, Signal, float]:
    """Frames, their sound and its true peak, which is measured and holds -1 dBTP.

    The usual ceiling nearly always suffices; where the codec overshoots it, the
    same sound is limited again a little lower.
    """
    for lower in _CEILING_STEPS_DB:
        limited = mastering.limit_peaks(
            signal, audio.sample_rate, mastering.PEAK_CEILING_DBTP + lower
        )
        frames = encode(limited, audio)
        delay = ENCODER_DELAY + DECODER_DELAY
        heard = np.append(decode_frames(frames)[delay:], np.zeros(delay))
        peak = mastering.true_peak_dbtp(heard)
        if peak <= _PUBLISHED_PEAK_DBTP:
            return frames, heard, peak
    raise AudioError("Không hạ được đỉnh âm thanh.", "The sound's peaks do not come below -1 dBTP.")
