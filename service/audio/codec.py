"""The one door to miniaudio and lameenc: audio files to samples, samples to frames."""

from collections import deque
from collections.abc import Callable
from typing import Any

import lameenc
import miniaudio
import numpy as np

from service.audio.frames import is_info_frame, silent_frame
from service.audio.loudness import Signal
from service.errors import AudioError
from service.model import AudioFormat
from service.mpeg import read_header, strip_tags, walk_frames

_QUALITY = 3
_FULL_SCALE = 32768.0
_RATES = range(8_000, 192_001)
_UNKNOWN_LENGTH = 0x7FF0_0000


def decode(file: bytes) -> tuple[Signal, int]:
    """The sound of a whole MPEG or WAV file in mono, from -1 to 1, and its sample rate.

    Rate and channels are read from the file. Raises AudioError for anything
    broken or cut off: a decoder would play what is left and say nothing.
    """
    if file[:4] == b"RIFF":
        _check_wav(file)
        return _to_signal(_decoded(miniaudio.wav_read_s16, file))
    return _to_signal(_decoded(miniaudio.mp3_read_s16, _sound_frames(file)))


def decode_recording(file: bytes) -> tuple[Signal, int]:
    """As :func:`decode`, for a file that a person uploads: MP3, WAV, FLAC or Ogg Vorbis.

    Stray bytes between MPEG frames, which many programs leave, are passed over.
    """
    readers = {
        b"RIFF": miniaudio.wav_read_s16,
        b"fLaC": miniaudio.flac_read_s16,
        b"OggS": miniaudio.vorbis_read,
    }
    return _to_signal(_decoded(readers.get(file[:4], miniaudio.mp3_read_s16), file))


def encode(signal: Signal, audio: AudioFormat) -> bytes:
    """``signal`` (at the format's rate) as headerless constant-bitrate frames, own encoder run.

    The first frame of a run borrows nothing from frames before it, which is why
    finished runs can be joined. Raises AudioError when the encoder made other frames.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(audio.bitrate_kbps)
    encoder.set_in_sample_rate(audio.sample_rate)
    encoder.set_out_sample_rate(audio.sample_rate)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    stream = bytes(encoder.encode(to_pcm(signal))) + bytes(encoder.flush())
    frames = _sound_frames(stream)
    if frames[:3] != silent_frame(audio)[:3] or not _is_uniform(frames, audio.frame_bytes):
        raise AudioError(
            "Bộ mã hoá MP3 cho ra khung sai kích thước.",
            "The MP3 encoder made a frame of another size.",
        )
    return frames


def decode_frames(frames: bytes) -> Signal:
    """The sound of bare frames that this module encoded, encoder delay included."""
    return _to_signal(_decoded(miniaudio.mp3_read_s16, frames))[0]


def to_pcm(signal: Signal) -> bytes:
    """``signal`` as 16-bit little-endian samples, clipped at full scale."""
    scaled = signal * _FULL_SCALE
    np.rint(scaled, out=scaled)
    return np.clip(scaled, -_FULL_SCALE, _FULL_SCALE - 1, out=scaled).astype("<i2").tobytes()


def from_pcm(pcm: bytes) -> Signal:
    """The signal whose :func:`to_pcm` is ``pcm``."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / _FULL_SCALE


def _sound_frames(file: bytes) -> bytes:
    """The frames of an MPEG file that carry sound; all must be whole."""
    stream = strip_tags(file)
    header = read_header(stream)
    if header is not None and is_info_frame(stream[: header.length], header):
        stream = stream[header.length :]
        header = read_header(stream)
    if header is None or not _is_uniform(stream, header.length):
        deque(walk_frames(stream), maxlen=0)  # raises where a frame is broken
    return stream


def _is_uniform(stream: bytes, length: int) -> bool:
    """Whether ``stream`` is whole frames of ``length`` that all begin like its first."""
    count, rest = divmod(len(stream), length)
    return not rest and all(stream[at::length].count(stream[at]) == count for at in range(3))


def _check_wav(file: bytes) -> None:
    """Raises AudioError when a WAV file ends before its samples do (RIFF, "data" chunk).

    espeak-ng, which writes to a pipe, cannot know the length and claims about
    2 GB; only smaller claims are held against the file.
    """
    at = 12
    while at + 8 <= len(file):
        name, size = file[at : at + 4], int.from_bytes(file[at + 4 : at + 8], "little")
        if name == b"data":
            if size < _UNKNOWN_LENGTH and at + 8 + size > len(file):
                raise AudioError("Tệp WAV bị cắt cụt.", "The WAV file is cut off.")
            return
        at += 8 + size + size % 2


def _decoded(read: Callable[[bytes], Any], file: bytes) -> Any:
    try:
        sound = read(file)
    except miniaudio.MiniaudioError as e:
        raise AudioError("Không giải mã được âm thanh.", "The audio cannot be decoded.") from e
    if sound.sample_rate not in _RATES or not sound.samples:
        raise AudioError("Tệp âm thanh không có tiếng.", "The audio file holds no sound.")
    return sound


def _to_signal(sound: Any) -> tuple[Signal, int]:
    samples = np.frombuffer(sound.samples, dtype=np.int16)
    if sound.nchannels == 1:
        return np.multiply(samples, 1 / _FULL_SCALE, dtype=np.float32), sound.sample_rate
    mixed = samples.reshape(-1, sound.nchannels).mean(axis=1, dtype=np.float32)
    return mixed / _FULL_SCALE, sound.sample_rate
