"""What phones record, made readable by ffmpeg: a separate program, where it is installed.

Its result is kept in place of what was sent, so that clips do not depend on which
ffmpeg a machine has.
"""

import io
import os
import shutil
import signal
import subprocess
import tempfile
import wave

from service.audio.wholeness import check_packed
from service.errors import AudioError

RATE = 24_000
"""Of the result in Hz; no clip has a higher one."""

_SECONDS = 60.0
_LONGEST = 600
"""Seconds of sound that are unpacked; far less is allowed, which is for others to say."""

_CONTAINERS = (
    (4, b"ftyp", "mp4"),  # M4A of iPhones, 3GP
    (0, b"\x1aE\xdf\xa3", "matroska"),  # WebM of browsers
    (28, b"OpusHead", "ogg"),
    (0, b"#!AMR", "amr"),
    (0, b"caff", "caf"),
    (0, b"\xff\xf1", "aac"),
    (0, b"\xff\xf9", "aac"),
)
"""Where which mark stands, and ffmpeg's name for such a file."""


def convert_recording(recording: bytes, *, command: str = "ffmpeg") -> bytes:
    """``recording`` itself, or as a mono 16-bit WAV file where only ffmpeg can read it.

    Raises AudioError where that is not installed or cannot read it either, and for a
    file that was cut off.
    """
    names = (name for at, mark, name in _CONTAINERS if recording[at : at + len(mark)] == mark)
    container = next(names, None)
    if container is None:
        return recording
    program = shutil.which(command)
    if program is None:
        raise AudioError(
            f"Tệp loại {container} cần ffmpeg mà máy chủ không có.",
            f"A file of kind {container} takes ffmpeg, which is not installed.",
        )
    check_packed(recording)
    samples = _run(program, container, recording)
    if not samples:
        raise AudioError("Không giải mã được âm thanh.", "The audio cannot be decoded.")
    return _write_wav(samples)


def _run(program: str, container: str, recording: bytes) -> bytes:
    """The samples that ffmpeg finds; none for a broken file."""
    # A file, since the index of an M4A may stand at its end. The container is named and
    # no protocol but files is allowed: else a list of addresses would be followed.
    with tempfile.NamedTemporaryFile() as file:
        file.write(recording)
        file.flush()
        arguments = ["-nostdin", "-v", "error", "-xerror", "-err_detect", "explode"]
        arguments += ["-protocol_whitelist", "file", "-f", container]
        form = ["-vn", "-t", str(_LONGEST), "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"]
        with subprocess.Popen(
            [program, *arguments, "-i", file.name, *form],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as running:
            try:
                samples, _ = running.communicate(timeout=_SECONDS)
            except subprocess.TimeoutExpired as e:
                os.killpg(running.pid, signal.SIGKILL)
                raise AudioError("ffmpeg không xong.", "ffmpeg did not finish.") from e
    return samples if running.returncode == 0 else b""


def _write_wav(samples: bytes) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)
    return out.getvalue()
