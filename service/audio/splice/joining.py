"""The clips of a sentence's parts become the one clip of the sentence."""

import hashlib
from collections.abc import Sequence

from service.audio.frames import silent_frame
from service.audio.loudness import lay_energies
from service.audio.timeline import pause_between
from service.model import Clip, ClipSpec, Samples


def join_clips(
    key: str, spoken: str, parts: Sequence[tuple[Clip, bytes]], spec: ClipSpec
) -> tuple[Clip, bytes]:
    """The clip of ``spoken`` and its frames, of ``parts`` with the comma's pause between them.

    A part is its clip and that clip's frames. Frames are joined and nothing is decoded,
    so a sentence of any length takes no more memory than its frames: 8 kB a second.
    """
    audio = spec.format
    gap = pause_between(spec.comma_pause, audio)
    silence = silent_frame(audio) * (gap // audio.frame_samples)
    begins, at = [], 0
    for clip, _ in parts:
        begins.append(at)
        at += clip.frame_count * audio.frame_samples + gap
    length = at - gap
    frames = silence.join(part for _, part in parts)
    clips = [clip for clip, _ in parts]
    laid = [(begin, clip.energies) for begin, clip in zip(begins, clips, strict=True)]
    joined = Clip(
        key=key,
        spoken=spoken,
        voice=spec.voice,
        engine_version=spec.engine_version,
        frame_count=length // audio.frame_samples,
        speech_begin=clips[0].speech_begin,
        speech_end=Samples(begins[-1] + clips[-1].speech_end),
        energies=lay_energies(laid, length, audio.sample_rate),
        true_peak_dbtp=max(clip.true_peak_dbtp for clip in clips),
        frames_sha256=hashlib.sha256(frames).hexdigest(),
    )
    return joined, frames
