"""An upgrade while work is queued: old and new programs side by side, and nothing is lost."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.jobs import Jobs
from service.model import JobState
from service.store.addresses import DatabaseAddress
from tests.jobs.conftest import wait_until_held
from tests.jobs.older import HERE, Age, Program, Start, ages, programs, source_of
from tests.jobs.program import HOLD_AT, STEPS, Diary

pytestmark = [
    pytest.mark.servers,
    pytest.mark.parametrize("age", ages(), ids=str),
]

OpenHere = Callable[..., Jobs]
HELD = ("held1", "held2")
ALL = (*HELD, "one", "two")


@pytest.fixture
def older(age: Age, database: DatabaseAddress, diary: Diary, tmp_path: Path) -> Iterator[Start]:
    """Starts older programs."""
    with programs(source_of(age, tmp_path), database, tmp_path / "diary") as start:
        yield start


@pytest.fixture
def newer(database: DatabaseAddress, tmp_path: Path) -> Iterator[Start]:
    """Starts programs of today."""
    with programs(str(HERE), database, tmp_path / "diary") as start:
        yield start


def working(start: Start) -> Program:
    program = start("work")
    assert program.line() == "working"
    return program


def put_in(start: Start, *episodes: str) -> None:
    """Each by a program of its own, all at once."""
    started = [start("enqueue", each) for each in episodes]
    assert all(each.line() for each in started)


def all_done(jobs: Jobs, diary: Diary) -> None:
    """Each of all was published once, and each of its steps done; only one in flight again."""
    for episode in ALL:
        job = jobs.current(episode)
        assert job is not None, f"{episode} was lost"
        assert jobs.wait(job.id, timeout=60).state is JobState.DONE, episode
        assert len(diary.lines("published", episode)) == 1
        assert all(diary.lines("end", episode, number) for number in range(STEPS))
        again = [len(diary.lines("begin", episode, number)) - 1 for number in range(STEPS)]
        assert sum(again) <= (1 if episode in HELD else 0), f"{episode}: {again}"


def test_an_older_worker_and_a_newer_one_share_the_work_that_either_queued(
    older: Start, newer: Start, open_here: OpenHere, diary: Diary
) -> None:
    old = working(older)
    put_in(older, *HELD)
    wait_until_held(diary, *HELD)
    jobs = open_here(worker=False)
    jobs.enqueue("one")
    working(newer)
    put_in(older, "two")
    diary.write("go")
    all_done(jobs, diary)
    old.end(signal.SIGTERM)


def test_what_an_older_program_had_begun_and_queued_when_it_died_is_ended_by_a_newer_one(
    older: Start, newer: Start, open_here: OpenHere, diary: Diary
) -> None:
    old = working(older)
    put_in(older, *HELD)
    wait_until_held(diary, *HELD)
    put_in(older, "one", "two")
    working(newer)
    old.end(signal.SIGKILL)
    all_done(open_here(worker=False), diary)


def test_who_goes_back_to_the_older_program_and_forward_again_loses_nothing(
    older: Start, newer: Start, open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(worker=False)
    held = [jobs.enqueue(each) for each in HELD]
    new = working(newer)
    wait_until_held(diary, *HELD)
    for each in ("one", "two"):
        jobs.enqueue(each)
    new.end(signal.SIGKILL)
    old = working(older)
    for job in held:
        assert jobs.wait(job.id, timeout=60).state is JobState.DONE
    old.end(signal.SIGTERM)
    working(newer)
    all_done(jobs, diary)
    assert [len(diary.lines("begin", each, HOLD_AT)) for each in HELD] == [2, 2]
