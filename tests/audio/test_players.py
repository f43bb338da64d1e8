"""Editions read by the programs that people and their phones use: ffmpeg, mpg123, mp3val."""

import json
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from service.audio.decoding import decode_frames
from service.audio.frames import DECODER_DELAY, ENCODER_DELAY
from service.audio.loudness import integrated_loudness
from tests.audio.editions import Recording, record

pytestmark = pytest.mark.clients


@pytest.fixture(scope="module")
def recording() -> Recording:
    return record(12)


@pytest.fixture(scope="module")
def edition(recording: Recording, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("edition") / "a.mp3"
    recording.write(target, recording.tag)
    return target


def _run(*command: str | Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command, capture_output=True, check=True)


def _samples_heard(recording: Recording) -> int:
    """A decoder drops the delay that the Info frame declares, and its own."""
    return recording.length - ENCODER_DELAY - DECODER_DELAY


def test_ffmpeg_decodes_every_sample_without_a_warning(recording: Recording, edition: Path) -> None:
    done = _run("ffmpeg", "-v", "warning", "-i", edition, "-f", "s16le", "-")
    assert done.stderr == b""
    assert len(done.stdout) == 2 * _samples_heard(recording)


def test_mpg123_decodes_every_sample_without_a_warning(recording: Recording, edition: Path) -> None:
    done = _run("mpg123", "-q", "--no-resync", "-s", edition)
    assert done.stderr == b""
    assert len(done.stdout) == 2 * _samples_heard(recording)


def test_mp3val_finds_nothing_to_complain_about(recording: Recording, edition: Path) -> None:
    printed = _run("mp3val", edition).stdout.decode()
    assert "WARNING" not in printed
    assert "ERROR" not in printed
    frames = 1 + recording.length // 576
    assert f"{frames} MPEG frames (MPEG 2 Layer III), +ID3v2, CBR" in printed


def test_ffprobe_reads_the_duration_the_tags_and_the_chapters(
    recording: Recording, edition: Path
) -> None:
    printed = _run(
        "ffprobe", "-v", "warning", "-of", "json", "-show_format", "-show_chapters", edition
    )
    assert printed.stderr == b""
    told = json.loads(printed.stdout)
    assert round(float(told["format"]["duration"]) * 1000) == recording.duration
    assert told["format"]["tags"]["title"] == "Đảng bộ xã Sông Công"
    assert told["format"]["tags"]["language"] == "vie"
    assert told["format"]["tags"]["lyrics-vie"].startswith("Toàn văn")
    assert [chapter["tags"]["title"] for chapter in told["chapters"]] == ["Mở đầu", "Kết quả"]
    assert told["chapters"][0]["end"] == recording.duration // 2


def test_ffmpeg_hears_what_our_decoder_hears(recording: Recording, edition: Path) -> None:
    """Decoders round differently, so the sound is compared and not its bits."""
    raw = _run("ffmpeg", "-v", "error", "-i", edition, "-f", "s16le", "-").stdout
    heard = np.frombuffer(raw, dtype="<i2") / 32768
    for key, span in recording.placed:
        alone = decode_frames(recording.frames[key])[ENCODER_DELAY + DECODER_DELAY :]
        place = heard[span.begin : span.begin + alone.size]
        assert np.abs(place - alone).max() < 0.01


def test_loudness_and_peak_are_what_ffmpeg_measures(recording: Recording, edition: Path) -> None:
    done = _run(
        "ffmpeg", "-hide_banner", "-nostats", "-i", edition,
        "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-",
    )  # fmt: skip
    printed = done.stderr.decode()
    loudness = re.search(r"I:\s+(-?[\d.]+) LUFS", printed)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", printed)
    assert loudness
    assert peak
    ours = integrated_loudness(energy for clip in recording.clips for energy in clip.energies)
    assert abs(ours - float(loudness[1])) < 0.5
    assert abs(max(clip.true_peak_dbtp for clip in recording.clips) - float(peak[1])) < 0.3
