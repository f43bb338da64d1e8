"""Speech or a recording becomes one finished clip: laid together, mastered, encoded once."""

import hashlib
from collections.abc import Sequence

from service.audio import mastering
from service.audio.decoding import decode_frames
from service.audio.encoding import encode
from service.audio.frames import DECODER_DELAY, ENCODER_DELAY
from service.audio.loudness import Signal, measure_energies
from service.audio.parts import decode_parts
from service.audio.pauses import find_pauses
from service.audio.splice.jingles import Jingle, Laid, add_jingles
from service.audio.splice.recordings import level_recording
from service.audio.splice.segments import AudioSegment, from_segment, make_segment, to_segment
from service.errors import AudioError
from service.model import AudioFormat, Clip, ClipSpec, Ms, Samples, Speech

_PUBLISHED_PEAK_DBTP = -1.0
_CEILINGS_DBTP = (mastering.PEAK_CEILING_DBTP, -2.0, -2.5, -3.5)


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
    laid = Laid(louder, 0, louder.size)
    return finish(key, spoken, add_jingles(laid, jingles, rate), spec)


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
    return finish(key, spoken, add_jingles(laid, jingles, rate), spec)


def compose(signals: Sequence[Signal], sample_rate: int, pause: Ms) -> Signal:
    """``signals`` one after the other with ``pause`` between them.

    One join of raw data: pydub's ``+=`` copies all that went before each time.
    """
    if len(signals) == 1:
        return signals[0]
    gap = AudioSegment.silent(duration=int(pause), frame_rate=sample_rate).raw_data
    joined = gap.join(to_segment(signal, sample_rate).raw_data for signal in signals)
    return from_segment(make_segment(joined, sample_rate))


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
        pauses=find_pauses(heard, spec.format.sample_rate, laid.begin, laid.end),
    )
    return clip, frames


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
