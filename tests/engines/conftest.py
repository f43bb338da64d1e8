"""Engines to test: each real, Google's against a stand-in over a loopback socket."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.engines.base import Engine
from service.engines.espeak import WORKER, EspeakEngine
from service.engines.google import GoogleEngine
from service.engines.google.sending import Limits
from service.engines.silence import SilenceEngine
from tests.standins.google import GoogleStandIn, google_stand_in

MakeGoogle = Callable[..., GoogleEngine]


@pytest.fixture
def google() -> Iterator[GoogleStandIn]:
    with google_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
def make_google(google: GoogleStandIn, tmp_path: Path) -> MakeGoogle:
    def make(
        *,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        base_url: str = google.url,
        per_minute: int = 60_000,
        limits: Limits | None = None,
    ) -> GoogleEngine:
        return GoogleEngine(
            tmp_path,
            clock=clock,
            ticks=ticks,
            sleep=sleep,
            base_url=base_url,
            per_minute=per_minute,
            limits=limits,
        )

    return make


@pytest.fixture(params=["google", "espeak-command", "espeak-worker", "silence"])
def engine(request: pytest.FixtureRequest) -> Engine:
    match request.param:
        case "google":
            make: MakeGoogle = request.getfixturevalue("make_google")
            return make()
        case "espeak-command":
            if not shutil.which("espeak-ng"):
                pytest.skip("the command espeak-ng is not installed")
            return EspeakEngine("espeak-ng")
        case "espeak-worker":
            return EspeakEngine(WORKER)
        case _:
            return SilenceEngine()
