"""What phones record becomes readable where ffmpeg is installed, and is told of where it is not."""

import subprocess
from pathlib import Path

import pytest

from service.audio.conversion import RATE, convert_recording
from service.audio.decoding import decode_recording, rate_of
from service.errors import AudioError
from tests.audio.sounds import mp3, syllables, wav
from tests.engines.programs import write_program

SOUND = wav(syllables(2.0))
KINDS = {
    "m4a": ("-c:a", "aac"),
    "3gp": ("-c:a", "aac"),
    "webm": ("-c:a", "libopus"),
    "opus": ("-c:a", "libopus"),
    "caf": ("-c:a", "pcm_s16be"),
    "aac": ("-c:a", "aac"),
}
M4A = b"\0\0\0\x20ftypM4A " + bytes(100)


@pytest.mark.clients
@pytest.mark.parametrize("kind", KINDS)
def test_what_phones_and_browsers_record_is_made_readable(tmp_path: Path, kind: str) -> None:
    converted = convert_recording(_packed(tmp_path, kind))
    signal = decode_recording(converted, RATE)
    assert rate_of(converted) == RATE
    assert signal.size / RATE == pytest.approx(2.3, abs=0.4)
    assert abs(signal).max() > 0.01


@pytest.mark.clients
@pytest.mark.parametrize("kind", ["m4a", "webm", "opus"])
def test_what_a_phone_recorded_is_refused_without_its_end(tmp_path: Path, kind: str) -> None:
    packed = _packed(tmp_path, kind)
    for share in (0.5, 0.9):
        with pytest.raises(AudioError):
            convert_recording(packed[: int(share * len(packed))])


@pytest.mark.clients
def test_a_webm_that_does_not_tell_its_length_is_made_readable(tmp_path: Path) -> None:
    packed = _packed(tmp_path, "webm", "-live", "1")
    assert b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" in packed
    assert decode_recording(convert_recording(packed), RATE).size > RATE


@pytest.mark.parametrize("file", [SOUND, mp3(syllables(1.0)), b"", b"#EXTM3U\n/etc/passwd"])
def test_what_needs_no_program_is_left_as_it_is(file: bytes) -> None:
    assert convert_recording(file, command="no-such-program") == file


def test_without_the_program_its_want_is_told() -> None:
    with pytest.raises(AudioError, match="ffmpeg"):
        convert_recording(M4A, command="no-such-program")


@pytest.mark.parametrize("body", ["raise SystemExit(1)", "pass"], ids=["complains", "is silent"])
def test_a_file_that_the_program_cannot_read_is_an_error(tmp_path: Path, body: str) -> None:
    program = write_program(tmp_path / "ffmpeg", body)
    with pytest.raises(AudioError, match="cannot be decoded"):
        convert_recording(M4A, command=program)


def test_the_program_is_told_the_container_and_may_read_files_alone(tmp_path: Path) -> None:
    noted = tmp_path / "arguments"
    body = f"open({str(noted)!r}, 'w').write(' '.join(sys.argv[1:])); sys.stdout.write('ab' * 9)"
    convert_recording(M4A, command=write_program(tmp_path / "ffmpeg", body))
    assert "-protocol_whitelist file -f mp4 -i " in noted.read_text()


def _packed(tmp_path: Path, kind: str, *options: str) -> bytes:
    plain, packed = tmp_path / "a.wav", tmp_path / f"a.{kind}"
    plain.write_bytes(SOUND)
    command = ["ffmpeg", "-v", "error", "-i", str(plain), *KINDS[kind], *options, str(packed)]
    subprocess.run(command, check=True)
    return packed.read_bytes()
