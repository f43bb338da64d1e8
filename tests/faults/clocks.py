"""Programs whose clock is a day off, as after an empty battery or a machine that slept."""

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from tests.faults.fault import STANDING, Fault, stop
from tests.faults.newsroom import Newsroom, ask, wait_for, write_article
from tests.faults.station import ROOT, SECONDS_TO_STOP, Station


@contextmanager
def off_by(shift: timedelta, station: Station) -> Iterator[None]:
    """``loa serve`` runs, whose clock is off by so much."""
    environment = station.shell.environment({})
    with station.log.open("ab") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.shifted", str(shift.total_seconds()), "serve"],
            env={**environment, "PYTHONPATH": str(ROOT)},
            cwd=station.shell.folder,
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(lambda: ask(station, "/healthz")[0] != 0, "the server answers", station)
        yield
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(SECONDS_TO_STOP)


def live_a_while(newsroom: Newsroom, shift: timedelta) -> None:
    """Articles come in while the clock is off, and before and after it is."""
    draw, station = random.Random(shift.days), newsroom.station
    stop(newsroom)
    with off_by(shift, station):
        assert newsroom.put("bai-lech-gio", write_article(draw)) == 201
        assert newsroom.put(STANDING, write_article(draw)) == 202
        newsroom.wait_until_settled()


FAULTS: tuple[Fault, ...] = (
    Fault("a clock a day ahead, then set right", partial(live_a_while, shift=timedelta(days=1))),
    Fault("a clock a day behind, then set right", partial(live_a_while, shift=timedelta(days=-1))),
)
