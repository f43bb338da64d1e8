"""An utterance becomes a clip: found, or spoken or taken from a recording, mastered and kept."""

from contextlib import suppress

from service.audio.originals import speech_key
from service.audio.splice import make_clip, make_clip_from_recording
from service.engines.retry import speak_patiently
from service.errors import AudioError, SynthesisError
from service.model import Clip, Speech
from service.plan import Line
from service.produce.doers import Doers


def ensure_clip(line: Line, doers: Doers) -> Clip | None:
    """The line's clip, made at most once by all processes; None when nothing is heard.

    Raises SynthesisError, named after the segment, when it cannot be spoken.
    """
    if line.clip_key is None:
        return None
    with doers.cache.making(line.clip_key):
        try:
            found = doers.cache.find(line.clip_key)
            return found or _make(line.clip_key, line, doers)
        except SynthesisError as e:
            raise e.for_segment(line.segment.id, line.segment.text) from e
        except AudioError as e:
            failure = SynthesisError(e.vi, e.en, transient=False)
            raise failure.for_segment(line.segment.id, line.segment.text) from e


def _make(key: str, line: Line, doers: Doers) -> Clip:
    if line.spec.is_recording:
        return _make_of_recording(key, line, doers)
    kept = doers.cache.original(speech_key(line.spec, line.utterance.spoken))
    if kept is not None:
        # What mastering no longer takes is asked for again, or it would fail for ever.
        with suppress(AudioError):
            return _master(key, line, kept, doers)
    with suppress(AudioError):
        return _master(key, line, _speak(line, doers), doers)
    # Noise or half a sentence, once, may be a passing fault of an online service.
    return _master(key, line, _speak(line, doers), doers)


def _master(key: str, line: Line, speech: Speech, doers: Doers) -> Clip:
    spec, spoken = line.spec, line.utterance.spoken
    jingles = doers.studio.find_jingles(line.opening, line.closing)
    clip, frames = make_clip(key, spoken, speech, spec, jingles=jingles)
    doers.cache.keep(clip, frames, speech, speech_key=speech_key(spec, spoken))
    return clip


def _make_of_recording(key: str, line: Line, doers: Doers) -> Clip:
    sound = doers.library.recorded_sound(line.spec.engine_version)
    jingles = doers.studio.find_jingles(line.opening, line.closing)
    spoken = line.utterance.spoken
    clip, frames = make_clip_from_recording(key, spoken, sound, line.spec, jingles=jingles)
    doers.cache.keep(clip, frames)
    return clip


def _speak(line: Line, doers: Doers) -> Speech:
    spec = line.spec
    return speak_patiently(
        doers.engines[spec.voice.engine],
        line.utterance.spoken,
        spec.voice,
        rate=spec.rate,
        pitch=spec.pitch,
        patience=doers.patience,
        sleep=doers.sleep,
        jitter=doers.jitter,
    )
