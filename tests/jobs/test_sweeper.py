"""What is wanted has a job, whatever became of the queue."""

from collections.abc import Callable

import pytest

from service.errors import StoreError
from service.jobs import Jobs
from service.model import JobState
from tests.jobs.conftest import wait_until, wait_until_held
from tests.jobs.program import Diary

OpenHere = Callable[..., Jobs]


def test_what_is_wanted_is_made_though_nobody_queued_it(open_here: OpenHere, diary: Diary) -> None:
    jobs = open_here(wanted=lambda: [] if diary.lines("published", "one") else ["one"])
    wait_until(lambda: jobs.current("one"))
    job = jobs.current("one")
    assert job is not None
    assert jobs.wait(job.id, timeout=20).state is JobState.DONE


def test_what_is_wanted_and_has_a_job_gets_no_second(open_here: OpenHere, diary: Diary) -> None:
    looks: list[int] = []

    def wanted() -> list[str]:
        looks.append(1)
        return ["held"]

    jobs = open_here(wanted=wanted)
    wait_until_held(diary, "held")
    seen = len(looks)
    wait_until(lambda: len(looks) >= seen + 3)
    assert len([job for job in jobs.recent() if job.episode_id == "held"]) == 1
    diary.write("go")


def test_a_look_that_fails_is_told_once_and_tried_again(
    open_here: OpenHere, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[int] = []

    def wanted() -> list[str]:
        looks.append(1)
        if len(looks) < 4:
            raise StoreError("bận", "the library is busy")
        return [] if diary.lines("published", "one") else ["one"]

    open_here(wanted=wanted)
    wait_until(lambda: diary.lines("published", "one"))
    assert caplog.text.count("the library is busy") == 1


def test_a_failure_is_told_before_the_job_counts_as_failed(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here()
    muted, broken = jobs.enqueue("mute"), jobs.enqueue("bug")
    for job in (muted, broken):
        assert jobs.wait(job.id, timeout=20).state is JobState.FAILED
        assert len(diary.lines("failed", job.episode_id)) == 1
