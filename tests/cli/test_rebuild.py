"""loa rebuild, as a shell runs it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.cli.shell import Shell, wait_until
from tests.cli.test_lost_library import feed_of, lose_library, publish

pytestmark = pytest.mark.usefixtures("first_day")


def databases(shell: Shell) -> list[str]:
    return sorted(path.name for path in (shell.folder / "data").glob("loa.db*"))


@contextmanager
def running_worker(shell: Shell) -> Iterator[None]:
    """A Loa that has the queue open, until it is told to go."""
    log = shell.folder / "data" / "jobs.db-shm"
    process = shell.start("worker")
    try:
        wait_until(log.exists, "the worker has opened its queue")
        wait_until(lambda: "đang chạy" in shell.run("rebuild").stderr, "the worker is seen")
        yield
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_a_lost_library_is_there_again_and_publishing_goes_on(shell: Shell) -> None:
    feed = lose_library(shell)
    done = shell.run("rebuild")
    assert done.returncode == 0, done.stderr
    assert "(1 bản)" in done.stdout
    publish(shell)
    assert feed_of(shell).read_bytes() == feed
    assert shell.run("doctor").returncode == 0


def test_a_dry_run_tells_and_writes_nothing(shell: Shell) -> None:
    lose_library(shell)
    done = shell.run("rebuild", "--dry-run")
    assert done.returncode == 0
    assert "(1 bản)" in done.stdout
    assert databases(shell) == []


def test_a_library_with_articles_is_replaced_by_force_alone(shell: Shell) -> None:
    publish(shell)
    refused = shell.run("rebuild")
    assert refused.returncode == 74
    assert "--force" in refused.stderr
    assert len([name for name in databases(shell) if name.startswith("loa.db.2")]) == 0
    assert shell.run("rebuild", "--force").returncode == 0
    assert len([name for name in databases(shell) if name.startswith("loa.db.2")]) == 1


def test_a_folder_without_episodes_ends_with_66(shell: Shell) -> None:
    assert shell.run("rebuild").returncode == 66


def test_nothing_is_changed_while_loa_runs(shell: Shell) -> None:
    publish(shell)
    library = shell.folder / "data" / "loa.db"
    with running_worker(shell):
        before = library.stat().st_ino
        for words in (("rebuild",), ("rebuild", "--force")):
            refused = shell.run(*words)
            assert refused.returncode == 74
            assert "Hãy dừng nó" in refused.stderr
            assert "Stop it" in refused.stderr
            assert library.stat().st_ino == before
        assert shell.run("rebuild", "--dry-run").returncode == 0


def test_a_loa_that_was_killed_is_in_nobodys_way(shell: Shell) -> None:
    publish(shell)
    process = shell.start("worker")
    log = shell.folder / "data" / "jobs.db-shm"
    try:
        wait_until(log.exists, "the worker has opened its queue")
    finally:
        process.kill()
        process.communicate(timeout=60)
    assert shell.run("rebuild", "--force").returncode == 0


def test_a_newer_loas_library_is_not_called_damaged_and_nobody_is_told_to_rebuild_it(
    shell: Shell,
) -> None:
    publish(shell)
    with closing(sqlite3.connect(shell.folder / "data" / "loa.db")) as library:
        library.execute("UPDATE alembic_version SET version_num = '9999'")
        library.commit()
    for words in (("publish", "tin.txt"), ("rebuild",), ("token", "list")):
        done = shell.run(*words)
        assert done.returncode != 0
        assert "Hãy nâng cấp Loa" in done.stderr
        assert "rebuild" not in done.stderr
        assert "--force" not in done.stderr
        assert "hỏng" not in done.stderr
