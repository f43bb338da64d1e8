"""An utterance becomes a clip: found, or spoken or taken from a recording, mastered and kept."""

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
            return doers.cache.find(line.clip_key) or _make(line.clip_key, line, doers)
        except SynthesisError as e:
            raise e.for_segment(line.segment.id, line.segment.text) from e
        except AudioError as e:
            failure = SynthesisError(e.vi, e.en, transient=False)
            raise failure.for_segment(line.segment.id, line.segment.text) from e


def _make(key: str, line: Line, doers: Doers) -> Clip:
    jingles = [doers.studio.find_jingle(each) for each in (line.opening, line.closing) if each]
    spec, spoken = line.spec, line.utterance.spoken
    if spec.is_recording:
        sound = doers.library.recorded_sound(spec.engine_version)
        clip, frames = make_clip_from_recording(key, spoken, sound, spec, jingles=jingles)
        doers.cache.keep(clip, frames)
        return clip
    asked = speech_key(spec, spoken)
    speech = doers.cache.original(asked) or _speak(line, doers)
    clip, frames = make_clip(key, spoken, speech, spec, jingles=jingles)
    doers.cache.keep(clip, frames, speech, speech_key=asked)
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
