"""A program stopped while it writes to a database keeps all others out; real programs, stopped."""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from service.jobs import Jobs
from service.jobs.programs import Identity, end_stopped, holder_of, identify, lock_holders
from service.jobs.watchman import Sighting, sight
from service.model import JobState
from tests.jobs.conftest import wait_until
from tests.jobs.program import QUICK, Diary, write_for_ever
from tests.programs import PIPE, Program

OpenHere = Callable[..., Jobs]

pytestmark = [
    pytest.mark.of_sqlite,
    pytest.mark.skipif(sys.platform != "linux", reason="asks Linux about programs"),
]


@contextmanager
def _writer(database: Path, diary: Path, kind: str, locked: Path) -> Iterator[Program]:
    """A program in the middle of a write to ``locked``; one of Loa's own where it is "ours"."""
    with Program(write_for_ever, database, diary, kind, locked, stdin=PIPE) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"writing\n"
            yield writer
        finally:
            writer.kill()


def test_a_worker_that_was_stopped_while_it_wrote_is_ended_and_the_others_go_on(
    open_here: OpenHere, database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = open_here()
    with _writer(database, tmp_path / "diary", "ours", database) as writer:
        writer.send_signal(signal.SIGSTOP)
        wait_until(lambda: writer.poll() == -signal.SIGKILL)
        job = jobs.enqueue("one")
        assert jobs.wait(job.id, timeout=20).state is JobState.DONE
    assert caplog.text.count("was ended") == 1
    wait_until(lambda: jobs.held_up() is None)


def test_the_library_too_is_freed_of_a_program_that_was_stopped_while_it_wrote(
    database: Path, diary: Diary, tmp_path: Path
) -> None:
    library = tmp_path / "library.sqlite"
    jobs = Jobs(database, executor_id="web", databases=(library,), rhythm=QUICK)
    jobs.start(worker=False)
    with _writer(database, tmp_path / "diary", "ours", library) as writer:
        writer.send_signal(signal.SIGSTOP)
        wait_until(lambda: writer.poll() == -signal.SIGKILL)
    jobs.stop()


def test_a_slow_worker_is_told_of_and_lives(
    open_here: OpenHere, database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = open_here(worker=False)
    with _writer(database, tmp_path / "diary", "ours", database) as writer:
        wait_until(jobs.held_up)
        assert writer.poll() is None
        writer.communicate(b"\n", timeout=20)
        wait_until(lambda: jobs.held_up() is None)
    assert caplog.text.count("has held the database for too long") == 1


def test_a_stranger_that_was_stopped_while_it_wrote_is_told_of_and_lives(
    open_here: OpenHere, database: Path, tmp_path: Path
) -> None:
    jobs = open_here(worker=False)
    with _writer(database, tmp_path / "diary", "foreign", database) as writer:
        writer.send_signal(signal.SIGSTOP)
        wait_until(jobs.held_up)
        trouble = jobs.held_up()
        assert trouble is not None
        assert str(writer.pid) in trouble.cure_vi
        assert str(writer.pid) not in trouble.vi, "the public reads this"
        assert writer.poll() is None


def test_who_has_the_number_of_another_or_runs_is_never_ended(
    tmp_path: Path, database: Path
) -> None:
    with _writer(database, tmp_path / "diary", "foreign", database) as writer:
        assert lock_holders([database]) == {writer.pid}
        who = identify(writer.pid)
        assert who is not None
        assert not end_stopped(who), "it runs"
        writer.send_signal(signal.SIGSTOP)
        for other in (
            Identity(who.host, who.boot, who.pid, who.started - 1),
            Identity(who.host, "another boot", who.pid, who.started),
            Identity("another host", who.boot, who.pid, who.started),
        ):
            assert not end_stopped(other)
        assert writer.poll() is None
        wait_until(lambda: end_stopped(who))


def test_only_looks_without_a_break_count() -> None:
    who = Identity("host", "boot", 7, 9)
    seen = sight(sight({}, {who: True}), {who: True})
    assert seen == {who: Sighting(holding=2, stopped=2)}
    assert sight(seen, {who: False}) == {who: Sighting(holding=3, stopped=0)}
    assert sight(sight(seen, {}), {who: True}) == {who: Sighting(holding=1, stopped=1)}


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("1: POSIX  ADVISORY  WRITE 42 fe:00:7 120 120", 42),
        ("1: POSIX  ADVISORY  WRITE 42 fe:00:7 0 EOF", 42),
        ("1: POSIX  ADVISORY  WRITE 42 fe:00:7 128 128", None),
        ("1: POSIX  ADVISORY  READ 42 fe:00:7 120 120", None),
        ("1: POSIX  ADVISORY  WRITE 42 fe:00:8 120 120", None),
        ("1: POSIX  ADVISORY  WRITE 0 fe:00:7 120 120", None),
        ("1: -> POSIX  ADVISORY  WRITE 42 fe:00:7 120 120", None),
        ("1: FLOCK  ADVISORY  WRITE 42 fe:00:7 0 EOF", None),
        ("1: POSIX  ADVISORY  WRITE 42 fe:00:9 1073741824 1073742335", 42),
        ("nothing that is known", None),
    ],
)
def test_a_line_of_the_kernel_names_who_holds_what_keeps_others_out(
    line: str, holder: int | None
) -> None:
    assert holder_of(line, {7: range(120, 128), 9: None}) == holder


def test_a_program_is_on_the_roll_once_and_the_dead_are_taken_off(
    open_here: OpenHere, database: Path, tmp_path: Path
) -> None:
    with _writer(database, tmp_path / "diary", "ours", tmp_path / "else.sqlite"):
        pass
    for _ in range(2):
        jobs = open_here(worker=False)
    _, ledger = jobs._require_opened()
    assert ledger.programs() == {identify(os.getpid())}


def test_a_program_that_has_closed_a_queue_is_not_present_in_it_though_it_lives(
    tmp_path: Path,
) -> None:
    """A server of many newsrooms closes those that sleep, and goes on."""
    database = tmp_path / "jobs.sqlite"
    first, second = (Jobs(database, executor_id=name) for name in ("a", "b"))
    first.start(worker=False)
    second.start(worker=False)
    first.stop()
    assert _enrolled(database) == [os.getpid()], "it has the queue open once more"
    second.stop()
    assert _enrolled(database) == []
    first.start(worker=False)
    assert _enrolled(database) == [os.getpid()]
    first.stop()


def _enrolled(database: Path) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        return [pid for (pid,) in connection.execute("SELECT pid FROM loa_program")]
