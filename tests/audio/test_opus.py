"""The sound of a finished file as Opus, by a program that is there or not, works or fails."""

import subprocess
from pathlib import Path

import pytest

from service.audio.opus import BITRATE, OpusEncoder, encode_opus, find_encoder, probe_encoder
from service.errors import AudioError
from service.model import Ms
from tests.audio.editions import record
from tests.standins.opusenc import write_opusenc

COMMENTS = {
    "TITLE": "Giá xăng \U0001f468\u200d\U0001f469\u200d\U0001f467 = “hôm nay”",
    "ai": "true",
}
REAL = ("opusenc", "ffmpeg")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "edition.mp3"
    record().write(file, record().tag)
    return file


def duration() -> Ms:
    return record().duration


def found(program: str) -> OpusEncoder:
    encoder = find_encoder(program)
    if encoder is None:
        pytest.skip(f"{program} is not installed")
    return encoder


def encoded(source: Path, target: Path, encoder: OpusEncoder, seconds: float = 60.0) -> bytes:
    encode_opus(
        source,
        target,
        encoder,
        duration=duration(),
        comments=COMMENTS,
        least_seconds=seconds,
    )
    return target.read_bytes()


@pytest.mark.clients
@pytest.mark.parametrize("program", REAL)
def test_a_program_makes_of_a_recording_the_same_opus_each_time_wherever_it_lies(
    source: Path, tmp_path: Path, program: str
) -> None:
    encoder = found(program)
    probe_encoder(encoder)
    (tmp_path / "elsewhere").mkdir()
    first = encoded(source, tmp_path / "a.opus", encoder)
    assert encoded(source, tmp_path / "elsewhere" / "b.opus", encoder) == first
    assert len(first) < source.stat().st_size / 2
    assert len(first) * 8000 / duration() < 2 * BITRATE
    for name, text in COMMENTS.items():
        assert f"{name}={text}".encode() in first


@pytest.mark.clients
@pytest.mark.parametrize("program", REAL)
def test_what_it_makes_decodes_and_lasts_as_long(
    source: Path, tmp_path: Path, program: str
) -> None:
    encoded(source, tmp_path / "a.opus", found(program))
    arguments = ["ffmpeg", "-v", "error", "-xerror", "-i", str(tmp_path / "a.opus")]
    sound = subprocess.run(
        [*arguments, "-ac", "1", "-ar", "24000", "-f", "s16le", "-"],
        check=True,
        capture_output=True,
    ).stdout
    assert len(sound) / 48 == pytest.approx(duration(), abs=60)
    assert max(sound) > 0


def test_the_sound_is_given_to_the_program_as_samples(source: Path, tmp_path: Path) -> None:
    encoder = found(write_opusenc(tmp_path / "bin"))
    probe_encoder(encoder)
    first = encoded(source, tmp_path / "a.opus", encoder)
    assert first.startswith(b"OggS")
    assert encoded(source, tmp_path / "b.opus", encoder) == first


@pytest.mark.parametrize(
    ("fault", "shift", "told"),
    [
        ("sys.exit(3)", 0, "code 3"),
        ("sys.stdin.buffer.read(); sys.exit(3)", 0, "code 3"),
        ("sys.stdin.buffer.read(); sys.exit(0)", 0, "not the sound"),
        ("open(sys.argv[-1], 'wb').write(b'RIFF' * 99); sys.exit(0)", 0, "not the sound"),
        ("", 48_000, "not the sound"),
        ("", -48_000, "not the sound"),
    ],
)
def test_a_program_that_fails_or_makes_another_sound_is_told(
    source: Path, tmp_path: Path, fault: str, shift: int, told: str
) -> None:
    encoder = found(write_opusenc(tmp_path / "bin", fault, shift=shift))
    with pytest.raises(AudioError) as refused:
        encoded(source, tmp_path / "a.opus", encoder)
    assert told in refused.value.en


@pytest.mark.parametrize("fault", ["time.sleep(600)", "sys.stdin.buffer.read(); time.sleep(600)"])
def test_a_program_that_hangs_is_ended(source: Path, tmp_path: Path, fault: str) -> None:
    encoder = found(write_opusenc(tmp_path / "bin", fault))
    with pytest.raises(AudioError, match="made no Opus"):
        encoded(source, tmp_path / "a.opus", encoder, seconds=0.5)


def test_a_program_that_is_gone_is_told(source: Path, tmp_path: Path) -> None:
    gone = OpusEncoder(str(tmp_path / "opusenc"), "opusenc")
    with pytest.raises(AudioError, match="Cannot run opusenc"):
        encoded(source, tmp_path / "a.opus", gone)
    assert find_encoder(gone.program) is None


def test_a_file_that_is_no_recording_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.mp3").write_bytes(b"none")
    encoder = found(write_opusenc(tmp_path / "bin"))
    with pytest.raises(AudioError):
        encoded(tmp_path / "x.mp3", tmp_path / "a.opus", encoder)
