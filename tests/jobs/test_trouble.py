"""A program that is held up, a name that was never noted."""

import dataclasses
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from service.engines.stop import Stop
from service.jobs import Jobs, Report, StepRunner
from service.jobs.ledger import Ledger
from service.jobs.workers import Timeouts
from service.model import JobState
from tests.jobs.conftest import wait_until, wait_until_held
from tests.jobs.program import QUICK, Diary
from tests.programs import Program

pytestmark = pytest.mark.of_sqlite

StartWorker = Callable[..., Program]
OpenHere = Callable[..., Jobs]

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux about programs")


def test_a_worker_that_was_held_up_lets_go_of_what_another_took_over(
    start_worker: StartWorker, open_here: OpenHere, diary: Diary, database: Path
) -> None:
    watcher = open_here(worker=False)
    first = start_worker()
    job = watcher.enqueue("held")
    wait_until_held(diary, "held")
    _hold_up(first, database)
    second = start_worker()
    wait_until(lambda: any(_was_by(line, second) for line in diary.lines("begin", "held")))
    first.send_signal(signal.SIGCONT)

    assert watcher.wait(job.id, timeout=20).state is JobState.DONE
    wait_until(lambda: watcher.living_workers() == 2)
    assert [_was_by(line, second) for line in diary.lines("published", "held")] == [True]
    assert watcher.wait(watcher.enqueue("held").id, timeout=20).state is JobState.DONE


def test_a_worker_that_died_unseen_leaves_nothing_standing(
    start_worker: StartWorker, open_here: OpenHere, diary: Diary, database: Path
) -> None:
    watcher = open_here(worker=False)
    worker = start_worker()
    job = watcher.enqueue("held")
    wait_until_held(diary, "held")
    worker.kill()
    worker.wait()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM loa_worker")

    start_worker()
    assert watcher.wait(job.id, timeout=20).state is JobState.DONE


def test_only_one_worker_inherits_from_a_dead_one(database: Path) -> None:
    at_once = Timeouts(gone=0.0, silent=0.0)
    late = Timeouts(gone=60.0, silent=60.0)
    ledgers = [Ledger(database, timeouts) for timeouts in (at_once, late)]
    hasty, slow = ledgers
    slow.workers.beat("dead")
    assert slow.workers.inherit("first") == []
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE loa_worker SET seen = seen - 3600")
    assert slow.workers.inherit("first") == ["dead"]
    assert slow.workers.inherit("second") == []
    assert hasty.workers.inherit("dead") == []
    for ledger in ledgers:
        ledger.close()


@linux_only
def test_a_worker_is_quiet_and_opens_no_port(
    start_worker: StartWorker, open_here: OpenHere, tmp_path: Path
) -> None:
    watcher = open_here(worker=False)
    worker = start_worker()
    assert watcher.wait(watcher.enqueue("one").id, timeout=20).state is JobState.DONE
    assert not _listening_sockets() & _sockets_of(worker)
    worker.terminate()
    assert worker.wait(20) == 0
    assert _complaints(tmp_path) == ""


def test_episodes_that_differ_in_case_only_are_two(open_here: OpenHere) -> None:
    jobs = open_here(worker=False)
    small, large = jobs.enqueue("a1"), jobs.enqueue("A1")
    assert small.id != large.id
    assert jobs.current("a1") == small
    assert jobs.current("A1") == large


def test_a_stop_does_not_wait_for_a_step_that_hangs(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hanging, may_end = threading.Event(), threading.Event()

    def hang() -> str:
        hanging.set()
        may_end.wait(20)
        return "late"

    def work(_: str, run_step: StepRunner, _report: Report) -> str:
        return run_step("hang", hang)

    jobs = Jobs(
        database,
        executor_id="a",
        work=work,
        free_space_floor=0,
        rhythm=dataclasses.replace(QUICK, grace=0.1),
    )
    jobs.start()
    job = jobs.enqueue("one")
    assert hanging.wait(20)
    jobs.stop()
    may_end.set()
    wait_until(lambda: "cannot record its progress" in caplog.text)
    jobs.start(worker=False)
    assert jobs.wait(job.id, timeout=0).state is JobState.QUEUED
    jobs.start()
    assert jobs.wait(job.id, timeout=20).message == "late"
    jobs.stop()


def test_what_fails_because_the_program_stops_is_left_to_the_next(database: Path) -> None:
    stop, resting = Stop(), threading.Event()

    def rest() -> str:
        resting.set()
        stop.rest(60)
        return "rested"

    def work(_: str, run_step: StepRunner, _report: Report) -> str:
        return run_step("rest", rest)

    jobs = Jobs(
        database,
        executor_id="a",
        work=work,
        on_stop=stop.call,
        free_space_floor=0,
        rhythm=QUICK,
    )
    jobs.start()
    job = jobs.enqueue("one")
    assert resting.wait(20)
    jobs.stop()
    assert stop.is_called
    jobs.start(worker=False)
    assert jobs.wait(job.id, timeout=0).state is JobState.QUEUED
    jobs.stop()


def test_a_closed_queue_is_one_file(open_here: OpenHere, database: Path) -> None:
    jobs = open_here()
    jobs.wait(jobs.enqueue("one").id, timeout=20)
    jobs.stop()
    assert [path.name for path in database.parent.glob("jobs*")] == [database.name]


def _complaints(tmp_path: Path) -> str:
    return (tmp_path / "complaints").read_text(encoding="utf-8")


def _hold_up(program: Program, database: Path) -> None:
    """Holds the program up at a moment when it does not write: the lock would stay with it."""

    def stands_still_without_the_lock() -> bool:
        program.send_signal(signal.SIGSTOP)
        with closing(sqlite3.connect(database, timeout=0.1, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                program.send_signal(signal.SIGCONT)
                return False
            connection.execute("ROLLBACK")
            return True

    wait_until(stands_still_without_the_lock)


def _was_by(line: str, program: Program) -> bool:
    return line.endswith(f" {program.pid}")


def _sockets_of(program: Program) -> set[str]:
    targets = [_target(link) for link in Path(f"/proc/{program.pid}/fd").iterdir()]
    return {
        target.removeprefix("socket:[").removesuffix("]")
        for target in targets
        if target.startswith("socket:[")
    }


def _target(descriptor: Path) -> str:
    """What the descriptor leads to; "" where the program closed it while we looked."""
    try:
        return str(descriptor.readlink())
    except FileNotFoundError:
        return ""


def _listening_sockets() -> set[str]:
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        if (path := Path(f"/proc/net/{table}")).exists()
        for line in path.read_text().splitlines()[1:]
    ]
    return {row[9] for row in rows if row[3] == "0A"}
