"""A voice's gain is measured once in an installation and kept."""

import json
from pathlib import Path

import pytest

from service.engines.gains import PASSAGE, GainBook
from service.engines.silence import SilenceEngine
from service.errors import AudioError, StoreError, SynthesisError
from service.model import Speech
from service.store.shared.files import FileLocks, FileNotes
from tests.engines.levels import gain_book


class Reader:
    """Somebody who reads what is asked, and remembers it."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self._silence = SilenceEngine()

    def __call__(self, text: str) -> Speech:
        self.read.append(text)
        return self._silence.speak(text, self._silence.voices[0])


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("loudness", "gain"), [(-20.05, 1.5), (-16.53, -2.0), (-30.0, 11.4), (-7.0, -11.6)]
)
def test_the_gain_brings_the_voice_to_the_target(
    tmp_path: Path, reader: Reader, loudness: float, gain: float
) -> None:
    assert gain_book(tmp_path, loudness).find_gain(["a"], reader) == gain


@pytest.mark.parametrize("loudness", [-70.0, -31.0, -6.0, 20.0])
def test_silence_or_a_roar_is_no_voice_and_is_not_kept(
    tmp_path: Path, reader: Reader, loudness: float
) -> None:
    with pytest.raises(SynthesisError, match="no reader"):
        gain_book(tmp_path, loudness).find_gain(["a"], reader)
    assert gain_book(tmp_path, -20.0).find_gain(["a"], reader) == 1.4


def test_each_voice_reads_the_passage_once(tmp_path: Path, reader: Reader) -> None:
    gains = gain_book(tmp_path)
    assert [gains.find_gain([name], reader) for name in "abab"] == [1.4] * 4
    assert reader.read == [PASSAGE] * 2


def test_another_program_finds_what_was_measured_and_keeps_it(
    tmp_path: Path, reader: Reader
) -> None:
    first = gain_book(tmp_path, -20.0).find_gain(["a"], reader)
    second = gain_book(tmp_path, -25.0)
    assert second.find_gain(["a"], reader) == first
    second.find_gain(["b"], reader)
    assert set(json.loads((tmp_path / "gains.json").read_bytes())) == {"a", "b"}


def test_a_voice_that_cannot_be_heard_is_measured_when_it_can(
    tmp_path: Path, reader: Reader
) -> None:
    gains = gain_book(tmp_path)

    def fail(text: str) -> Speech:
        raise SynthesisError("không trả lời", "no answer", transient=True)

    with pytest.raises(SynthesisError):
        gains.find_gain(["a"], fail)
    assert gains.find_gain(["a"], reader) == 1.4


def test_a_gain_that_is_known_by_an_older_name_stays(tmp_path: Path, reader: Reader) -> None:
    first = gain_book(tmp_path, -20.0).find_gain(["old"], reader)
    later = gain_book(tmp_path, -25.0)
    assert [later.find_gain(["new", "old"], reader) for _ in range(2)] == [first] * 2
    assert len(reader.read) == 1


def test_what_cannot_be_read_as_sound_is_an_error_of_speech(tmp_path: Path, reader: Reader) -> None:
    def fail(speech: Speech) -> float:
        raise AudioError("hỏng", "broken")

    with pytest.raises(SynthesisError, match="broken"):
        GainBook(FileNotes(tmp_path), FileLocks(tmp_path), fail).find_gain(["a"], reader)


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"a": "loud"}', b"\xff"])
def test_a_harmed_file_is_measured_anew(tmp_path: Path, reader: Reader, content: bytes) -> None:
    (tmp_path / "gains.json").write_bytes(content)
    assert gain_book(tmp_path).find_gain(["a"], reader) == 1.4


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "file").write_text("in the way")
    gains = GainBook(FileNotes(tmp_path / "file"), FileLocks(tmp_path), lambda speech: -20.0)
    with pytest.raises(StoreError, match=r"gains\.json"):
        gains.find_gain(["a"], reader)
