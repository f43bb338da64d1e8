"""An utterance becomes a clip: found, or spoken or taken from a recording, mastered and kept."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from service.audio.originals import speech_key
from service.audio.splice import join_clips, make_clip, make_clip_from_recording
from service.engines.retry import speak_patiently
from service.errors import AudioError, SynthesisError
from service.making.doers import Doers
from service.model import Clip, Speech
from service.plan.edition import Line
from service.text.division import spoken_parts


class MadeElsewhereError(Exception):
    """Another thread or process makes the clip just now: wait for it where that holds up nobody."""


def ensure_clip_if_free(line: Line, doers: Doers) -> Clip | None:
    """As :func:`ensure_clip`, but raises MadeElsewhereError rather than wait for another."""
    if line.clip_key is None:
        return None
    with doers.cache.making_if_free(line.clip_key) as is_free:
        if not is_free:
            raise MadeElsewhereError
        return _find_or_make(line.clip_key, line, doers)


def ensure_clip(line: Line, doers: Doers) -> Clip | None:
    """The line's clip, made at most once by all processes; None when nothing is heard.

    One who stands still while making it is waited for no longer than a minute. Raises
    SynthesisError, named after the segment, when it cannot be spoken.
    """
    if line.clip_key is None:
        return None
    with doers.cache.making(line.clip_key):
        return _find_or_make(line.clip_key, line, doers)


def _find_or_make(key: str, line: Line, doers: Doers) -> Clip:
    try:
        return doers.cache.find(key) or _make(key, line, doers)
    except SynthesisError as e:
        raise e.for_segment(line.segment.id, line.segment.text) from e
    except AudioError as e:
        failure = SynthesisError(e.vi, e.en, transient=False)
        raise failure.for_segment(line.segment.id, line.segment.text) from e


def _make(key: str, line: Line, doers: Doers) -> Clip:
    if line.spec.is_recording:
        return _make_of_recording(key, line, doers)
    parts = spoken_parts(line.utterance.spoken)
    if len(parts) > 1:
        return _make_of_parts(key, line, parts, doers)
    clip, frames, speech = _make_part(key, line, parts[0][1], doers)
    key_of_speech = speech_key(line.spec, parts[0][1])
    return _keep(clip, frames, doers, speech=speech, speech_key=key_of_speech)


def _keep(
    clip: Clip,
    frames: bytes,
    doers: Doers,
    *,
    speech: Speech | None = None,
    speech_key: str | None = None,
) -> Clip:
    """The clip, kept; or the one that another made while we stood still, in use already."""
    found = doers.cache.find(clip.key)
    if found is None:
        doers.cache.keep(clip, frames, speech, speech_key=speech_key)
    return found or clip


def _make_of_parts(key: str, line: Line, parts: Sequence[tuple[int, str]], doers: Doers) -> Clip:
    """A long sentence, one part after the other: of those that are done only frames are held."""
    made = []
    for number, (offset, words) in enumerate(parts, 1):
        part = replace(
            line,
            opening=line.opening if number == 1 else None,
            closing=line.closing if number == len(parts) else None,
        )
        clip, frames, speech = _make_part(key, part, words, doers)
        doers.cache.keep_speech(speech, speech_key(line.spec, words))
        made.append((offset, clip, frames))
    clip, frames = join_clips(key, line.utterance.spoken, made, line.spec)
    return _keep(clip, frames, doers)


def _make_part(key: str, line: Line, words: str, doers: Doers) -> tuple[Clip, bytes, Speech]:
    """The clip that says ``words`` with the line's jingles, its frames, and what was sent."""
    kept = doers.cache.original(speech_key(line.spec, words))
    if kept is not None:
        # What mastering no longer takes is asked for again, or it would fail for ever.
        with suppress(AudioError):
            return _master(key, line, words, kept, doers)
    with suppress(AudioError):
        return _master(key, line, words, _speak(line, words, doers), doers)
    # Noise or half a sentence, once, may be a passing fault of an online service; one more try,
    # so that a fallback speaks within 140 seconds whatever the service does.
    once = replace(doers, patience=replace(doers.patience, attempts=1))
    return _master(key, line, words, _speak(line, words, once), doers)


def _master(
    key: str, line: Line, words: str, speech: Speech, doers: Doers
) -> tuple[Clip, bytes, Speech]:
    jingles = doers.studio.find_jingles(line.opening, line.closing)
    made = doers.pools.mastering.submit(make_clip, key, words, speech, line.spec, jingles=jingles)
    return (*made.result(), speech)


def _make_of_recording(key: str, line: Line, doers: Doers) -> Clip:
    sound = doers.library.recorded_sound(line.spec.engine_version)
    jingles = doers.studio.find_jingles(line.opening, line.closing)
    spoken = line.utterance.spoken
    made = doers.pools.mastering.submit(
        make_clip_from_recording, key, spoken, sound, line.spec, jingles=jingles
    )
    clip, frames = made.result()
    return _keep(clip, frames, doers)


def _speak(line: Line, words: str, doers: Doers) -> Speech:
    spec = line.spec
    return speak_patiently(
        doers.engines[spec.voice.engine],
        words,
        spec.voice,
        rate=spec.rate,
        pitch=spec.pitch,
        patience=doers.patience,
        sleep=doers.sleep,
        jitter=doers.jitter,
    )
