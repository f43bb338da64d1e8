from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from service.compose.wiring import wire
from service.engines.policy import VoicePreference, VoicePreferences
from service.engines.retry import RetryPolicy
from service.engines.stop import Stop
from service.making.pools import open_pools
from service.settings import Settings
from service.store.library import Library, open_library
from service.store.shared.opening import share_files
from tests.first_day import lay_databases, lay_library
from tests.stage import NOW, CountingEngine, EvenLevels, Stage


@pytest.fixture
def engine() -> CountingEngine:
    return CountingEngine("first")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library alone, for what needs no more of a station."""
    with closing(open_library(lay_library(tmp_path / "loa.db"))) as opened:
        yield opened


@pytest.fixture
def stage(tmp_path: Path, engine: CountingEngine) -> Iterator[Stage]:
    settings = Settings(
        data=tmp_path / "data",
        cache=tmp_path / "clips",
        free_space_mb=0,
        fetch_pictures=False,
        episode_covers=False,
        release="automatic",
        voice_patience_hours=0,
        notice="off",  # has tests of its own
    )
    lay_databases(settings.data)
    with open_pools(2) as pools:
        shared = share_files(settings.data)
        wired = wire(settings, settings.data, pools, lambda: NOW, Stop(), shared)
        yield replace(
            Stage.of(wired),
            engines={"first": engine},
            levels=EvenLevels(),
            preferred=VoicePreferences(VoicePreference("first")),
            retries=RetryPolicy(attempts=2, first_wait=0.0),
            sleep=lambda seconds: None,
        )
        wired.library.close()
