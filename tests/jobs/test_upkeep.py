"""What is done from time to time: by one worker, without getting in anybody's way."""

import logging
from collections.abc import Callable, Iterable

import pytest

from service.errors import StoreError
from service.jobs import Chore, Jobs
from service.jobs.keeping import connect_for_reading
from service.model import JobState
from service.store.addresses import DatabaseAddress
from tests.jobs.conftest import wait_until
from tests.jobs.program import EVERY_SECOND, HOLD_AT, OFTEN, Diary, Recitation
from tests.programs import Program

OpenHere = Callable[..., Jobs]


def asked(database: DatabaseAddress, statement: str) -> list[tuple[object, ...]]:
    """What stands in the queue's database."""
    engine = connect_for_reading(database)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]
    finally:
        engine.dispose()


def test_the_upkeep_is_done_again_and_again_and_what_it_finds_is_made(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(rhythm=EVERY_SECOND, due=["one"])
    wait_until(lambda: len(diary.lines("upkeep")) >= 2)
    wait_until(lambda: jobs.current("one"))
    job = jobs.current("one")
    assert job is not None
    assert jobs.wait(job.id, timeout=20).state is JobState.DONE
    assert {each.name for each in jobs.lists.chores(9)} == {"upkeep"}


def test_of_two_workers_one_does_the_upkeep_each_time(
    open_here: OpenHere,
    start_worker: Callable[..., Program],
    diary: Diary,
    database: DatabaseAddress,
) -> None:
    other = start_worker(OFTEN)
    jobs = open_here(rhythm=EVERY_SECOND)
    wait_until(lambda: len(diary.lines("upkeep")) >= 4)
    other.terminate()
    other.wait()
    jobs.stop()
    times = asked(
        database,
        "SELECT count(*) FROM workflow_status WHERE name = 'loa-upkeep' AND status = 'SUCCESS'",
    )
    assert [(len(diary.lines("upkeep")),)] == times


def test_what_the_upkeep_finds_waits_while_an_editors_job_does(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(worker=False, rhythm=EVERY_SECOND, due=["found"])
    held = [jobs.enqueue(f"held{number}") for number in range(3)]
    jobs.start()
    # Two run and one waits; which, the queue decides.
    wait_until(lambda: sum(bool(diary.lines("begin", f"held{n}", HOLD_AT)) for n in range(3)) == 2)
    before = len(diary.lines("upkeep"))
    wait_until(lambda: len(diary.lines("upkeep")) >= before + 2)
    assert jobs.current("found") is None
    diary.write("go")
    assert all(jobs.wait(each.id, timeout=20).state is JobState.DONE for each in held)
    wait_until(lambda: jobs.current("found"))


def test_each_chore_has_its_own_times_and_those_of_an_older_loa_are_forgotten(
    database: DatabaseAddress, diary: Diary
) -> None:
    def upkeep() -> Iterable[str]:
        diary.write("upkeep")
        return ()

    def scheduled(*chores: Chore) -> dict[str, str]:
        jobs = Jobs(database, executor_id="test", work=Recitation(diary), chores=chores)
        jobs.start()
        jobs.stop()
        rows = asked(database, "SELECT schedule_name, schedule FROM workflow_schedules")
        return {str(name): str(schedule) for name, schedule in rows}

    hourly, daily = "0 0 * * * *", "0 0 4 * * *"
    assert scheduled(Chore("feeds", hourly, upkeep), Chore("house", daily, upkeep)) == {
        "loa-upkeep-feeds": hourly,
        "loa-upkeep-house": daily,
    }
    assert scheduled(Chore("feeds", daily, upkeep)) == {"loa-upkeep-feeds": daily}
    assert not diary.lines("upkeep")


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (StoreError("hỏng", "the disk failed"), "failed and is tried again later"),
        (KeyError("x"), "broke"),
    ],
)
def test_a_chore_that_fails_is_told_by_name_and_holds_up_neither_jobs_nor_other_chores(
    database: DatabaseAddress,
    diary: Diary,
    caplog: pytest.LogCaptureFixture,
    failure: Exception,
    said: str,
) -> None:
    def fail() -> Iterable[str]:
        diary.write("failed")
        raise failure

    def go_on() -> Iterable[str]:
        diary.write("went on")
        return ()

    chores = [
        Chore("failing", EVERY_SECOND.upkeep, fail),
        Chore("other", EVERY_SECOND.upkeep, go_on),
    ]

    jobs = Jobs(
        database,
        executor_id="test",
        work=Recitation(diary),
        chores=chores,
        free_space_floor=0,
        rhythm=EVERY_SECOND,
    )
    with caplog.at_level(logging.WARNING):
        jobs.start()
        try:
            wait_until(lambda: len(diary.lines("failed")) >= 2)
            wait_until(lambda: len(diary.lines("went on")) >= 2)
            assert jobs.wait(jobs.enqueue("one").id, timeout=20).state is JobState.DONE
        finally:
            jobs.stop()
    assert f"chore failing {said}" in caplog.text
