import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audio.loudness import (
    SILENCE_LUFS,
    Signal,
    integrated_loudness,
    lay_energies,
    measure_energies,
)
from service.audio.mastering import (
    apply_gain,
    fade_edges,
    find_speech,
    level_recording,
    limit_peaks,
    looks_like_noise,
    true_peak_dbtp,
)
from service.audio.resample import resample, resample_pieces
from service.model import ENCODER_LOSS_DB, TARGET_LUFS
from tests.audio.sounds import syllables, white_noise

RATE = 24_000


def _tone(hertz: float, seconds: float = 1.0, rate: int = RATE, level: float = 0.5) -> Signal:
    return level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


@pytest.mark.parametrize(("lead", "trail"), [(0.0, 0.0), (0.1, 0.25), (1.0, 0.5)])
def test_silence_at_the_edges_is_found_within_its_margins(lead: float, trail: float) -> None:
    signal = syllables(lead=lead, trail=trail)
    begin, end = find_speech(signal, RATE)
    assert abs(begin / RATE - max(0.0, lead - 0.02)) < 0.03
    assert abs((signal.size - end) / RATE - max(0.0, trail - 0.04)) < 0.04


def test_pauses_inside_speech_are_kept() -> None:
    signal = np.concatenate((syllables(), np.zeros(RATE), syllables()))
    begin, end = find_speech(signal, RATE)
    assert end - begin > 4 * RATE


def test_all_of_a_silent_signal_is_kept() -> None:
    assert find_speech(np.zeros(1000), RATE) == (0, 1000)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 1000])
def test_fading_changes_only_the_edges(size: int) -> None:
    faded = fade_edges(np.ones(size), RATE)
    assert faded.size == size
    assert np.all(faded[120:-120] == 1)
    if size > 1:
        assert faded[0] < 0.6


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 44_056])
def test_another_rate_sounds_the_same_within_minus_90_decibels(rate: int) -> None:
    converted = resample(_tone(997, 0.5, rate), rate, RATE)
    error = (converted - _tone(997, converted.size / RATE)[: converted.size])[500:-500]
    assert converted.size == -(-int(0.5 * rate) * RATE // rate)
    assert 20 * np.log10(np.abs(error).max() / 0.5) < -90


def test_what_is_above_the_new_rate_does_not_come_back_mirrored() -> None:
    converted = resample(_tone(15_000, 0.5, 44_100), 44_100, RATE)
    assert 20 * np.log10(np.abs(converted[500:-500]).max() / 0.5) < -90


@settings(max_examples=30, deadline=None)
@given(
    gain=st.floats(-30, 30),
    seed=st.integers(0, 1000),
    kind=st.sampled_from(["speech", "noise", "click", "steps"]),
)
def test_no_true_peak_passes_the_limiter(gain: float, seed: int, kind: str) -> None:
    random = np.random.default_rng(seed)
    signal = {
        "speech": syllables(0.5, pitch=100 + seed % 200),
        "noise": random.normal(0, 0.3, 5000),
        "click": np.where(random.random(5000) > 0.999, 1.0, 0.0),
        "steps": np.sign(_tone(50 + seed, 0.2)),
    }[kind]
    limited = limit_peaks(apply_gain(signal, gain), RATE)
    assert true_peak_dbtp(limited) <= -1.5 + 0.05


def test_sound_below_the_ceiling_passes_the_limiter_unchanged() -> None:
    signal = syllables(level=0.1)
    assert limit_peaks(signal, RATE) is signal


def test_the_limiter_lowers_only_the_neighbourhood_of_a_peak() -> None:
    signal = _tone(300, level=0.1)
    signal[12_000:12_240] *= 15
    limited = limit_peaks(signal, RATE)
    assert true_peak_dbtp(limited) <= -1.45
    far = np.r_[0:11_760, 12_480:RATE]
    assert np.array_equal(limited[far], signal[far])


def test_a_peak_at_either_end_is_limited() -> None:
    for signal in (np.eye(1, 4001)[0], np.eye(1, 4001, 4000)[0], np.ones(1)):
        assert true_peak_dbtp(limit_peaks(signal * 3, RATE)) <= -1.45


def test_a_peak_between_two_samples_is_measured() -> None:
    quarter = np.sin(np.pi / 4 + np.pi / 2 * np.arange(2000))  # samples at ±0.707 only
    assert abs(true_peak_dbtp(quarter[:]) - 0.0) < 0.6
    assert 20 * np.log10(np.abs(quarter).max()) < -3


def test_the_true_peak_of_silence_is_a_number() -> None:
    assert true_peak_dbtp(np.zeros(100)) == -120.0


@pytest.mark.parametrize(("hertz", "weight_db"), [(1000, 0.0), (60, -3.4), (6000, 3.3)])
def test_a_tone_is_as_loud_as_the_standard_says(hertz: float, weight_db: float) -> None:
    """BS.1770: a full-scale sine of 997 Hz in one channel reads -3.01 LKFS."""
    loudness = integrated_loudness(measure_energies(_tone(hertz, 5, level=1.0), RATE))
    assert abs(loudness - (-3.01 + weight_db)) < 0.35


def test_speech_is_as_loud_as_the_standards_own_filters_say() -> None:
    """BS.1770's two recursions, sample by sample, with the table of its annex 1 for 48 kHz."""
    signal = syllables(2.0, 48_000)
    shelved = _recurse(
        signal.tolist(),
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (-1.69065929318241, 0.73248077421585),
    )
    weighted = _recurse(shelved, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    steps = np.square(np.resize([*weighted, *[0.0] * 4_800], (24, 4_800))).mean(axis=1)
    measured = integrated_loudness(measure_energies(signal, 48_000))
    assert abs(measured - integrated_loudness(steps.tolist())) < 0.05


def _recurse(
    samples: list[float], ahead: tuple[float, float, float], back: tuple[float, float]
) -> list[float]:
    result, last, before = [], 0.0, 0.0
    for sample in samples:
        state = sample - back[0] * last - back[1] * before
        result.append(ahead[0] * state + ahead[1] * last + ahead[2] * before)
        last, before = state, last
    return result


def test_silence_between_sentences_does_not_lower_the_loudness() -> None:
    energies = measure_energies(syllables(5.0, lead=0, trail=0), RATE)
    alone = integrated_loudness(energies)
    assert abs(integrated_loudness(energies + (0.0,) * 100 + energies) - alone) < 0.15


@pytest.mark.parametrize("energies", [(), (0.0,), (0.0,) * 50, (1e-12,) * 9])
def test_what_is_never_heard_has_the_loudness_of_silence(energies: tuple[float, ...]) -> None:
    assert integrated_loudness(energies) == SILENCE_LUFS


def test_a_recording_comes_to_the_level_of_speech_and_what_the_encoder_takes() -> None:
    levelled = level_recording(syllables(3.0, level=0.01), RATE)
    assert levelled is not None
    loudness = integrated_loudness(measure_energies(levelled, RATE))
    assert abs(loudness - (TARGET_LUFS + ENCODER_LOSS_DB)) < 0.1
    assert level_recording(np.zeros(RATE), RATE) is None


def test_white_noise_is_told_from_speech_and_tones() -> None:
    assert looks_like_noise(white_noise(2.0), RATE)
    assert not looks_like_noise(syllables(2.0), RATE)
    assert not looks_like_noise(_tone(220, 2.0), RATE)
    swelling = white_noise(2.0) * np.abs(np.sin(np.arange(48_000) / 3000))
    assert not looks_like_noise(swelling, RATE)


def test_pauses_count_in_the_loudness_of_an_edition() -> None:
    sound = syllables(3.0, lead=0, trail=0)
    energies = measure_energies(sound, RATE)
    pause = np.zeros(RATE)
    whole = np.concatenate((pause, sound, pause, sound, pause))
    at = (RATE, RATE + sound.size + RATE)
    laid = lay_energies([(begin, energies) for begin in at], whole.size, RATE)
    heard = integrated_loudness(measure_energies(whole, RATE))
    assert abs(integrated_loudness(laid) - heard) < 0.1
    assert integrated_loudness(energies * 2) > heard


@pytest.mark.parametrize("rates", [(48_000, 24_000), (44_100, 24_000), (16_000, 24_000)])
def test_sound_in_pieces_is_resampled_as_it_is_whole(rates: tuple[int, int]) -> None:
    signal = np.random.default_rng(1).normal(0, 0.1, 700_001).astype(np.float32)
    whole = resample(signal, *rates)
    pieces = (signal[at : at + 65_537] for at in range(0, signal.size, 65_537))
    assert np.array_equal(resample_pieces(pieces, *rates), whole)
