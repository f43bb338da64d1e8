"""The one door to miniaudio: audio files to samples."""

import io
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import miniaudio
import numpy as np

from service.audio.bare_frames import sound_frames
from service.audio.frames import silent_frame
from service.audio.loudness import Signal
from service.audio.pcm import FULL_SCALE
from service.audio.resample import resample_pieces
from service.audio.wholeness import check_wav
from service.containers import Container, container_of
from service.errors import AudioError
from service.model import AudioFormat
from service.wav import write_wav

_RATES = range(8_000, 192_001)
_MOST_SAMPLES_A_SECOND = 2 * _RATES[-1]
_SAMPLES_AT_ONCE = 1 << 16


def decode(file: bytes) -> tuple[Signal, int]:
    """The sound of a whole MPEG or WAV file in mono, from -1 to 1, and its sample rate.

    Rate and channels are read from the file. Raises AudioError for anything
    broken or cut off: a decoder would play what is left and say nothing.
    """
    if container_of(file) is Container.RIFF:
        check_wav(file)
        return _to_signal(_decoded(miniaudio.wav_read_s16, file))
    return _to_signal(_decoded(miniaudio.mp3_read_s16, sound_frames(file)))


def decode_recording(file: bytes, to_rate: int) -> Signal:
    """The sound at ``to_rate`` of a file that a person uploads: MP3, WAV, FLAC or Ogg Vorbis.

    Stray bytes between MPEG frames, which many programs leave, are passed over. It is
    unpacked piece by piece: five minutes of several channels take 230 MB at their own
    rate. Raises AudioError for what does not decode or holds no sound.
    """
    try:
        channels, own_rate, pieces = _unpack(file)
        signals = (_to_mono(piece, channels) for piece in pieces)
        signal = resample_pieces(signals, own_rate, to_rate)
    except miniaudio.MiniaudioError as e:
        raise _undecodable() from e
    if not signal.size:
        raise AudioError("Tệp âm thanh không có tiếng.", "The audio file holds no sound.")
    return signal


def stream_samples(file: Path) -> tuple[int, Iterator[bytes]]:
    """The rate and the 16-bit samples of an MP3 file in mono, a second at a time.

    What an encoder's delay put before the sound is left out, as players leave it out. Raises
    AudioError, also while it is read.
    """
    try:
        rate = int(miniaudio.mp3_get_file_info(str(file)).sample_rate)
    except miniaudio.MiniaudioError as e:
        raise _undecodable() from e
    return rate, _streamed(file, rate)


def _streamed(file: Path, rate: int) -> Iterator[bytes]:
    try:
        for piece in miniaudio.stream_file(
            str(file), miniaudio.SampleFormat.SIGNED16, 1, rate, frames_to_read=rate
        ):
            yield bytes(piece)
    except miniaudio.MiniaudioError as e:
        raise _undecodable() from e


def rate_of(recording: bytes) -> int:
    """The sample rate of ``recording``. Raises AudioError."""
    try:
        return int(_kind_of(recording).inform(recording).sample_rate)
    except miniaudio.MiniaudioError as e:
        raise _undecodable() from e


def count_samples(recording: bytes, most_seconds: int) -> int:
    """How many samples a channel of ``recording`` has, found piece by piece and kept nowhere.

    A small file may claim any length and unpack to gigabytes: nothing but this may
    be done with one that a stranger sent until its length is known. Raises
    AudioError as soon as more than ``most_seconds`` are found, and for what does not
    decode.
    """
    try:
        channels, rate, pieces = _unpack(recording)
        count = 0
        for piece in pieces:
            count += len(piece) // channels
            if count > most_seconds * rate:
                pieces.close()
                raise AudioError(
                    f"Tệp âm thanh dài hơn {most_seconds} giây.",
                    f"The sound is longer than {most_seconds} seconds.",
                )
    except miniaudio.MiniaudioError as e:
        raise _undecodable() from e
    return count


def _unpack(recording: bytes) -> tuple[int, int, Generator[Any, None, None]]:
    """Channels, sample rate and the 16-bit samples of all channels, piece by piece."""
    kind = _kind_of(recording)
    info = kind.inform(recording)
    _check_channels(info.nchannels, info.sample_rate)
    pieces = miniaudio.stream_any(
        _Source(recording),
        kind.format,
        nchannels=info.nchannels,
        sample_rate=info.sample_rate,
        frames_to_read=_SAMPLES_AT_ONCE // info.nchannels,
    )
    return info.nchannels, info.sample_rate, pieces


def _to_mono(piece: Any, channels: int) -> Signal:
    samples = np.frombuffer(piece, dtype=np.int16)
    if channels == 1:
        return np.multiply(samples, 1 / FULL_SCALE, dtype=np.float32)
    mixed: Signal = samples.reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return mixed / FULL_SCALE


@dataclass(frozen=True, slots=True)
class _Kind:
    """What miniaudio calls one kind of file, and how it tells of one."""

    format: Any
    inform: Callable[[bytes], Any]


_MPEG = _Kind(miniaudio.FileFormat.MP3, miniaudio.mp3_get_info)
_KINDS: Mapping[Container | None, _Kind] = MappingProxyType(
    {
        Container.RIFF: _Kind(miniaudio.FileFormat.WAV, miniaudio.wav_get_info),
        Container.FLAC: _Kind(miniaudio.FileFormat.FLAC, miniaudio.flac_get_info),
        Container.OGG: _Kind(miniaudio.FileFormat.VORBIS, miniaudio.vorbis_get_info),
    }
)
"""Whatever is of another kind may be MPEG, which may begin with stray bytes."""


class _Source(miniaudio.StreamableSource):  # type: ignore[misc] # miniaudio ships no types
    """Bytes as miniaudio streams them when it is told their kind.

    From plain memory it guesses the kind, and might count other sound than it reads.
    """

    def __init__(self, file: bytes) -> None:
        self._file = io.BytesIO(file)

    def read(self, num_bytes: int) -> bytes:
        return self._file.read(num_bytes)

    def seek(self, offset: int, origin: Any) -> bool:
        begins = {miniaudio.SeekOrigin.START: 0, miniaudio.SeekOrigin.CURRENT: 1}
        whence = begins.get(origin, 2)
        self._file.seek(offset, whence)
        return True


def decode_frames(frames: bytes) -> Signal:
    """The sound of bare frames as :mod:`service.audio.encoding` makes them, its delay included."""
    return _to_signal(_decoded(miniaudio.mp3_read_s16, frames))[0]


def _kind_of(file: bytes) -> _Kind:
    return _KINDS.get(container_of(file), _MPEG)


def _check_channels(channels: int, sample_rate: int) -> None:
    """Raises AudioError for a rate that no recorder has, or more channels than fit in memory."""
    if sample_rate not in _RATES or not 0 < channels * sample_rate <= _MOST_SAMPLES_A_SECOND:
        raise AudioError(
            f"Không nhận âm thanh {channels} kênh ở {sample_rate} Hz.",
            f"Sound of {channels} channels at {sample_rate} Hz is not taken.",
        )


def _undecodable() -> AudioError:
    return AudioError("Không giải mã được âm thanh.", "The audio cannot be decoded.")


def _decoded(read: Callable[[bytes], Any], file: bytes) -> Any:
    try:
        sound = read(file)
    except miniaudio.MiniaudioError as e:
        raise _undecodable() from e
    if sound.sample_rate not in _RATES or not sound.samples:
        raise AudioError("Tệp âm thanh không có tiếng.", "The audio file holds no sound.")
    return sound


def _to_signal(sound: Any) -> tuple[Signal, int]:
    return _to_mono(sound.samples, sound.nchannels), sound.sample_rate


def _know_types() -> None:
    """The C types of every reader above are made here, by one thread.

    cffi makes a type when it is first used. Where two threads used one for the first time at
    the same moment, an assertion of its own ended the program.
    """
    silence = silent_frame(AudioFormat())
    for file in (silence * 4, write_wav(bytes(2_000), 24_000)):
        rate_of(file)
        count_samples(file, most_seconds=1)
        decode(file)


_know_types()
