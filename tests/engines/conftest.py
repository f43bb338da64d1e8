"""Engines to test: each real, Google's against a stand-in over a loopback socket."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.engines.base import Engine
from service.engines.espeak import WORKER, EspeakEngine
from service.engines.google import GoogleEngine
from service.engines.google.sending import Limits
from service.engines.guard import GuardedEngine
from service.engines.piper import PiperEngine
from service.engines.silence import SilenceEngine
from service.store.shared.files import FileNotes
from tests.standins.google import GoogleStandIn, google_stand_in
from tests.standins.piper import write_stand_in, write_tiny_voice

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
            FileNotes(tmp_path),
            clock=clock,
            ticks=ticks,
            sleep=sleep,
            base_url=base_url,
            per_minute=per_minute,
            limits=limits,
        )

    return make


@pytest.fixture(
    params=[
        "google",
        "espeak-command",
        "espeak-worker",
        "piper-stand-in",
        pytest.param("piper-program", marks=pytest.mark.clients),
        "silence",
        "guarded",
    ]
)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
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
        case "piper-stand-in":
            return make_piper(tmp_path, write_stand_in(tmp_path))
        case "piper-program":
            return make_piper(tmp_path, piper_program())
        case "guarded":
            return GuardedEngine(SilenceEngine())
        case _:
            return SilenceEngine()


def make_piper(folder: Path, command: str) -> PiperEngine:
    """A tiny voice with one speaker, spoken by ``command``."""
    return PiperEngine(write_tiny_voice(folder), command=command)


def piper_program() -> str:
    """The real program, beside this Python or on the path; the test is skipped without it."""
    beside = Path(sys.executable).with_name("piper")
    found = str(beside) if beside.is_file() else shutil.which("piper")
    if not found:
        pytest.skip("the program piper (package piper-tts) is not installed")
    return found
