"""What is queued, run, watched, cancelled and tried again."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from service.errors import JobError, NotFoundError, StoreError
from service.jobs import Jobs
from service.model import JobState, Progress
from service.model.job import JobFilter
from tests.jobs.conftest import wait_until, wait_until_held
from tests.jobs.program import HOLD_AT, QUICK, STEPS, Diary, open_jobs
from tests.programs import Program

OpenHere = Callable[..., Jobs]


def test_five_programs_that_queue_one_episode_make_one_run(
    run_program: Callable[..., Program], open_here: OpenHere, diary: Diary
) -> None:
    clicks = [run_program("enqueue", "one") for _ in range(5)]
    job_ids = {click.communicate()[0].decode() for click in clicks}
    assert len(job_ids) == 1
    jobs = open_here()
    assert jobs.wait(job_ids.pop().strip(), timeout=20).state is JobState.DONE
    assert len(diary.lines("run", "one")) == 1


def test_the_queue_lies_where_it_is_told_whatever_its_folder_is_called(
    tmp_path: Path, diary: Diary
) -> None:
    folder = tmp_path / "Bản tin? #1 100%25"
    folder.mkdir()
    jobs = open_jobs(folder / "jobs.sqlite", diary, worker=False)
    queued = jobs.enqueue("one")
    assert jobs.job(queued.id) is not None
    jobs.stop()
    assert {each.name for each in tmp_path.iterdir()} <= {folder.name, "diary"}


def test_while_a_job_runs_it_is_returned_instead_of_a_second(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here()
    first = jobs.enqueue("held")
    wait_until_held(diary, "held")
    assert jobs.enqueue("held").id == first.id
    diary.write("go")
    assert jobs.wait(first.id, timeout=20).message == "Đã xong"
    assert jobs.enqueue("held").id != first.id


def test_a_correction_during_a_run_makes_exactly_one_more_run_after_it(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here()
    first = jobs.enqueue("held")
    wait_until_held(diary, "held")
    second = jobs.enqueue("held", again=True)
    assert second.id != first.id
    assert jobs.enqueue("held", again=True).id == second.id
    diary.write("go")
    assert jobs.wait(second.id, timeout=20).state is JobState.DONE
    acts = [line.split()[0] for line in diary.lines()]
    assert [act for act in acts if act in ("run", "published")] == ["run", "published"] * 2


def test_again_with_nothing_running_is_an_ordinary_run(open_here: OpenHere) -> None:
    jobs = open_here(worker=False)
    first = jobs.enqueue("one", again=True)
    assert jobs.enqueue("one", again=True).id == first.id
    assert jobs.enqueue("one").id == first.id


def test_the_newest_job_of_each_of_many_is_told_by_one_look(open_here: OpenHere) -> None:
    jobs = open_here(worker=False)
    assert jobs.current_of([]) == {}
    older = jobs.enqueue("one")
    jobs.cancel(older.id)
    newest = {name: jobs.enqueue(name) for name in ("one", "One", "two", "onemore")}
    assert jobs.current_of(["one", "two", "never"]) == {
        name: newest[name] for name in ("one", "two")
    }
    assert jobs.current_of(["One"]) == {"One": newest["One"]} != {"One": newest["one"]}


def test_an_error_fails_its_job_with_its_message_and_no_other(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here()
    muted, broken, good = (jobs.enqueue(name) for name in ("mute", "bug", "one"))
    assert jobs.wait(good.id, timeout=20).state is JobState.DONE
    failed = jobs.wait(muted.id, timeout=20)
    assert (failed.state, failed.message) == (JobState.FAILED, "Máy đọc không trả lời")
    assert (failed.error, failed.message_en) == ("SynthesisError", "no answer")
    unexpected = jobs.wait(broken.id, timeout=20)
    assert unexpected.state is JobState.FAILED
    assert unexpected.message is not None
    assert "Xem nhật ký" in unexpected.message
    assert unexpected.error is None


def test_a_failed_job_can_be_tried_again(open_here: OpenHere, diary: Diary) -> None:
    jobs = open_here()
    failed = jobs.wait(jobs.enqueue("mute").id, timeout=20)
    assert failed.state is JobState.FAILED
    diary.write("mended")
    again = jobs.enqueue(failed.episode_id)
    assert again.id != failed.id
    assert jobs.wait(again.id, timeout=20).state is JobState.DONE
    newest = jobs.current("mute")
    assert newest is not None
    assert newest.id == again.id


def test_a_cancelled_job_begins_no_further_step(open_here: OpenHere, diary: Diary) -> None:
    jobs = open_here()
    job = jobs.enqueue("held")
    wait_until_held(diary, "held")
    assert jobs.cancel(job.id).state is JobState.CANCELLED
    diary.write("go")
    wait_until(lambda: diary.lines("end", "held", HOLD_AT))
    other = jobs.enqueue("two")
    assert jobs.wait(other.id, timeout=20).state is JobState.DONE
    assert len(diary.lines("begin", "held")) == HOLD_AT + 1
    assert not diary.lines("published", "held")
    assert jobs.cancel(other.id).state is JobState.DONE


def test_a_queued_job_can_be_cancelled_without_a_worker(open_here: OpenHere) -> None:
    jobs = open_here(worker=False)
    job = jobs.enqueue("one")
    assert jobs.cancel(job.id).state is JobState.CANCELLED
    assert jobs.enqueue("one").id != job.id


def test_progress_is_seen_from_another_program(
    start_worker: Callable[..., Program], open_here: OpenHere, diary: Diary
) -> None:
    watcher = open_here(worker=False)
    start_worker()
    seen: list[int] = []

    def watch(progress: Progress) -> None:
        seen.append(progress.done)
        if progress == Progress(HOLD_AT, STEPS, "Đang đọc"):
            diary.write("go")

    job = watcher.wait(watcher.enqueue("held").id, timeout=20, on_progress=watch)
    assert job.state is JobState.DONE
    assert seen == sorted(seen)
    assert {HOLD_AT, STEPS} <= set(seen)
    assert job.progress == Progress(STEPS, STEPS, "Đang đọc")


def test_waiting_ends_at_its_time_limit_with_the_job_as_it_stands(open_here: OpenHere) -> None:
    jobs = open_here(worker=False)
    job = jobs.wait(jobs.enqueue("one").id, timeout=0.1)
    assert (job.state, job.progress.stage) == (JobState.QUEUED, "Đang chờ")


def test_the_newest_jobs_come_first(open_here: OpenHere) -> None:
    jobs = open_here(worker=False)
    queued = [jobs.enqueue(f"episode{number}").id for number in range(4)]
    assert [job.id for job in jobs.recent(3)] == queued[:0:-1]
    assert jobs.job("episode9-nothing") is None
    assert jobs.current("episode") is None


def test_a_worker_can_be_stopped_and_started_within_one_program(open_here: OpenHere) -> None:
    jobs = open_here()
    for _ in range(2):
        jobs.stop()
        jobs.start(worker=False)
        job = jobs.enqueue("one")
        jobs.start()
        assert jobs.wait(job.id, timeout=20).state is JobState.DONE


def test_a_second_worker_in_one_program_is_refused(open_here: OpenHere, tmp_path: Path) -> None:
    open_here()
    second = Jobs(tmp_path / "other.sqlite", executor_id="b", work=lambda *_: None)
    with pytest.raises(JobError):
        second.start()
    second.stop()


def test_without_room_on_the_disk_a_job_fails_before_it_begins(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(floor=2**62)
    job = jobs.wait(jobs.enqueue("one").id, timeout=20)
    assert job.state is JobState.FAILED
    assert job.message is not None
    assert job.message.startswith("Đĩa chỉ còn")
    assert not diary.lines("run")


def test_jobs_that_ended_long_ago_are_dropped_and_standing_ones_stay(database: Path) -> None:
    may_end = threading.Event()

    def work(*_: object) -> None:
        may_end.wait(20)

    # Every job that has ended by now ended "long" ago.
    keep = timedelta(seconds=-5)
    jobs = Jobs(database, executor_id="a", work=work, free_space_floor=0, keep=keep, rhythm=QUICK)
    jobs.start(worker=False)
    ended = jobs.cancel(jobs.enqueue("one").id)
    standing = jobs.enqueue("two")
    jobs.start()
    wait_until(lambda: jobs.job(ended.id) is None)
    assert jobs.job(standing.id) is not None
    may_end.set()
    jobs.stop()


@pytest.mark.parametrize("name", ["", "a-b", "a_b", "bài", "a%"])
def test_only_an_episode_id_can_be_queued(open_here: OpenHere, name: str) -> None:
    with pytest.raises(JobError):
        open_here(worker=False).enqueue(name)


def test_an_unknown_job_is_not_found(open_here: OpenHere) -> None:
    jobs = open_here(worker=False)
    for act in (jobs.cancel, jobs.require):
        with pytest.raises(NotFoundError):
            act("one-00000000000000000")


def test_a_closed_queue_says_so(database: Path) -> None:
    with pytest.raises(JobError):
        Jobs(database, executor_id="a", work=None).enqueue("one")


def test_a_queue_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Jobs(tmp_path / "missing" / "jobs.sqlite", executor_id="a").start()
    (tmp_path / "text").write_text("this is no database, only a long enough text " * 40)
    with pytest.raises(StoreError):
        Jobs(tmp_path / "text", executor_id="a").start()


def test_a_queue_stands_still_when_a_job_waits_and_none_gets_on(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here(worker=False)
    assert not jobs.stands_still(timedelta(0))
    jobs.enqueue("held")
    wait_until(lambda: jobs.stands_still(timedelta(milliseconds=5)))
    assert not jobs.stands_still(timedelta(minutes=10))
    jobs.start()
    wait_until_held(diary, "held")
    # It got on a moment ago, and then it stands again.
    assert not jobs.stands_still(timedelta(minutes=10))
    wait_until(lambda: jobs.stands_still(timedelta(milliseconds=50)))
    diary.write("go")
    wait_until(lambda: not jobs.stands_still(timedelta(milliseconds=50)))


def test_failures_are_listed_by_themselves_the_last_first(
    open_here: OpenHere, diary: Diary
) -> None:
    jobs = open_here()
    failed = [jobs.wait(jobs.enqueue(f"mute{n}").id, timeout=20) for n in range(3)]
    done = jobs.wait(jobs.enqueue("quick").id, timeout=20)
    wanted = JobFilter(JobState.FAILED)
    assert [each.id for each in jobs.lists.jobs(wanted, 2).jobs] == [failed[2].id, failed[1].id]
    assert [each.id for each in jobs.lists.jobs(wanted, 2, 2).jobs] == [failed[0].id]
    of_one = JobFilter(JobState.FAILED, "mute1")
    assert [each.id for each in jobs.lists.jobs(of_one, 9).jobs] == [failed[1].id]
    assert [each.id for each in jobs.lists.jobs(JobFilter(JobState.DONE), 9).jobs] == [done.id]
    assert len(jobs.lists.jobs(JobFilter(), 9).jobs) == 4
    assert jobs.lists.count_waiting() == 0
