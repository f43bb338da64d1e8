"""What locks between the programs of an installation promise, whatever their kind."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from service.errors import StoreError
from tests.programs import SERVED
from tests.store.processes import WORKERS, run_at_once, run_until_killed
from tests.store.shared.kinds import SharedKind

SHORT = 0.3


def add_alone(kind: SharedKind, counter: Path) -> None:
    with kind.open() as mine:
        for _ in range(20):
            with mine.locks.exclusive("count"):
                counter.write_text(str(int(counter.read_text()) + 1))


def die_with_a_lock(kind: SharedKind) -> None:
    with kind.open() as mine, mine.locks.exclusive("feed"):
        os.kill(os.getpid(), signal.SIGKILL)


def hold(kind: SharedKind, is_held: Event) -> None:
    with kind.open() as mine, mine.locks.exclusive("feed"):
        is_held.set()
        os.kill(os.getpid(), signal.SIGSTOP)


@contextmanager
def frozen_holder(kind: SharedKind) -> Iterator[int]:
    """The number of a program that stands still with the lock for the feed."""
    is_held = SERVED.Event()
    holder = SERVED.Process(target=hold, args=(kind, is_held))
    holder.start()
    assert is_held.wait(60)
    try:
        yield holder.pid or 0
    finally:
        holder.kill()
        holder.join()
        holder.close()


def test_one_process_at_a_time_is_in_for_one_purpose(shared: SharedKind, tmp_path: Path) -> None:
    counter = tmp_path / "count.txt"
    counter.write_text("0")
    run_at_once(add_alone, shared, counter)
    assert counter.read_text() == str(20 * WORKERS)


def test_two_purposes_do_not_wait_for_each_other(shared: SharedKind) -> None:
    with (
        shared.open() as mine,
        shared.open(0.0) as theirs,
        mine.locks.exclusive("feed"),
        theirs.locks.exclusive("manifest"),
    ):
        pass


def test_who_cannot_have_the_lock_in_time_is_told_or_goes_on_without(shared: SharedKind) -> None:
    with shared.open() as mine, shared.open(SHORT) as hasty:
        with mine.locks.exclusive("feed"):
            with pytest.raises(StoreError, match="giữ quá lâu"), hasty.locks.exclusive("feed"):
                pass
            with hasty.locks.turn("feed") as is_held:
                assert not is_held
        with hasty.locks.turn("feed") as is_held:
            assert is_held


def test_an_error_inside_gives_the_lock_up(shared: SharedKind) -> None:
    with shared.open(SHORT) as mine:
        with pytest.raises(KeyError), mine.locks.exclusive("feed"):
            raise KeyError
        with mine.locks.exclusive("feed"):
            pass


def test_what_a_killed_process_held_stands_in_no_ones_way(shared: SharedKind) -> None:
    run_until_killed(die_with_a_lock, shared)
    with shared.open() as mine:
        with mine.locks.exclusive("feed"):
            pass
        mine.locks.sweep(datetime.now(UTC) + timedelta(minutes=1))
        with mine.locks.exclusive("feed"):
            pass


def test_one_that_stands_still_with_a_lock_keeps_it_and_is_told_of(shared: SharedKind) -> None:
    with frozen_holder(shared) as pid, shared.open(SHORT) as hasty, shared.open() as patient:
        with pytest.raises(StoreError, match="giữ quá lâu"), hasty.locks.exclusive("feed"):
            pass
        with hasty.locks.turn("feed") as is_held:
            assert not is_held
        os.kill(pid, signal.SIGCONT)
        with patient.locks.exclusive("feed"):
            pass
