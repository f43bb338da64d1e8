"""An edition played in Chromium over HTTP with Range: does a seek land on its sentence?"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from service.audio.join import join_edition
from service.audio.splice import make_clip
from service.model import Ms, Samples, Span, Speech
from tests.audio.chromium import edition_page
from tests.audio.sounds import FORMAT, SPEC, wav

pytestmark = pytest.mark.browser

SENTENCES = 12
SWEEP_HZ_A_SECOND = 1000
EVERY = 2000 * 576
"""Samples from one sentence to the next: 48 seconds, ten minutes in all."""


def _first_hertz(sentence: int) -> int:
    return 400 + 300 * sentence


def _sweep(sentence: int) -> bytes:
    """Two seconds whose pitch tells the time: a sweep from the sentence's own first pitch."""
    time = np.arange(2 * 24_000) / 24_000
    turns = _first_hertz(sentence) * time + SWEEP_HZ_A_SECOND * time**2 / 2
    return wav(0.3 * np.sin(2 * np.pi * turns))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Span]]:
    frames, placed = {}, []
    for number in range(SENTENCES):
        speech = Speech((_sweep(number),), "audio/wav")
        clip, frames[clip.key] = make_clip(f"key{number}", "Một câu dài hai giây.", speech, SPEC)
        begin = number * EVERY + 8 * 576
        end = begin + clip.frame_count * 576
        placed.append((clip.key, Span(f"s{number}", Samples(begin), Samples(end))))
    target = tmp_path_factory.mktemp("edition") / "edition.mp3"
    join_edition(
        target, placed, frames.__getitem__, length=Samples(SENTENCES * EVERY), format=FORMAT
    )
    return target, [span for _, span in placed]


@pytest.fixture(scope="module")
def page(edition: tuple[Path, list[Span]]) -> Iterator[Page]:
    with edition_page(edition[0].read_bytes()) as page:
        yield page


def _pitch(sound: list[float]) -> float:
    """The strongest frequency of the sound, in the middle of it."""
    windowed = np.array(sound) * np.hanning(len(sound))
    spectrum = np.abs(np.fft.rfft(windowed, 1 << 17))
    return float(np.argmax(spectrum)) * 24_000 / (1 << 17)


def test_chromium_knows_the_duration(page: Page) -> None:
    duration_ms = 1000 * page.evaluate("audio.duration")
    assert abs(duration_ms - FORMAT.to_ms(Samples(SENTENCES * EVERY))) <= 50


@pytest.mark.parametrize("sentence", [7, 2, 11, 0, 9, 4, 10, 1, 6, 3])
def test_a_seek_lands_within_80_milliseconds_of_its_sentence(
    page: Page, edition: tuple[Path, list[Span]], sentence: int
) -> None:
    inside = 500
    span = edition[1][sentence]
    target_ms = Ms(FORMAT.to_ms(span.begin) + inside)
    heard = page.evaluate("target => listen(target)", target_ms / 1000)
    middle_of_window_ms = 1000 * len(heard) / 24_000 / 2
    heard_at_ms = 1000 * (_pitch(heard) - _first_hertz(sentence)) / SWEEP_HZ_A_SECOND
    assert abs(heard_at_ms - middle_of_window_ms - inside) <= 80
