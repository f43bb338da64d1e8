"""An edition's file: tag, Info frame, ready frames and silence, joined without decoding."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.audio.checksum import RunningCrc16
from service.audio.frames import info_frame, silent_frame
from service.disk import file_digest, part_beside, remove, replace_whole, store_errors
from service.errors import AudioError
from service.model import AudioFormat, Ms, Samples, Span

_SILENT_FRAMES_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """What was written: bytes, their SHA-256, and the length of the sound.

    ``samples`` and ``duration`` count every frame of sound, as the spans do.
    """

    length: int
    sha256: str
    duration: Ms
    samples: Samples


def join_edition(
    target: Path,
    placed: Sequence[tuple[str, Span]],
    read_frames: Callable[[str], bytes],
    *,
    length: Samples,
    format: AudioFormat,  # noqa: A002 - the model's word
    tags: bytes = b"",
) -> JoinedFile:
    """The edition of ``placed`` clips, ``length`` samples long, written whole to ``target``.

    ``placed`` gives each clip's key and span in order; what lies between spans is
    silence. ``read_frames`` answers a clip's frames. Memory holds one clip at a
    time. Raises AudioError when a clip does not fill its span, StoreError when
    the file cannot be written; ``target`` is then what it was before.
    """
    pieces = _pieces(placed, read_frames, length, format)
    with store_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = part_beside(target)
        try:
            joined = _write(beside, pieces, length, format, tags)
            replace_whole(beside, target)
        finally:
            remove(beside)
    return joined


def filling(span: Span, frames: bytes, audio: AudioFormat) -> bytes:
    """``frames``, which fill ``span``. Raises AudioError when they are longer or shorter."""
    if len(frames) * audio.frame_samples != (span.end - span.begin) * audio.frame_bytes:
        raise AudioError(
            f"Đoạn âm thanh của câu {span.segment_id} không vừa với chỗ của nó.",
            f"The clip of sentence {span.segment_id} does not fill its span.",
        )
    return frames


def _write(
    path: Path, pieces: Iterator[bytes], length: Samples, audio: AudioFormat, tags: bytes
) -> JoinedFile:
    """Frames first, then the Info frame in the room left for it, whose length is known."""
    room = len(info_frame(audio, frame_count=0, byte_count=0, music_crc=0))
    crc, written = RunningCrc16(), 0
    with path.open("wb") as file:
        file.write(tags + bytes(room))
        for piece in pieces:
            file.write(piece)
            crc.update(piece)
            written += len(piece)
        frame_count = length // audio.frame_samples
        if written != frame_count * audio.frame_bytes:
            raise AudioError(
                f"Bản ghép dài {written} byte, không phải {frame_count} khung.",
                f"The joined sound has {written} bytes, which are not {frame_count} frames.",
            )
        info = info_frame(audio, frame_count=frame_count, byte_count=written, music_crc=crc.value())
        file.seek(len(tags))
        file.write(info)
    size = len(tags) + room + written
    return JoinedFile(size, file_digest(path), audio.to_ms(length), length)


def _pieces(
    placed: Sequence[tuple[str, Span]],
    read_frames: Callable[[str], bytes],
    length: Samples,
    audio: AudioFormat,
) -> Iterator[bytes]:
    at = 0
    for key, span in placed:
        yield from _silence(span.begin - at, audio)
        yield filling(span, read_frames(key), audio)
        at = span.end
    yield from _silence(length - at, audio)


def _silence(samples: int, audio: AudioFormat) -> Iterator[bytes]:
    count, rest = divmod(samples, audio.frame_samples)
    if count < 0 or rest:
        raise AudioError(
            "Các đoạn âm thanh chồng lên nhau hoặc lệch khung.",
            "Clips overlap or do not begin at a frame.",
        )
    frame = silent_frame(audio)
    while count > 0:
        now = min(count, _SILENT_FRAMES_AT_ONCE)
        yield frame * now
        count -= now
