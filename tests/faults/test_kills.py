"""kill -9 and SIGTERM at random moments: what was accepted is heard, and nothing half-made."""

import random
import signal
import time
from dataclasses import dataclass, replace

import pytest

from tests.faults.newsroom import (
    Newsroom,
    ask,
    open_newsroom,
    wait_for,
    wait_until_answers,
    write_article,
)
from tests.faults.public import require_well, require_whole_as_served, require_whole_on_disk
from tests.faults.station import Station
from tests.faults.tally import Tally
from tests.programs import Program

FEW, MANY, MANY_ON_A_SERVER = 6, 180, 90
"""Stops in all; of each three, two are kill -9: 180 and more of these in the long run."""

SERVE, WORKER = ("serve", "--no-worker"), ("worker",)
TOGETHER = ("serve",)
LONGEST_LIFE = 2.0
"""Seconds until a kill: some in the start of a program, most in its work."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A program of these words is stopped by a signal; ``crew`` is what runs."""

    name: str
    crew: tuple[tuple[str, ...], ...]
    by: signal.Signals


FAULTS = (
    Fault("kill -9 of serve, of one of two workers", (SERVE, WORKER, WORKER), signal.SIGKILL),
    Fault("kill -9 of serve with its work", (TOGETHER,), signal.SIGKILL),
    Fault("SIGTERM to serve and workers", (SERVE, WORKER), signal.SIGTERM),
)
KILLS = tuple(each for each in FAULTS if each.by is signal.SIGKILL)


def _strike(
    fault: Fault, times: int, newsroom: Newsroom, draw: random.Random, tally: Tally
) -> None:
    """The fault ``times`` over, in one installation that has articles under way all the while."""
    station = newsroom.station
    running = {at: station.start(*words) for at, words in enumerate(fault.crew)}
    wait_until_answers(station, running[0])
    for number in range(times):
        with tally.counting(fault.name):
            newsroom.put(f"bai-{number % 10}", write_article(draw), seconds=5.0)
            newsroom.put(f"tin-{number}", write_article(draw, sentences=30), seconds=5.0)
            time.sleep(draw.uniform(0, LONGEST_LIFE))
            at = draw.randrange(len(running))
            _stop(station, running[at], fault.by)
            require_whole_on_disk(station)
            running[at] = station.start(*fault.crew[at])
            if at == 0 and draw.random() < 0.8:
                wait_until_answers(station, running[0])
    wait_until_answers(station, running[0])
    newsroom.wait_until_settled(seconds=60 + 5.0 * times)
    _require_all_heard(newsroom)


def _stop(station: Station, program: Program, by: signal.Signals) -> None:
    assert program.poll() is None, (
        f"it ended by itself ({program.returncode})\n{station.said()[-3000:]}"
    )
    code = station.kill(program, by)
    # A program that is told to stop before it listens for signals ends by the signal.
    assert code in (-by, 0), station.said()[-3000:]


def _ask_again_where_given_up(newsroom: Newsroom) -> None:
    """What was in flight at five deaths waits for somebody who asks, and is heard then.

    On a busy machine a recording takes longer than the lives of a program that is killed.
    """
    for each in sorted(newsroom.accepted):
        wish = newsroom.article(each).get("wish")
        if wish and wish["given_up"]:
            assert "died" in wish["message_en"], wish
            assert newsroom.regenerate(each) == 202
            newsroom.wait_until_settled(only=each)


def _require_all_heard(newsroom: Newsroom) -> None:
    """Nothing failed here for another reason than the kills: all of it is published."""
    _ask_again_where_given_up(newsroom)
    unheard = [each for each in sorted(newsroom.accepted) if not newsroom.article(each)["episode"]]
    assert not unheard
    station = newsroom.station
    wait_for(
        lambda: require_whole_as_served(station) >= len(newsroom.accepted),
        "the feed has them all",
        station,
    )
    assert ask(station, "/")[0] == 200
    assert "Traceback" not in station.said()
    for program in station.programs[::-1]:
        _stop(station, program, signal.SIGTERM)
    assert not list(station.media.glob("*/*.part"))
    require_well(station)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_what_was_accepted_is_heard_whenever_a_program_is_stopped(
    fault: Fault, newsroom: Newsroom, tally: Tally
) -> None:
    _strike(fault, FEW // len(FAULTS), newsroom, random.Random(8), tally)


@pytest.mark.faults
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_what_was_accepted_is_heard_however_often_programs_are_stopped(
    fault: Fault, newsroom: Newsroom, tally: Tally
) -> None:
    _strike(fault, MANY // len(FAULTS) + 1, newsroom, random.Random(2026), tally)


@pytest.mark.faults
@pytest.mark.parametrize("fault", KILLS, ids=[fault.name for fault in KILLS])
def test_what_was_accepted_is_heard_however_often_programs_are_stopped_beside_a_server(
    fault: Fault, on_server: Station, tally: Tally
) -> None:
    beside = replace(fault, name=f"{fault.name} (PostgreSQL)")
    times = MANY_ON_A_SERVER // len(KILLS) + 1
    _strike(beside, times, open_newsroom(on_server), random.Random(2027), tally)
