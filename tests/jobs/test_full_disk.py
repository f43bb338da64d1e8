"""A disk that takes nothing more, and a queue that cannot be written."""

import resource
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from service.errors import StoreError
from service.jobs import Jobs
from service.model import JobState
from tests.jobs.conftest import wait_until, wait_until_held
from tests.jobs.program import STEPS, Diary
from tests.programs import Program

pytestmark = pytest.mark.of_sqlite

StartWorker = Callable[..., Program]
OpenHere = Callable[..., Jobs]

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits a program's files")


@linux_only
def test_a_job_whose_progress_cannot_be_written_goes_on_when_it_can(
    start_worker: StartWorker, open_here: OpenHere, diary: Diary, tmp_path: Path
) -> None:
    watcher = open_here(worker=False)
    worker = start_worker()
    job = watcher.enqueue("held")
    wait_until_held(diary, "held")
    # The system refuses this program every write behind the first page of a file.
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    diary.write("go")
    wait_until(lambda: "cannot record its progress" in _complaints(tmp_path))
    assert watcher.wait(job.id, timeout=0.1).state in (JobState.QUEUED, JobState.RUNNING)
    infinity = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, infinity)

    assert watcher.wait(job.id, timeout=20).state is JobState.DONE
    assert worker.poll() is None
    begins = [len(diary.lines("begin", "held", number)) for number in range(STEPS)]
    assert sum(begins) == STEPS + 1
    assert len(diary.lines("published", "held")) == 1


@linux_only
@pytest.mark.parametrize(
    ("episode", "held_after"), [("held", 2), ("late", STEPS)], ids=["a step", "the outcome"]
)
def test_a_program_that_waits_for_its_own_job_is_told_that_nothing_can_be_recorded(
    run_program: Callable[..., Program],
    open_here: OpenHere,
    diary: Diary,
    tmp_path: Path,
    episode: str,
    held_after: int,
) -> None:
    program = run_program("follow", episode)
    wait_until(lambda: _finished(tmp_path, episode) == held_after)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    diary.write("go")
    said = program.communicate(timeout=30)[0].decode()
    assert said.startswith("StoreError: The job queue cannot be read or written: "), said
    complaints = _complaints(tmp_path)
    assert "Traceback" not in complaints
    assert "sqlalche.me" not in complaints
    assert complaints.count("cannot record its progress") == 1
    assert complaints.count("the heartbeat failed") <= 1

    jobs = open_here()
    assert jobs.wait(jobs.enqueue(episode).id, timeout=20).state is JobState.DONE
    begins = [len(diary.lines("begin", episode, number)) for number in range(STEPS)]
    assert sum(begins) <= STEPS + 1


@linux_only
def test_a_job_that_cannot_even_be_taken_is_told_of_and_the_heartbeat_complains_once(
    database: Path, diary: Diary, caplog: pytest.LogCaptureFixture, open_here: OpenHere
) -> None:
    jobs = open_here()
    job = jobs.enqueue("held")
    wait_until_held(diary, "held")
    waiting = jobs.enqueue("held", again=True)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("ALTER TABLE loa_worker RENAME TO gone")
    with pytest.raises(StoreError, match="no such table"):
        jobs.wait(waiting.id, timeout=20)
    assert jobs.wait(job.id, timeout=1).state is JobState.RUNNING
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("ALTER TABLE gone RENAME TO loa_worker")
    wait_until(lambda: "the heartbeat is back" in caplog.text)
    assert caplog.text.count("the heartbeat failed") == 1
    diary.write("go")
    assert jobs.wait(waiting.id, timeout=20).state is JobState.DONE


def _finished(tmp_path: Path, episode: str) -> int:
    """How many steps of the episode's job are recorded."""
    database = tmp_path / "jobs.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        try:
            (count,) = connection.execute(
                "SELECT done FROM loa_progress WHERE job_id LIKE ?", (f"{episode}-%",)
            ).fetchone() or (0,)
        except sqlite3.OperationalError:
            return 0
    return int(count)


def _complaints(tmp_path: Path) -> str:
    return (tmp_path / "complaints").read_text(encoding="utf-8")
