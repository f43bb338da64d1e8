"""Whose turn comes first: an editor's work before imports, and imports before redos."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from dbos import DBOSClient, error

from service.jobs import Jobs
from service.jobs.keeping import connect_for_dbos
from service.jobs.launching import open_client
from service.jobs.names import OLDER_QUEUE, QUEUE, RUN
from service.model import Job, JobState
from service.model.job import Asker, JobFilter, Priority
from service.store.addresses import DatabaseAddress
from tests.jobs.conftest import wait_until_held
from tests.jobs.program import Diary

OpenHere = Callable[..., Jobs]
EDITOR = Asker("Lan", Priority.EDITOR)
IMPORT = Asker("toà soạn", Priority.IMPORT)
REDO = Asker("", Priority.REDO)


@pytest.fixture
def client(database: DatabaseAddress) -> Iterator[DBOSClient]:
    engine = connect_for_dbos(database)
    opened = open_client(database, engine)
    yield opened
    opened.destroy()
    engine.dispose()


def waiting(jobs: Jobs) -> list[str]:
    listed = jobs.lists.jobs(JobFilter(JobState.QUEUED), 20).jobs
    assert [jobs.lists.place_of(each) for each in listed] == list(range(len(listed)))
    return [each.episode_id for each in listed]


def ended(jobs: Jobs, *queued: Job) -> None:
    for each in queued:
        assert jobs.wait(each.id, timeout=20).state is JobState.DONE


def test_editors_overtake_imports_which_overtake_redos_and_the_list_says_so(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(worker=False, concurrency=1)
    queued = [
        jobs.enqueue(f"{name}{number}", by=by)
        for number in range(2)
        for name, by in (("redo", REDO), ("import", IMPORT), ("desk", EDITOR))
    ]
    order = ["desk0", "desk1", "import0", "import1", "redo0", "redo1"]
    assert waiting(jobs) == order
    jobs.start()
    ended(jobs, *queued)
    assert [line.split()[1] for line in diary.lines("run")] == order


def test_what_waits_behind_is_asked_for_by_an_editor_and_comes_first(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(worker=False, concurrency=1)
    behind = jobs.enqueue("wanted", by=REDO)
    other = jobs.enqueue("other", by=IMPORT)
    before = jobs.enqueue("wanted", by=EDITOR)
    assert before.id != behind.id
    assert before.by == EDITOR
    assert jobs.require(behind.id).state is JobState.CANCELLED
    assert jobs.enqueue("wanted", by=REDO).id == before.id
    assert waiting(jobs) == ["wanted", "other"]
    jobs.start()
    ended(jobs, behind, other)
    assert [line.split()[1] for line in diary.lines("run")] == ["wanted", "other"]


def test_a_correction_waits_for_the_run_that_it_follows_whatever_its_priority(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(concurrency=2)
    first = jobs.enqueue("held", by=REDO)
    wait_until_held(diary, "held")
    second = jobs.enqueue("held", again=True, by=EDITOR)
    other = jobs.enqueue("other", by=REDO)
    ended(jobs, other)
    assert jobs.require(second.id).state is JobState.QUEUED
    diary.write("go")
    ended(jobs, first, second)
    assert len(diary.lines("run", "held")) == 2


def test_what_an_older_loa_had_queued_is_done_and_gets_no_second_job(
    open_here: OpenHere, client: DBOSClient, diary: Diary
) -> None:
    jobs = open_here(worker=False)
    jobs.start(worker=False)
    job_id = "old-0019aaaaaaaaaabbbbbb"
    client.enqueue(
        {
            "workflow_name": RUN,
            "queue_name": OLDER_QUEUE,
            "workflow_id": job_id,
            "queue_partition_key": "old",
        },
        "old",
    )
    assert jobs.enqueue("old").id == job_id
    jobs.start()
    ended(jobs, jobs.require(job_id))


def test_the_database_itself_refuses_a_second_job_in_the_same_slot(
    open_here: OpenHere, client: DBOSClient
) -> None:
    jobs = open_here(worker=False)
    jobs.enqueue("one")
    with pytest.raises(error.DBOSQueueDeduplicatedError):
        client.enqueue(
            {
                "workflow_name": RUN,
                "queue_name": QUEUE,
                "workflow_id": "one-0019aaaaaaaaaabbbbbb",
                "deduplication_id": "one/0",
            },
            "one",
        )


def test_what_an_editor_asked_for_last_is_seen_first_behind_a_very_long_queue(
    open_here: OpenHere,
) -> None:
    jobs = open_here(worker=False)
    for number in range(9):
        jobs.enqueue(f"import{number}", by=IMPORT)
    asked = jobs.enqueue("desk", by=EDITOR)
    lists = replace(jobs.lists, most=3)
    assert lists.place_of(asked) == 0
    first, *_ = lists.jobs(JobFilter(JobState.QUEUED), 2).jobs
    assert first.id == asked.id
    assert lists.place_of(jobs.enqueue("import8", by=IMPORT)) is None
