"""A clip's pauses are where its reader breathes."""

import numpy as np
import pytest

from service.audio.loudness import Signal
from service.audio.pauses import find_pauses
from service.audio.splice import make_clip
from service.model import Pause, Samples, Speech
from tests.audio.sounds import SPEC, syllables, wav, white_noise

RATE = 24_000
WORDS = "Sáng nay trời mưa to, chiều thì nắng."


def said(*breaths: float) -> Signal:
    """A second of syllables, then a breath of each length and a second more."""
    sound = [syllables(1.0, lead=0.1, trail=0)]
    for breath in breaths:
        sound += [np.zeros(int(breath * RATE)), syllables(1.0, lead=0, trail=0)]
    return np.concatenate([*sound, np.zeros(RATE // 2)])


def found(signal: Signal) -> list[tuple[float, float]]:
    pauses = find_pauses(signal, RATE, 0, signal.size)
    return [(each.begin / RATE, each.end / RATE) for each in pauses]


def test_a_breath_is_found_where_it_is_and_silence_at_the_edges_is_none() -> None:
    ((begin, end),) = found(said(0.3))
    assert begin == pytest.approx(1.1, abs=0.03)
    assert end == pytest.approx(1.4, abs=0.03)


def test_a_mouth_that_is_closed_for_a_moment_is_no_breath() -> None:
    assert found(said(0.05)) == []
    assert len(found(said(0.2, 0.05, 0.4))) == 2


@pytest.mark.parametrize("signal", [np.zeros(0), np.zeros(RATE), white_noise(1.0)])
def test_nothing_and_noise_have_no_breaths(signal: Signal) -> None:
    assert find_pauses(signal, RATE, 0, signal.size) == ()


def test_only_what_lies_amid_the_words_is_looked_at() -> None:
    signal = said(0.3, 0.3)
    (only,) = find_pauses(signal, RATE, 2 * RATE, signal.size)
    assert only.begin > 2 * RATE


def test_a_clip_tells_its_pauses_as_they_are_heard_after_encoding() -> None:
    clip, _ = make_clip("ab", WORDS, Speech((wav(said(0.3)),), "audio/wav"), SPEC)
    (pause,) = clip.pauses
    assert 0.2 < (pause.end - pause.begin) / RATE < 0.4


def test_a_pause_has_a_length() -> None:
    with pytest.raises(ValueError, match="a pause has a length"):
        Pause(Samples(5), Samples(5))
