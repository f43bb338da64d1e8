"""An utterance becomes a clip: found, or spoken, mastered and kept."""

from service.audio.originals import speech_key
from service.audio.splice import make_clip
from service.engines.retry import speak_patiently
from service.errors import AudioError, SynthesisError
from service.model import Clip, ClipSpec, Speech
from service.plan import Line
from service.produce.doers import Doers


def ensure_clip(line: Line, spec: ClipSpec, doers: Doers) -> Clip | None:
    """The line's clip, made at most once by all processes; None when nothing is said.

    Raises SynthesisError, named after the segment, when it cannot be spoken.
    """
    if line.clip_key is None:
        return None
    with doers.cache.making(line.clip_key):
        try:
            found = doers.cache.find(line.clip_key)
            return found or _make(line.clip_key, line.utterance.spoken, spec, doers)
        except SynthesisError as e:
            raise e.for_segment(line.segment.id, line.segment.text) from e
        except AudioError as e:
            failure = SynthesisError(e.vi, e.en, transient=False)
            raise failure.for_segment(line.segment.id, line.segment.text) from e


def _make(key: str, spoken: str, spec: ClipSpec, doers: Doers) -> Clip:
    asked = speech_key(spec, spoken)
    speech = doers.cache.original(asked) or _speak(spoken, spec, doers)
    clip, frames = make_clip(key, spoken, speech, spec)
    doers.cache.keep(clip, frames, speech, speech_key=asked)
    return clip


def _speak(spoken: str, spec: ClipSpec, doers: Doers) -> Speech:
    return speak_patiently(
        doers.engines[spec.voice.engine],
        spoken,
        spec.voice,
        rate=spec.rate,
        pitch=spec.pitch,
        patience=doers.patience,
        sleep=doers.sleep,
        jitter=doers.jitter,
    )
