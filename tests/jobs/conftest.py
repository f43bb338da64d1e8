"""Programs to start and kill, and jobs of this program, all on one queue on disk."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from service.jobs import Jobs
from service.store.addresses import DatabaseAddress
from service.store.postgresql.address import parse_address
from tests.jobs.program import HOLD_AT, Diary, main, open_jobs, told
from tests.programs import Program


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> DatabaseAddress:
    if request.param == "sqlite":
        return tmp_path / "jobs.sqlite"
    server = request.getfixturevalue("postgresql_server")
    return parse_address(f"{server}?schema=q{uuid4().hex}")


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path / "diary")


@pytest.fixture
def run_program(tmp_path: Path, database: DatabaseAddress) -> Iterator[Callable[..., Program]]:
    """Starts the test program beside this one; whatever still runs is killed at the end.

    What the programs write to their standard error is in the file "complaints".
    """
    started: list[Program] = []
    complaints = (tmp_path / "complaints").open("a")

    def start(*arguments: str) -> Program:
        words = [told(database), str(tmp_path / "diary"), *arguments]
        program = Program(main, words, stderr=complaints)
        started.append(program)
        return program

    yield start
    for program in started:
        with program:
            program.kill()
    complaints.close()


@pytest.fixture
def start_worker(run_program: Callable[..., Program]) -> Callable[..., Program]:
    """Starts a program with a worker and comes back when it works."""

    def start(*arguments: str) -> Program:
        program = run_program("work", *arguments)
        assert program.stdout is not None
        assert program.stdout.readline() == b"working\n"
        return program

    return start


@pytest.fixture
def open_here(database: DatabaseAddress, diary: Diary) -> Iterator[Callable[..., Jobs]]:
    """Opens jobs in this program; those still open are stopped at the end."""
    opened: list[Jobs] = []

    def start(**settings: Any) -> Jobs:
        jobs = open_jobs(database, diary, **settings)
        opened.append(jobs)
        return jobs

    yield start
    for jobs in opened:
        jobs.stop()


def wait_until(holds: Callable[[], object], *, seconds: float = 20.0) -> None:
    """Comes back when ``holds`` is true; fails the test when it never is."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def wait_until_held(diary: Diary, *episodes: str) -> None:
    """Comes back when each of these episodes is in the middle of its run, and holds there."""
    wait_until(lambda: all(diary.lines("begin", episode, HOLD_AT) for episode in episodes))
