"""What every engine promises (service/engines/base.py), held for each of them."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import miniaudio
import pytest

from service.engines.abilities import Ability
from service.engines.base import Engine
from service.errors import SynthesisError
from service.model import Speech

SENTENCE = "Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng, gấp 1,75 lần so với năm 2015."
LONG = " ".join(["nghị quyết đại hội đảng bộ thành phố"] * 82)  # 3,000 characters, no comma


def seconds(speech: Speech) -> float:
    """The length of all parts; raises miniaudio.DecodeError when one is not sound."""
    return sum(float(miniaudio.decode(part).duration) for part in speech.parts)


def test_every_part_decodes_and_the_whole_is_as_long_as_the_text(engine: Engine) -> None:
    speech = engine.speak(SENTENCE, engine.voices[0])
    assert 2 < seconds(speech) < 15


@pytest.mark.parametrize("voice", [0, -1])
def test_every_voice_speaks_under_its_own_name(engine: Engine, voice: int) -> None:
    chosen = engine.voices[voice]
    assert chosen.engine == engine.name
    assert chosen.label != ""
    assert seconds(engine.speak("Xin chào.", chosen)) > 0.2


def test_the_same_text_sounds_the_same_whatever_was_said_before(engine: Engine) -> None:
    voice = engine.voices[0]
    first = engine.speak(SENTENCE, voice)
    engine.speak("Một câu khác hẳn!", voice)
    assert engine.speak(SENTENCE, voice) == first


def test_decomposed_and_composed_text_are_the_same_text(engine: Engine) -> None:
    voice = engine.voices[0]
    composed = engine.speak(SENTENCE, voice)
    assert engine.speak(unicodedata.normalize("NFD", SENTENCE), voice).parts == composed.parts


@pytest.mark.parametrize("text", ["", "   ", "...", "—", "?!", "“”", "🎉🎉", "\x00\x01", "\ud800"])
def test_text_without_a_letter_or_digit_is_a_lasting_error(engine: Engine, text: str) -> None:
    with pytest.raises(SynthesisError) as failure:
        engine.speak(text, engine.voices[0])
    assert not failure.value.transient


@pytest.mark.parametrize(
    "text",
    [
        "Vui quá 🎉🎉 các bạn ơi 👨‍👩‍👧",
        "0123456789",
        "2021",
        "a",
        "-s 400 --help",
        "<speak>chào</speak> & [[xin]] chào",
        "Dòng một\nDòng hai\tba\x00bốn\x01năm",
        "Nửa chữ \ud83d ở đây",
        "x" * 250,
    ],
)
def test_odd_text_with_a_word_in_it_is_spoken(engine: Engine, text: str) -> None:
    assert seconds(engine.speak(text, engine.voices[0])) > 0.05


def test_nothing_after_a_control_character_is_lost(engine: Engine) -> None:
    voice = engine.voices[0]
    whole = engine.speak("Dòng một, dòng hai, dòng ba.", voice)
    assert engine.speak("Dòng một,\x00dòng hai,\ndòng ba.", voice).parts == whole.parts


def test_a_long_sentence_without_a_comma_is_spoken_to_its_end(engine: Engine) -> None:
    assert len(LONG) > 3000
    voice = engine.voices[0]
    half = seconds(engine.speak(LONG[: len(LONG) // 2], voice))
    assert 1.8 < seconds(engine.speak(LONG, voice)) / half < 2.2


def test_several_threads_get_what_one_would(engine: Engine) -> None:
    voice = engine.voices[0]
    texts = [f"Câu số {number} của bài báo." for number in range(12)]
    alone = [engine.speak(text, voice) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: engine.speak(text, voice), texts)) == alone


@pytest.mark.parametrize(("rate", "pitch"), [(0.1, 1.0), (3.0, 1.0), (1.0, 0.2), (1.0, 9.0)])
def test_a_rate_or_pitch_out_of_range_is_a_lasting_error(
    engine: Engine, rate: float, pitch: float
) -> None:
    with pytest.raises(SynthesisError) as failure:
        engine.speak(SENTENCE, engine.voices[0], rate=rate, pitch=pitch)
    assert not failure.value.transient
    assert "." not in failure.value.vi.removesuffix(".")  # Vietnamese writes 0,1


def test_a_rate_is_heard_by_who_can_and_refused_by_who_cannot(engine: Engine) -> None:
    voice = engine.voices[0]
    if Ability.RATE in engine.abilities:
        fast = engine.speak(SENTENCE, voice, rate=1.5)
        assert seconds(fast) < 0.9 * seconds(engine.speak(SENTENCE, voice))
    else:
        with pytest.raises(SynthesisError, match="LOA_RATE") as failure:
            engine.speak(SENTENCE, voice, rate=1.5)
        assert not failure.value.transient


def test_a_pitch_is_heard_by_who_can_and_refused_by_who_cannot(engine: Engine) -> None:
    voice = engine.voices[0]
    if Ability.PITCH in engine.abilities:
        assert engine.speak(SENTENCE, voice, pitch=1.5) != engine.speak(SENTENCE, voice)
    else:
        with pytest.raises(SynthesisError, match="LOA_PITCH") as failure:
            engine.speak(SENTENCE, voice, pitch=1.5)
        assert not failure.value.transient


def test_a_probe_of_a_working_engine_is_quiet(engine: Engine) -> None:
    engine.probe()


def test_an_engine_says_what_it_is(engine: Engine) -> None:
    assert engine.name.isascii()
    assert engine.version == engine.version != ""
    assert engine.count_requests(SENTENCE) >= 0
