"""Sound for the tests: tones shaped like syllables, as WAV and MP3, without any engine."""

import io
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

import lameenc
import numpy as np

from service.audio.frames import info_frame
from service.audio.loudness import Signal
from service.audio.splice import make_clip
from service.model import AudioFormat, Clip, ClipSpec, Speech, Voice

FORMAT = AudioFormat()
SPEC = ClipSpec(
    voice=Voice("espeak", "vi", "Giọng thử"),
    engine_version="1",
    rate=1.0,
    pitch=1.0,
    gain_db=0.0,
    mastering_version=1,
    format=FORMAT,
)
SENTENCE = "Sáng nay trời mưa to."


def syllables(
    seconds: float = 1.5,
    rate: int = 24_000,
    *,
    pitch: float = 180.0,
    level: float = 0.3,
    lead: float = 0.1,
    trail: float = 0.25,
) -> Signal:
    """Five swells a second of a voice-like buzz, with silence before and after."""
    time = np.arange(int(seconds * rate)) / rate
    buzz = sum(np.sin(2 * np.pi * pitch * n * time) / n for n in range(1, 9))
    swell = 0.5 - 0.5 * np.cos(2 * np.pi * 5 * time)
    sound = level * buzz * swell / 1.8
    return np.concatenate((np.zeros(int(lead * rate)), sound, np.zeros(int(trail * rate))))


def white_noise(seconds: float, rate: int = 24_000) -> Signal:
    return np.random.default_rng(1).normal(0, 0.1, int(seconds * rate))


def to_pcm(signal: Signal) -> bytes:
    return np.clip(np.rint(signal * 32_767), -32_768, 32_767).astype("<i2").tobytes()


def wav(signal: Signal, rate: int = 24_000, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(to_pcm(np.repeat(signal, channels)))
    return file.getvalue()


def mp3(
    signal: Signal,
    rate: int = 24_000,
    kbps: int = 32,
    channels: int = 1,
    *,
    told_frames: int | None = None,
) -> bytes:
    """Bare frames, as Google sends them, or behind an Info frame that tells their number."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(kbps)
    encoder.set_in_sample_rate(rate)
    if told_frames is not None:
        encoder.set_out_sample_rate(FORMAT.sample_rate)  # LAME would choose a lower one
    encoder.set_channels(channels)
    encoder.set_quality(7)
    frames = bytes(encoder.encode(to_pcm(np.repeat(signal, channels)))) + bytes(encoder.flush())
    if told_frames is None:
        return frames
    header = info_frame(FORMAT, frame_count=told_frames, byte_count=len(frames), music_crc=0)
    return header + frames


def flac(signal: Signal, rate: int = 24_000, *more: str) -> bytes:
    return _pack(wav(signal, rate), "a.flac", more)


def ogg(signal: Signal, rate: int = 24_000, *more: str) -> bytes:
    """Ogg Vorbis."""
    return _pack(wav(signal, rate), "a.ogg", ("-c:a", "libvorbis", *more))


def _pack(file: bytes, name: str, arguments: Sequence[str]) -> bytes:
    """By ffmpeg, for tests that are marked with ``clients``."""
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder, name)
        command = ["ffmpeg", "-v", "error", "-i", "-", *arguments, str(packed)]
        subprocess.run(command, input=file, check=True)
        return packed.read_bytes()


def make_tone_clip(key: str = "ab12", seconds: float = 1.5) -> tuple[Clip, bytes]:
    return make_clip(key, SENTENCE, Speech((wav(syllables(seconds)),), "audio/wav"), SPEC)
