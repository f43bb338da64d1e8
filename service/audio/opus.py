"""The sound of a finished file as Opus, made by a separate program where one is installed.

``opusenc`` (BSD, opus-tools) and ``ffmpeg`` with libopus can do it. They get samples and no
file, so that neither follows or reads anything else.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from service.audio.decoding import stream_samples
from service.errors import AudioError, reason_of
from service.model import Ms

BITRATE = 24_000
"""Bits a second: one voice is hardly told from the recording, at a third of its bytes."""

MEDIA_TYPE, CODECS = "audio/ogg", "opus"
"""RFC 7845, section 9."""

_PROGRAMS = ("opusenc", "ffmpeg")
_RATE = 48_000
"""Of the positions in an Ogg Opus file, whatever was encoded (RFC 7845, section 4)."""

_TOLERANCE = Ms(200)
_TAIL = 1 << 17
"""Bytes at the end within which the last page begins: none is longer than 64 kB."""


@dataclass(frozen=True, slots=True)
class OpusEncoder:
    """The ``program`` by its path, which is called as a program of the name ``kind`` wants it."""

    program: str
    kind: str


def find_encoder(told: str) -> OpusEncoder | None:
    """The program that was ``told`` of by its name or path, or the first there is for "auto"."""
    for name in _PROGRAMS if told == "auto" else (told,):
        kind = next((each for each in _PROGRAMS if Path(name).name.startswith(each)), None)
        program = shutil.which(name)
        if kind and program:
            return OpusEncoder(program, kind)
    return None


def encode_opus(
    source: Path,
    target: Path,
    encoder: OpusEncoder,
    *,
    duration: Ms,
    comments: Mapping[str, str],
    least_seconds: float = 60.0,
) -> None:
    """The sound of the MP3 file ``source``, ``duration`` long, stands in ``target``, with comments.

    The same program makes the same bytes each time. It may take half as long as the sound
    lasts, and ``least_seconds`` at least. Raises AudioError where it fails, hangs, or makes
    another sound.
    """
    rate, pieces = stream_samples(source)
    arguments = _arguments(encoder, rate, target, comments)
    _run(arguments, pieces, max(least_seconds, duration / 2000))
    _require_sound(target, duration)


def probe_encoder(encoder: OpusEncoder) -> None:
    """Nothing where the program makes Opus of a little silence. Raises AudioError."""
    rate, seconds = 24_000, 1
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "probe.opus"
        _run(_arguments(encoder, rate, target, {}), [bytes(2 * rate * seconds)], 60.0)
        _require_sound(target, Ms(1000 * seconds))


def _arguments(
    encoder: OpusEncoder, rate: int, target: Path, comments: Mapping[str, str]
) -> list[str]:
    told = [f"{name}={text}" for name, text in comments.items()]
    if encoder.kind == "opusenc":
        # A fixed serial: chance would give another file each time.
        form = ["--raw", "--raw-bits", "16", "--raw-rate", str(rate), "--raw-chan", "1"]
        form += ["--bitrate", str(BITRATE // 1000), "--serial", "1"]
        form += [part for each in told for part in ("--comment", each)]
        return [encoder.program, "--quiet", *form, "-", str(target)]
    sound = ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0"]
    form = ["-map_metadata", "-1", *(part for each in told for part in ("-metadata", each))]
    form += ["-c:a", "libopus", "-b:a", str(BITRATE), "-application", "voip"]
    form += ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "opus"]
    return [encoder.program, "-nostdin", "-y", "-v", "error", *sound, *form, str(target)]


def _run(arguments: Sequence[str], pieces: Iterable[bytes], seconds: float) -> None:
    name = Path(arguments[0]).name
    try:
        running = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as e:
        raise AudioError(
            f"Không chạy được {name}: {reason_of(e)}.", f"Cannot run {name}: {e.strerror}."
        ) from e
    # A program that does not read holds up whoever writes: something else has to end it.
    end = threading.Timer(seconds, _end, (running,))
    with running:
        end.start()
        try:
            _feed(running.stdin, pieces)
            code = running.wait()
        finally:
            end.cancel()
            _end(running)
    if code:
        raise AudioError(
            f"{name} không tạo được Opus (mã {code}).", f"{name} made no Opus (code {code})."
        )


def _end(running: subprocess.Popen[bytes]) -> None:
    """The program and what it started are over."""
    if running.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


def _feed(stdin: IO[bytes] | None, pieces: Iterable[bytes]) -> None:
    assert stdin is not None  # it was asked for  # noqa: S101
    # Its code tells why a program stopped reading.
    with suppress(BrokenPipeError), stdin:
        for piece in pieces:
            stdin.write(piece)


def _require_sound(target: Path, duration: Ms) -> None:
    """Raises AudioError unless ``target`` is Ogg Opus that lasts as long as what it was made of."""
    try:
        with target.open("rb") as file:
            head = file.read(64)
            file.seek(max(0, target.stat().st_size - _TAIL))
            tail = file.read()
    except OSError as e:
        raise _no_sound() from e
    begin, last = head.find(b"OpusHead"), tail.rfind(b"OggS")
    if not head.startswith(b"OggS") or begin < 0 or last < 0:
        raise _no_sound()
    skipped = int.from_bytes(head[begin + 10 : begin + 12], "little")
    samples = int.from_bytes(tail[last + 6 : last + 14], "little", signed=True) - skipped
    if abs(samples * 1000 // _RATE - duration) > _TOLERANCE:
        raise _no_sound()


def _no_sound() -> AudioError:
    return AudioError(
        "Tệp Opus vừa tạo không đúng âm thanh.", "What was made as Opus is not the sound."
    )
