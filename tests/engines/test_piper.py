"""Piper: the voice's files are read and checked, the program is run and checked."""

import io
import wave
from pathlib import Path
from typing import Any

import pytest

from service.engines.gains import PASSAGE, GainBook
from service.engines.levels import Levels
from service.engines.piper import PiperEngine
from service.errors import SettingsError, SynthesisError
from service.model import Speech
from service.store.shared.files import FileLocks, FileNotes
from tests.engines.conftest import piper_program
from tests.engines.programs import write_program
from tests.standins.piper import SAMPLE_RATE, write_stand_in, write_tiny_voice


def make(model: Path, command: str = "") -> PiperEngine:
    return PiperEngine(
        model,
        command=command or write_stand_in(model.parent),
        seconds=20,
    )


def failure_of(engine: PiperEngine, **factors: float) -> SynthesisError:
    with pytest.raises(SynthesisError) as failure:
        engine.speak("Xin chào.", engine.voices[0], **factors)
    return failure.value


def frames(speech: Speech) -> int:
    (part,) = speech.parts
    with wave.open(io.BytesIO(part), "rb") as file:
        assert file.getframerate() == SAMPLE_RATE
        return file.getnframes()


def test_a_voice_with_one_speaker_is_named_after_its_file(tmp_path: Path) -> None:
    (voice,) = make(write_tiny_voice(tmp_path)).voices
    assert (voice.engine, voice.name, voice.label) == ("piper", "thu-nghiem", "Piper, thu-nghiem")


@pytest.mark.parametrize("is_real", [False, pytest.param(True, marks=pytest.mark.clients)])
def test_each_speaker_of_a_file_is_a_voice_of_its_own(tmp_path: Path, is_real: bool) -> None:
    model = write_tiny_voice(tmp_path, ["Lan", "Minh", "An"], default_speaker_id=2)
    engine = make(model, piper_program() if is_real else "")
    assert [voice.label for voice in engine.voices] == [
        "Piper, thu-nghiem, An",
        "Piper, thu-nghiem, Lan",
        "Piper, thu-nghiem, Minh",
    ]
    assert len({engine.speak("Xin chào.", voice).parts for voice in engine.voices}) == 3


@pytest.mark.parametrize("is_real", [False, pytest.param(True, marks=pytest.mark.clients)])
def test_the_rate_is_a_factor_of_the_voices_own_pace(tmp_path: Path, is_real: bool) -> None:
    command = piper_program() if is_real else ""
    natural = make(write_tiny_voice(tmp_path), command)
    length = frames(natural.speak("Xin chào.", natural.voices[0]))
    assert frames(natural.speak("Xin chào.", natural.voices[0], rate=2.0)) == length // 2
    slow = make(write_tiny_voice(tmp_path, inference={"length_scale": 2.0}), command)
    assert frames(slow.speak("Xin chào.", slow.voices[0])) == 2 * length
    assert frames(slow.speak("Xin chào.", slow.voices[0], rate=2.0)) == length


def test_another_pitch_is_refused_rather_than_ignored(tmp_path: Path) -> None:
    failure = failure_of(make(write_tiny_voice(tmp_path)), pitch=1.2)
    assert not failure.transient
    assert "LOA_PITCH" in failure.vi


def test_the_version_follows_both_files(tmp_path: Path) -> None:
    first = make(write_tiny_voice(tmp_path)).version
    assert make(write_tiny_voice(tmp_path)).version == first
    other = make(write_tiny_voice(tmp_path, inference={"length_scale": 1.1})).version
    model = write_tiny_voice(tmp_path)
    model.write_bytes(model.read_bytes() + b"\0")
    assert len({first, other, make(model).version}) == 3


def test_each_speaker_and_each_voice_file_has_a_gain_of_its_own(tmp_path: Path) -> None:
    measured: list[Speech] = []

    def loudness(speech: Speech) -> float:
        measured.append(speech)
        return -22.55

    kept = GainBook(FileNotes(tmp_path), FileLocks(tmp_path), loudness)
    book = Levels(kept, lambda seconds: None)
    model = write_tiny_voice(tmp_path, ["Lan", "Minh"])
    engine = PiperEngine(model, command=write_stand_in(tmp_path))
    gains = [book.gain_db(engine, voice, rate=1.0, pitch=1.0) for voice in engine.voices * 2]
    assert gains == [4.0] * 4
    assert measured == [engine.speak(PASSAGE, voice) for voice in engine.voices]
    model.write_bytes(model.read_bytes() + b"another")
    other = PiperEngine(model, command=write_stand_in(tmp_path))
    book.gain_db(other, other.voices[0], rate=1.0, pitch=1.0)
    assert len(measured) == 3


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"audio": None}, "no Piper voice"),
        ({"audio": {"sample_rate": "fast"}}, "no Piper voice"),
        ({"audio": {"sample_rate": 400}}, "out of range"),
        ({"num_speakers": None}, "no Piper voice"),
        ({"inference": {"length_scale": 0}}, "out of range"),
        ({"inference": []}, "no Piper voice"),
        ({"speaker_id_map": ["Lan"], "num_speakers": 2}, "no Piper voice"),
        ({"phoneme_type": "pinyin"}, "not for Vietnamese"),
        ({"phoneme_type": "espeak", "espeak": {"voice": "en-us"}}, "not Vietnamese"),
    ],
)
def test_a_file_that_describes_no_vietnamese_voice_is_refused_at_once(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(SettingsError, match=reason):
        make(write_tiny_voice(tmp_path, **changes))


@pytest.mark.parametrize("written", [b"", b"[]", b"null", b"{", b"\xff\xfe\x00"])
def test_a_description_that_is_no_json_object_is_refused(tmp_path: Path, written: bytes) -> None:
    model = write_tiny_voice(tmp_path)
    model.with_name(f"{model.name}.json").write_bytes(written)
    with pytest.raises(SettingsError, match=r"thu-nghiem\.onnx"):
        make(model)


@pytest.mark.parametrize("missing", ["thu-nghiem.onnx", "thu-nghiem.onnx.json"])
def test_both_files_must_be_there(tmp_path: Path, missing: str) -> None:
    model = write_tiny_voice(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(SettingsError) as failure:
        make(model)
    assert f"{tmp_path / missing}: không có tệp" in failure.value.vi
    assert "Errno" not in failure.value.vi
    assert f"{tmp_path / missing}: No such file" in failure.value.en


def test_a_missing_program_is_named_with_what_to_install(tmp_path: Path) -> None:
    engine = make(write_tiny_voice(tmp_path), str(tmp_path / "nowhere" / "piper"))
    with pytest.raises(SynthesisError, match="pip install piper-tts") as failure:
        engine.probe()
    assert not failure.value.transient


def test_a_voice_deleted_while_running_is_named(tmp_path: Path) -> None:
    model = write_tiny_voice(tmp_path)
    engine = make(model)
    engine.probe()
    model.unlink()
    with pytest.raises(SynthesisError, match=str(model)):
        engine.probe()
    with pytest.raises(SynthesisError, match=str(model)):
        _ = engine.version


@pytest.mark.clients
def test_the_real_program_complains_about_a_broken_model(tmp_path: Path) -> None:
    model = write_tiny_voice(tmp_path)
    model.write_bytes(b"not a model")
    assert not failure_of(make(model, piper_program())).transient


@pytest.mark.parametrize(
    ("body", "is_transient"),
    [
        ("sys.exit('onnxruntime: bad model')", False),
        ("", False),
        ("sys.stdout.write('odd')", False),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", True),
    ],
)
def test_no_sound_is_an_error(tmp_path: Path, body: str, is_transient: bool) -> None:
    program = write_program(tmp_path / "piper", body)
    assert failure_of(make(write_tiny_voice(tmp_path), program)).transient is is_transient


def test_a_program_that_hangs_is_stopped(tmp_path: Path) -> None:
    program = write_program(tmp_path / "piper", "import time; time.sleep(20)")
    engine = PiperEngine(write_tiny_voice(tmp_path), command=program, seconds=0.3)
    assert failure_of(engine).transient
