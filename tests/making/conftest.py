from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.compose.wiring import wire
from service.engines.policy import VoicePreference, VoicePreferences
from service.engines.retry import RetryPolicy
from service.engines.stop import Stop
from service.making.pools import open_pools
from service.settings import Settings
from tests.stage import NOW, CountingEngine, EvenLevels, Stage


@pytest.fixture
def engine() -> CountingEngine:
    return CountingEngine("first")


@pytest.fixture
def stage(tmp_path: Path, engine: CountingEngine) -> Iterator[Stage]:
    settings = Settings(data=tmp_path / "data", cache=tmp_path / "clips", free_space_mb=0)
    (tmp_path / "data").mkdir()
    with open_pools(2) as pools:
        wired = wire(settings, tmp_path / "data", pools, lambda: NOW, Stop())
        yield replace(
            Stage.of(wired, settings),
            engines={"first": engine},
            levels=EvenLevels(),
            wishes=VoicePreferences(VoicePreference("first")),
            retries=RetryPolicy(attempts=2, first_wait=0.0),
            sleep=lambda seconds: None,
        )
        wired.library.close()
