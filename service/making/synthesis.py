"""An utterance becomes a clip: found, or spoken or taken from a recording, mastered and kept."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from service.audio.cache import ClipCache
from service.audio.originals import speech_key
from service.audio.splice import join_clips, make_clip, make_clip_from_recording
from service.engines.base import Engine
from service.engines.retry import RetryPolicy, speak_with_retries
from service.errors import AudioError, SynthesisError
from service.making.pools import Pools
from service.making.studio import Studio
from service.model import Clip, Speech
from service.plan.line import Line
from service.text.division import spoken_parts


@dataclass(frozen=True, slots=True)
class Synthesizer:
    """What clips are made by.

    ``engines`` speak, by name; ``recorded_sound`` answers an editor's own sound by its
    digest. ``pools`` make several clips at once; ``retries`` say how often an engine
    that fails is asked, ``sleep`` and ``jitter`` (0 to 1) are what is waited by.
    """

    engines: Mapping[str, Engine]
    cache: ClipCache
    studio: Studio
    recorded_sound: Callable[[str], bytes]
    pools: Pools
    retries: RetryPolicy
    sleep: Callable[[float], object]
    jitter: Callable[[], float]


class MadeElsewhereError(Exception):
    """Another thread or process makes the clip just now: wait for it where that holds up nobody."""


def ensure_clip_if_free(line: Line, by: Synthesizer) -> Clip | None:
    """As :func:`ensure_clip`, but raises MadeElsewhereError rather than wait for another."""
    if line.clip_key is None:
        return None
    with by.cache.making_if_free(line.clip_key) as is_free:
        if not is_free:
            raise MadeElsewhereError
        return _find_or_make(line.clip_key, line, by)


def ensure_clip(line: Line, by: Synthesizer) -> Clip | None:
    """The line's clip, made at most once by all processes; None when nothing is heard.

    One who stands still while making it is waited for no longer than a minute. Raises
    SynthesisError, named after the segment, when it cannot be spoken.
    """
    if line.clip_key is None:
        return None
    with by.cache.making(line.clip_key):
        return _find_or_make(line.clip_key, line, by)


def _find_or_make(key: str, line: Line, by: Synthesizer) -> Clip:
    try:
        return by.cache.find(key) or _make(key, line, by)
    except SynthesisError as e:
        raise e.for_segment(line.segment.id, line.segment.text) from e
    except AudioError as e:
        failure = SynthesisError(e.vi, e.en, transient=False)
        raise failure.for_segment(line.segment.id, line.segment.text) from e


def _make(key: str, line: Line, by: Synthesizer) -> Clip:
    if line.spec.is_recording:
        return _make_of_recording(key, line, by)
    parts = spoken_parts(line.utterance.spoken)
    if len(parts) > 1:
        return _make_of_parts(key, line, parts, by)
    clip, frames, speech = _make_part(key, line, parts[0], by)
    key_of_speech = speech_key(line.spec, parts[0])
    return _keep(clip, frames, by, speech=speech, speech_key=key_of_speech)


def _keep(
    clip: Clip,
    frames: bytes,
    by: Synthesizer,
    *,
    speech: Speech | None = None,
    speech_key: str | None = None,
) -> Clip:
    """The clip, kept; or the one that another made while we stood still, in use already."""
    found = by.cache.find(clip.key)
    if found is None:
        by.cache.keep(clip, frames, speech, speech_key=speech_key)
    return found or clip


def _make_of_parts(key: str, line: Line, parts: Sequence[str], by: Synthesizer) -> Clip:
    """A long sentence, one part after the other: of those that are done only frames are held."""
    made = []
    for number, words in enumerate(parts, 1):
        part = replace(
            line,
            opening=line.opening if number == 1 else None,
            closing=line.closing if number == len(parts) else None,
        )
        clip, frames, speech = _make_part(key, part, words, by)
        by.cache.keep_speech(speech, speech_key(line.spec, words))
        made.append((clip, frames))
    clip, frames = join_clips(key, line.utterance.spoken, made, line.spec)
    return _keep(clip, frames, by)


def _make_part(key: str, line: Line, words: str, by: Synthesizer) -> tuple[Clip, bytes, Speech]:
    """The clip that says ``words`` with the line's jingles, its frames, and what was sent."""
    kept = by.cache.original(speech_key(line.spec, words))
    if kept is not None:
        # What mastering no longer takes is asked for again, or it would fail for ever.
        with suppress(AudioError):
            return _master(key, line, words, kept, by)
    with suppress(AudioError):
        return _master(key, line, words, _speak(line, words, by), by)
    # Noise or half a sentence, once, may be a passing fault of an online service; one more try,
    # so that a fallback speaks within 140 seconds whatever the service does.
    once = replace(by, retries=replace(by.retries, attempts=1))
    return _master(key, line, words, _speak(line, words, once), by)


def _master(
    key: str, line: Line, words: str, speech: Speech, by: Synthesizer
) -> tuple[Clip, bytes, Speech]:
    jingles = by.studio.find_jingles(line.opening, line.closing)
    made = by.pools.mastering.submit(make_clip, key, words, speech, line.spec, jingles=jingles)
    return (*made.result(), speech)


def _make_of_recording(key: str, line: Line, by: Synthesizer) -> Clip:
    sound = by.recorded_sound(line.spec.engine_version)
    jingles = by.studio.find_jingles(line.opening, line.closing)
    spoken = line.utterance.spoken
    made = by.pools.mastering.submit(
        make_clip_from_recording, key, spoken, sound, line.spec, jingles=jingles
    )
    clip, frames = made.result()
    return _keep(clip, frames, by)


def _speak(line: Line, words: str, by: Synthesizer) -> Speech:
    spec = line.spec
    return speak_with_retries(
        by.engines[spec.voice.engine],
        words,
        spec.voice,
        rate=spec.rate,
        pitch=spec.pitch,
        retries=by.retries,
        sleep=by.sleep,
        jitter=by.jitter,
    )
