"""What phones record, made readable by ffmpeg: a separate program, where it is installed.

Its result is kept in place of what was sent, so that clips do not depend on which
ffmpeg a machine has.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from types import MappingProxyType

from service.audio.wholeness import check_packed
from service.containers import Container, container_of
from service.errors import AudioError
from service.wav import write_wav

RATE = 24_000
"""Of the result in Hz; no clip has a higher one."""

_SECONDS = 60.0
_LONGEST = 600
"""Seconds of sound that are unpacked; far less is allowed, which is for others to say."""

_DEMUXERS: Mapping[Container, str] = MappingProxyType(
    {
        Container.MP4: "mp4",  # M4A of iPhones, 3GP
        Container.WEBM: "matroska",  # of browsers
        Container.OPUS: "ogg",
        Container.AMR: "amr",
        Container.CAF: "caf",
        Container.AAC: "aac",
    }
)
"""What ffmpeg is needed for, and its own name for such a file."""


def convert_recording(recording: bytes, *, command: str = "ffmpeg") -> bytes:
    """``recording`` itself, or as a mono 16-bit WAV file where only ffmpeg can read it.

    Raises AudioError where that is not installed or cannot read it either, and for a
    file that was cut off.
    """
    kind = container_of(recording)
    if kind is None or kind not in _DEMUXERS:
        return recording
    container = _DEMUXERS[kind]
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
    return write_wav(samples, RATE)


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
