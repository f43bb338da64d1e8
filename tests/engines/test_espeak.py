"""espeak-ng as a separate program: found, run, checked and stopped."""

import array
import io
import os
import shutil
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from service.engines.espeak import WORKER, EspeakEngine, pitch_value
from service.errors import SynthesisError
from tests.engines.programs import write_program

SENTENCE = "Với sự chủ động, sáng tạo, cùng quyết tâm và nỗ lực lớn."

Write = Callable[[str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Makes a program that answers ``--version`` and otherwise does what it is told."""

    def make(body: str) -> str:
        version = "if '--version' in sys.argv: sys.exit(print('eSpeak NG: 9.9 at home'))\n"
        return write_program(tmp_path / "espeak-ng", version + body)

    return make


def failure_of(engine: EspeakEngine, text: str = SENTENCE) -> SynthesisError:
    with pytest.raises(SynthesisError) as failure:
        engine.speak(text, engine.voices[0])
    return failure.value


def samples_of(wav: bytes) -> list[int]:
    with wave.open(io.BytesIO(wav), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return list(array.array("h", file.readframes(file.getnframes())))


def test_north_central_and_south_are_on_offer_and_differ() -> None:
    engine = EspeakEngine(WORKER)
    assert [voice.name for voice in engine.voices] == ["vi", "vi-vn-x-central", "vi-vn-x-south"]
    assert [voice.label for voice in engine.voices] == [
        "eSpeak, giọng Bắc",
        "eSpeak, giọng Trung",
        "eSpeak, giọng Nam",
    ]
    assert len({engine.speak(SENTENCE, voice).parts for voice in engine.voices}) == 3


@pytest.mark.parametrize("command", [WORKER, "espeak-ng"])
@pytest.mark.parametrize("rate", [0.6, 1.0, 2.0])
@pytest.mark.parametrize("pitch", [0.5, 1.0, 2.0])
def test_no_sample_clips(command: str, rate: float, pitch: float) -> None:
    if command != WORKER and not shutil.which(command):
        pytest.skip("the command espeak-ng is not installed")
    engine = EspeakEngine(command)
    for voice in engine.voices:
        (wav,) = engine.speak(SENTENCE, voice, rate=rate, pitch=pitch).parts
        assert max(map(abs, samples_of(wav))) < 31_000


def test_a_pace_that_espeak_would_quietly_quicken_is_refused() -> None:
    engine = EspeakEngine(WORKER)
    with pytest.raises(SynthesisError, match=r"0\.55") as failure:
        engine.speak(SENTENCE, engine.voices[0], rate=0.55)
    assert not failure.value.transient
    assert "0,55 lần" in failure.value.vi


def test_pitch_factors_are_an_octave_either_way() -> None:
    assert [pitch_value(factor) for factor in (0.5, 0.71, 1.0, 1.41, 2.0)] == [0, 25, 50, 75, 99]


def test_the_version_tells_the_program_from_the_worker(write: Write) -> None:
    command = EspeakEngine(write(""))
    assert command.version == "command 9.9/a60/w140"
    assert EspeakEngine(WORKER).version.startswith("worker 1.")


def test_a_version_that_is_no_utf_8_is_told_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    said = "sys.stdout.buffer.write(b'eSpeak NG\\xe9: 9.9 caf\\xe9')"
    program = write_program(tmp_path / "espeak-ng", said)
    assert EspeakEngine(program).version == "command 9.9/a60/w140"


def test_a_wished_program_that_is_missing_is_named(tmp_path: Path) -> None:
    engine = EspeakEngine(str(tmp_path / "espeak-ng"))
    with pytest.raises(SynthesisError, match=str(tmp_path)) as failure:
        engine.probe()
    assert not failure.value.transient


def test_without_program_and_library_the_probe_says_what_to_install(write: Write) -> None:
    bare = write("sys.exit('No module named espeakng_loader')").replace("espeak-ng", "python")
    Path(bare).parent.joinpath("espeak-ng").rename(bare)
    Path(bare).write_text(f"#!{sys.executable}\nimport sys; sys.exit('No module')\n")
    with pytest.raises(SynthesisError, match=r"loa\[offline\]") as failure:
        EspeakEngine(WORKER, python=bare).probe()
    assert not failure.value.transient


def test_a_program_that_hangs_is_stopped_with_all_it_started(write: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    pipe = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    child = f"exec 9>'{tmp_path}/pipe'; printf began >&9; sleep 20; printf woke >&9"
    program = write(
        f"import subprocess, time; subprocess.Popen(['sh', '-c', {child!r}])\ntime.sleep(20)"
    )
    failure = failure_of(EspeakEngine(program, seconds=2.0))
    assert failure.transient
    os.set_blocking(pipe, True)
    with os.fdopen(pipe, "rb") as end:
        assert end.read() == b"began"  # and every child's end is closed: none ever woke up


WAV = "wav = b'RIFF....WAVEfmt ' + bytes([16,0,0,0, 1,0, {channels},0, 0x22,0x56,0,0, 0,0,0,0, 2,0, {bits},0]) + b'data\\xff\\xff\\xff\\x7f'"  # noqa: E501 - one line of a program


@pytest.mark.parametrize(
    "body",
    [
        "",
        "sys.stdout.buffer.write(b'no sound at all')",
        f"{WAV.format(channels=1, bits=16)}; sys.stdout.buffer.write(wav)",
        f"{WAV.format(channels=1, bits=16)}; sys.stdout.buffer.write(wav + bytes(333))",
        f"{WAV.format(channels=2, bits=16)}; sys.stdout.buffer.write(wav + bytes(400))",
        f"{WAV.format(channels=1, bits=8)}; sys.stdout.buffer.write(wav + bytes(400))",
        "sys.exit('Error: the voice does not exist')",
    ],
    ids=["zero bytes", "noise", "header only", "half a sample", "stereo", "8 bit", "complaint"],
)
def test_what_is_no_whole_sound_is_a_lasting_error(write: Write, body: str) -> None:
    assert not failure_of(EspeakEngine(write(body))).transient


def test_a_streamed_header_gets_its_true_length(write: Write) -> None:
    body = f"{WAV.format(channels=1, bits=16)}; sys.stdout.buffer.write(wav + bytes(400))"
    engine = EspeakEngine(write(body))
    (wav,) = engine.speak(SENTENCE, engine.voices[0]).parts
    assert len(samples_of(wav)) == 200
    assert int.from_bytes(wav[4:8], "little") == len(wav) - 8


def test_a_program_killed_from_outside_may_be_tried_again(write: Write) -> None:
    body = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert failure_of(EspeakEngine(write(body))).transient


def test_the_complaint_of_the_program_is_handed_on(write: Write) -> None:
    failure = failure_of(EspeakEngine(write("sys.exit('Error: no such voice')")))
    assert "Error: no such voice" in failure.en


def test_a_voice_of_another_engine_is_a_lasting_error() -> None:
    voice = EspeakEngine(WORKER).voices[0]
    engine = EspeakEngine(WORKER)
    stranger = type(voice)("espeak", "en", "English")
    with pytest.raises(SynthesisError, match="en"):
        engine.speak(SENTENCE, stranger)
