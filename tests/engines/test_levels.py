"""The level is the house's: any engine's voice is measured, and what is known of old stays."""

import io
import json
import math
import queue
import struct
import threading
import wave
from pathlib import Path

import pytest

from service.engines.espeak import WORKER, EspeakEngine
from service.engines.gains import PASSAGE, GainBook
from service.engines.levels import KNOWN_GAINS, Levels, gain_names
from service.engines.silence import SilenceEngine
from service.errors import SynthesisError
from service.model import Speech, Voice
from service.store.shared.files import FileLocks, FileNotes
from service.wav import write_wav
from tests.engines.levels import levels

RATE = 8_000
PATIENCE_SECONDS = 60
OWN = [(1.0, 1.0)]
OTHERS = [(1.2, 1.0), (1.0, 0.8), (1.5, 1.5)]


class Tone:
    """An engine of a tone, softer the faster and the higher it speaks; it counts its passages."""

    name = "tone"
    version = "1"
    voices = (Voice("tone", "a", "A"), Voice("tone", "b", "B"))
    seconds_a_request = 0.0
    abilities = frozenset({"rate", "pitch"})

    def __init__(self, name: str = "tone") -> None:
        self.name = name
        self.read: list[tuple[str, str, float, float]] = []
        self.failures: list[SynthesisError] = []

    def count_requests(self, text: str) -> int:
        return 1

    def probe(self) -> None:
        raise AssertionError("nobody asks a voice that is measured whether it answers")

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        if self.failures:
            raise self.failures.pop()
        self.read.append((text, voice.name, rate, pitch))
        turns = (2 * math.pi * 440 * at / RATE for at in range(RATE))
        samples = (round(8_000 * math.sin(turn) / rate / pitch) for turn in turns)
        return Speech((write_wav(struct.pack(f"<{RATE}h", *samples), RATE),), "audio/wav")


def power(speech: Speech) -> float:
    """The level of ``speech`` in dB of full scale; for a tone as good as its loudness."""
    with wave.open(io.BytesIO(speech.parts[0]), "rb") as file:
        samples = struct.unpack(f"<{file.getnframes()}h", file.readframes(file.getnframes()))
    return 10 * math.log10(sum(each**2 for each in samples) / len(samples) / 2**30)


def book(folder: Path) -> Levels:
    return Levels(GainBook(FileNotes(folder), FileLocks(folder), power), lambda seconds: None)


@pytest.mark.parametrize(("rate", "pitch"), OWN + OTHERS)
def test_a_voice_that_nobody_knows_is_measured_at_the_rate_and_pitch_in_force(
    tmp_path: Path, rate: float, pitch: float
) -> None:
    tone = Tone()
    gain = book(tmp_path).gain_db(tone, tone.voices[0], rate=rate, pitch=pitch)
    spoken = tone.speak(PASSAGE, tone.voices[0], rate=rate, pitch=pitch)
    assert power(spoken) + gain == pytest.approx(-19 + 0.45, abs=0.06)
    assert tone.read == [(PASSAGE, "a", rate, pitch)] * 2


def test_each_voice_rate_and_pitch_is_measured_once(tmp_path: Path) -> None:
    tone = Tone()
    for _ in range(2):
        for voice in tone.voices:
            for rate, pitch in OWN + OTHERS:
                book(tmp_path).gain_db(tone, voice, rate=rate, pitch=pitch)
    assert len(tone.read) == len(set(tone.read)) == 2 * 4


def test_another_version_of_an_engine_is_measured_anew(tmp_path: Path) -> None:
    tone = Tone()
    book(tmp_path).gain_db(tone, tone.voices[0], rate=1.0, pitch=1.0)
    tone.version = "2"
    book(tmp_path).gain_db(tone, tone.voices[0], rate=1.0, pitch=1.0)
    assert len(tone.read) == 2


OLD_GAINS = {
    "google/vi/translate.com/pack.3": 1.1,
    "piper/lan/1/0123456789ab": 2.2,
    "piper/lan/1/0123456789ab/1.2": 3.3,
    "espeak/vi/command 1.51/a60/w140/1/1": 2.0,
    "espeak/vi/command 1.51/a60/w140/1.2/1": 2.7,
    "espeak/vi/command 1.51/a60/w140/1.2/0.8": 1.4,
}
"""As an earlier Loa wrote them, when each engine brought its own level."""


@pytest.mark.parametrize(
    ("engine", "voice", "version", "rate", "pitch", "gain"),
    [
        ("google", "vi", "translate.com/pack.3", 1.0, 1.0, 1.1),
        ("piper", "lan", "1/0123456789ab", 1.0, 1.0, 2.2),
        ("piper", "lan", "1/0123456789ab", 1.2, 1.0, 3.3),
        ("espeak", "vi", "command 1.51/a60/w140", 1.0, 1.0, 4.8),
        ("espeak", "vi-vn-x-central", "command 1.51/a60/w140", 1.0, 1.0, 6.2),
        ("espeak", "vi-vn-x-south", "command 1.51/a60/w140", 1.0, 1.0, 4.8),
        ("espeak", "vi", "command 1.51/a60/w140", 1.2, 1.0, 5.5),
        ("espeak", "vi", "command 1.51/a60/w140", 1.2, 0.8, 4.2),
        ("silence", "silence", "1", 1.0, 1.0, 0.0),
        ("silence", "silence", "1", 1.2, 1.0, 0.0),
    ],
)
def test_the_levels_that_clips_have_of_old_stay_and_nobody_is_asked(
    tmp_path: Path,
    engine: str,
    voice: str,
    version: str,
    rate: float,
    pitch: float,
    gain: float,
) -> None:
    """A gain is part of every clip's key: another one would make every clip anew."""
    (tmp_path / "gains.json").write_text(json.dumps(OLD_GAINS))
    tone = Tone(engine)
    tone.version = version
    asked = book(tmp_path).gain_db(tone, Voice(engine, voice, "–"), rate=rate, pitch=pitch)
    assert (asked, tone.read) == (gain, [])


def test_of_a_known_voice_only_what_rate_and_pitch_change_is_measured(tmp_path: Path) -> None:
    tone = Tone("espeak")
    voice = Voice("espeak", "vi", "–")
    gain = book(tmp_path).gain_db(tone, voice, rate=1.25, pitch=0.8)
    assert gain == pytest.approx(4.8, abs=0.06)  # as loud as ever: twice 1 / (1.25 × 0.8)
    assert book(tmp_path).gain_db(tone, voice, rate=2.0, pitch=1.0) == pytest.approx(10.8, abs=0.1)


def test_every_voice_that_is_known_is_one_that_espeak_has() -> None:
    voices = {("espeak", voice.name) for voice in EspeakEngine(WORKER).voices}
    assert set(KNOWN_GAINS) == voices


def test_a_hum_is_made_no_louder_and_not_asked_for_a_passage(tmp_path: Path) -> None:
    silence = SilenceEngine()
    assert levels(tmp_path).gain_db(silence, silence.voices[0], rate=1.5, pitch=1.0) == 0.0
    assert not (tmp_path / "gains.json").exists()


def test_one_fault_does_not_cost_an_edition_its_voice(tmp_path: Path) -> None:
    tone = Tone()
    tone.failures = [SynthesisError("bận", "busy", transient=True)]
    book(tmp_path).gain_db(tone, tone.voices[0], rate=1.0, pitch=1.0)
    assert len(tone.read) == 1


@pytest.mark.parametrize(("lost", "tries"), [(0.0, 3), (61.0, 1)])
def test_who_does_not_answer_is_tried_three_times_and_no_longer_than_a_minute(
    tmp_path: Path, lost: float, tries: int
) -> None:
    tone = Tone()
    tone.failures = [SynthesisError("bận", "busy", transient=True, lost=lost) for _ in range(9)]
    with pytest.raises(SynthesisError, match="busy"):
        book(tmp_path).gain_db(tone, tone.voices[0], rate=1.0, pitch=1.0)
    assert len(tone.failures) == 9 - tries


def test_a_lasting_fault_is_told_at_once(tmp_path: Path) -> None:
    tone = Tone()
    tone.failures = [SynthesisError("hỏng", "broken", transient=False) for _ in range(2)]
    with pytest.raises(SynthesisError, match="broken"):
        book(tmp_path).gain_db(tone, tone.voices[0], rate=1.0, pitch=1.0)
    assert len(tone.failures) == 1


@pytest.mark.parametrize(
    ("rate", "pitch", "names"),
    [
        (1.0, 1.0, ("v", "v/1/1")),
        (1.2, 1.0, ("v/1.2/1", "v/1.2")),
        (1.0, 1.2, ("v/1/1.2",)),
        (0.9, 1.2, ("v/0.9/1.2",)),
    ],
)
def test_a_gain_has_one_name_today_and_those_of_an_earlier_loa(
    rate: float, pitch: float, names: tuple[str, ...]
) -> None:
    assert gain_names("v", rate, pitch) == names


@pytest.mark.parametrize("engine", ["tone", "espeak", "silence"])
@pytest.mark.parametrize(("rate", "pitch"), OWN + OTHERS)
def test_what_a_level_is_known_to_be_is_what_it_was_measured_and_nobody_is_asked(
    tmp_path: Path, engine: str, rate: float, pitch: float
) -> None:
    tone, voice = Tone(engine), Voice(engine, "vi", "–")
    is_measured = engine == "tone" or (engine == "espeak" and (rate, pitch) not in OWN)
    before = book(tmp_path).known_gain_db(tone, voice, rate=rate, pitch=pitch)
    assert (before is None) is is_measured
    assert tone.read == []
    measured = book(tmp_path).gain_db(tone, voice, rate=rate, pitch=pitch)
    tone.read.clear()
    assert book(tmp_path).known_gain_db(tone, voice, rate=rate, pitch=pitch) == measured
    assert tone.read == []


def test_of_a_known_voice_half_a_measure_is_none(tmp_path: Path) -> None:
    names = gain_names("espeak/vi/1", 1.2, 1.0)
    (tmp_path / "gains.json").write_text(json.dumps({names[0]: 2.7}))
    tone, voice = Tone("espeak"), Voice("espeak", "vi", "–")
    assert book(tmp_path).known_gain_db(tone, voice, rate=1.2, pitch=1.0) is None


def test_who_asks_what_is_known_does_not_wait_for_who_measures(tmp_path: Path) -> None:
    """An editor's request must not wait for a voice that another program listens to."""
    measuring = GainBook(FileNotes(tmp_path), FileLocks(tmp_path), power)
    answers: queue.Queue[float | None] = queue.Queue()

    def speak(text: str) -> Speech:
        asker = threading.Thread(target=lambda: answers.put(measuring.known_gain(["a"])))
        asker.daemon = True  # one that waits must not keep the tests from ending
        asker.start()
        assert answers.get(timeout=PATIENCE_SECONDS) is None
        return Tone().speak(text, Tone.voices[0])

    gain = measuring.find_gain(["a"], speak)
    assert measuring.known_gain(["b", "a"]) == gain
