"""What becomes of jobs whose program dies: they go on, and hardly anything is done twice."""

import signal
from collections.abc import Callable

import pytest

from service.jobs import Jobs
from service.jobs.survival import MOST_DEATHS
from service.model import JobState
from tests.jobs.conftest import wait_until, wait_until_held
from tests.jobs.program import STEPS, Diary
from tests.programs import Program

StartWorker = Callable[..., Program]
OpenHere = Callable[..., Jobs]


def _kill_in_the_middle(worker: Program, diary: Diary, *episodes: str) -> None:
    wait_until_held(diary, *episodes)
    worker.kill()
    worker.wait()


def _assert_each_step_was_done(diary: Diary, episode: str) -> None:
    ends = [len(diary.lines("end", episode, number)) for number in range(STEPS)]
    begins = [len(diary.lines("begin", episode, number)) for number in range(STEPS)]
    assert min(ends) == 1
    assert sum(begins) <= STEPS + 1, f"more than one step was done again: {begins}"
    assert len(diary.lines("published", episode)) == 1


@pytest.mark.parametrize("names", [("held1", "held2"), ("heldreplan1", "heldreplan2")])
def test_after_kill_9_a_restart_ends_both_jobs_in_flight(
    start_worker: StartWorker, open_here: OpenHere, diary: Diary, names: tuple[str, str]
) -> None:
    watcher = open_here(worker=False)
    worker = start_worker()
    jobs = [watcher.enqueue(name) for name in names]
    _kill_in_the_middle(worker, diary, *names)

    start_worker()
    for job in jobs:
        assert watcher.wait(job.id, timeout=20).state is JobState.DONE
        _assert_each_step_was_done(diary, job.episode_id)


def test_a_living_worker_takes_over_from_a_dead_one(
    start_worker: StartWorker, open_here: OpenHere, diary: Diary
) -> None:
    watcher = open_here(worker=False)
    workers = [start_worker(), start_worker()]
    assert watcher.living_workers() == 2
    job = watcher.enqueue("held")
    wait_until_held(diary, "held")
    (begun_by,) = {line.split()[-1] for line in diary.lines("begin", "held")}
    next(worker for worker in workers if str(worker.pid) == begun_by).kill()

    assert watcher.wait(job.id, timeout=20).state is JobState.DONE
    _assert_each_step_was_done(diary, "held")
    wait_until(lambda: watcher.living_workers() == 1)


def test_a_killed_worker_is_no_living_worker_from_that_moment(
    start_worker: StartWorker, open_here: OpenHere
) -> None:
    watcher = open_here(worker=False)
    assert watcher.living_workers() == 0
    worker = start_worker()
    assert watcher.living_workers() == 1
    worker.kill()
    worker.wait()
    assert watcher.living_workers() == 0


def test_a_stopped_program_leaves_its_job_to_the_next(
    start_worker: StartWorker, open_here: OpenHere, diary: Diary
) -> None:
    watcher = open_here(worker=False)
    worker = start_worker()
    job = watcher.enqueue("held")
    wait_until_held(diary, "held")
    worker.send_signal(signal.SIGTERM)
    wait_until(lambda: diary.lines("stopping"))
    diary.write("go")
    assert worker.wait(20) == 0
    left = watcher.job(job.id)
    assert left is not None
    assert left.state is JobState.QUEUED
    assert watcher.living_workers() == 0

    start_worker()
    assert watcher.wait(job.id, timeout=20).state is JobState.DONE
    assert [len(diary.lines("begin", "held", number)) for number in range(STEPS)] == [1] * STEPS


def test_a_job_begun_by_an_older_version_of_the_program_is_made_by_the_newer(
    start_worker: StartWorker, open_here: OpenHere, diary: Diary
) -> None:
    watcher = open_here(worker=False)
    old = start_worker("1")
    begun = watcher.enqueue("held1")
    watcher.enqueue("held2")
    _kill_in_the_middle(old, diary, "held1", "held2")
    waiting = watcher.enqueue("three")

    start_worker("2")
    assert watcher.wait(waiting.id, timeout=20).state is JobState.DONE
    renewed = watcher.wait(begun.id, timeout=20)
    assert (renewed.episode_id, renewed.state) == ("held1", JobState.DONE)
    wait_until(lambda: diary.lines("published", "held1") and diary.lines("published", "held2"))


@pytest.mark.parametrize("name", ["deadly", "creeping"])
def test_a_job_that_kills_its_program_is_given_up_also_if_each_start_gets_further(
    start_worker: StartWorker,
    run_program: StartWorker,
    open_here: OpenHere,
    diary: Diary,
    name: str,
) -> None:
    watcher = open_here(worker=False)
    job = watcher.enqueue(name)
    for _ in range(MOST_DEATHS):
        assert run_program("work").wait(20) == -signal.SIGKILL
    start_worker()
    ended = watcher.wait(job.id, timeout=20)
    assert ended.state is JobState.FAILED
    assert f"{MOST_DEATHS} lần" in (ended.message or "")
    assert len(diary.lines("run", name)) == MOST_DEATHS
    assert len(diary.lines("failed", name)) == 1


def test_who_was_in_flight_beside_a_job_that_kills_its_program_runs_alone_and_ends(
    start_worker: StartWorker, run_program: StartWorker, open_here: OpenHere, diary: Diary
) -> None:
    watcher = open_here(worker=False)
    innocent = watcher.enqueue("held")
    first = start_worker()
    wait_until_held(diary, "held")
    deadly = watcher.enqueue("deadly")
    assert first.wait(20) == -signal.SIGKILL
    for _ in range(MOST_DEATHS - 1):
        assert run_program("work").wait(20) == -signal.SIGKILL
    start_worker()
    assert watcher.wait(innocent.id, timeout=20).state is JobState.DONE
    assert watcher.wait(deadly.id, timeout=20).state is JobState.FAILED
    assert len(diary.lines("run", "deadly")) == MOST_DEATHS
