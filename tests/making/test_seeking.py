"""The sample episode, as it is published, played in Chromium: do seeks land on its sentences?"""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Page

from service.audio.pcm import from_pcm
from service.compose.wiring import wire
from service.engines.espeak import WORKER
from service.engines.stop import Stop
from service.making.pools import open_pools
from service.model import Edition
from service.settings import Settings
from service.store.shared.opening import share_files
from tests.audio.chromium import edition_page
from tests.media_paths import path_of
from tests.stage import NOW, Stage, publish

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "service" / "samples" / "dang-bo-song-cong.txt"
RATE = 24_000
INSIDE = RATE // 2
AUDIBLE = 0.01
"""From where on the page's script keeps what it hears."""


@dataclass(frozen=True)
class Published:
    """The edition, its sound as ffmpeg decodes it, and a page that plays it."""

    edition: Edition
    sound: npt.NDArray[np.floating]
    page: Page


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    folder = tmp_path_factory.mktemp("sample")
    settings = Settings(
        data=folder,
        cache=folder / "clips",
        free_space_mb=0,
        engine="espeak",
        espeak=WORKER,
        release="automatic",  # the sample has a warning, and is to be heard
    )
    with open_pools(2) as pools:
        stage = Stage.of(wire(settings, folder, pools, lambda: NOW, Stop(), share_files(folder)))
        with closing(stage.library):
            episode = stage.library.episode(publish(stage, SAMPLE.read_text("utf-8")))
            assert episode is not None
            file = path_of(stage.media, episode.edition.enclosure.name)
    assert file is not None
    with edition_page(file.read_bytes()) as page:
        yield Published(episode.edition, _decoded(file), page)


def _decoded(file: Path) -> npt.NDArray[np.floating]:
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(file),
        *["-f", "s16le", "-ac", "1", "-ar", "24000", "-"],
    ]
    return from_pcm(subprocess.run(command, capture_output=True, check=True).stdout)


def _first_audible(sound: npt.NDArray[np.floating], begin: int) -> int:
    return begin + int(np.flatnonzero(np.abs(sound[begin:]) > AUDIBLE)[0])


def _place(heard: npt.NDArray[np.floating], sound: npt.NDArray[np.floating], near: int) -> int:
    """Where in ``sound`` lies what was ``heard``, within a second of ``near``."""
    first = max(0, near - RATE)
    around = sound[first : near + RATE + heard.size]
    likeness = np.correlate(around, heard, mode="valid")
    energy = np.convolve(np.square(around), np.ones(heard.size), mode="valid")
    return first + int(np.argmax(likeness / np.sqrt(energy + 1e-9)))


def test_chromium_knows_the_samples_duration(sample: Published) -> None:
    duration_ms = 1000 * sample.page.evaluate("audio.duration")
    assert abs(duration_ms - sample.edition.enclosure.duration) <= 50


@pytest.mark.parametrize("share", [0.7, 0.2, 0.99, 0.0, 0.9, 0.4, 0.8, 0.1, 0.6, 0.3])
def test_a_seek_in_the_sample_lands_within_80_milliseconds(sample: Published, share: float) -> None:
    spans = [passage.span for passage in sample.edition.passages if passage.span]
    target = spans[int(share * len(spans))].begin + INSIDE
    heard = np.array(sample.page.evaluate("target => listen(target)", target / RATE))
    expected = _first_audible(sample.sound, target)
    assert abs(_place(heard, sample.sound, expected) - expected) * 1000 / RATE <= 80
