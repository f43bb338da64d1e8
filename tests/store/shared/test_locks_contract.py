"""What locks between the programs of an installation promise, whatever their kind."""

import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.errors import StoreError
from tests.store.processes import WORKERS, run_at_once, run_until_killed
from tests.store.shared.kinds import SharedKind


def add_alone(kind: SharedKind, counter: Path) -> None:
    locks = kind.locks()
    for _ in range(20):
        with locks.exclusive("count"):
            counter.write_text(str(int(counter.read_text()) + 1))


def die_with_a_lock(kind: SharedKind) -> None:
    with kind.locks().exclusive("feed"):
        os.kill(os.getpid(), signal.SIGKILL)


def test_one_process_at_a_time_is_in_for_one_purpose(shared: SharedKind, tmp_path: Path) -> None:
    counter = tmp_path / "count.txt"
    counter.write_text("0")
    run_at_once(add_alone, shared, counter)
    assert counter.read_text() == str(20 * WORKERS)


def test_two_purposes_do_not_wait_for_each_other(shared: SharedKind) -> None:
    with shared.locks().exclusive("feed"), shared.locks(0.0).exclusive("manifest"):
        pass


def test_who_cannot_have_the_lock_in_time_is_told_or_goes_on_without(shared: SharedKind) -> None:
    hasty = shared.locks(0.05)
    with shared.locks().exclusive("feed"):
        with pytest.raises(StoreError, match="giữ quá lâu"), hasty.exclusive("feed"):
            pass
        with hasty.turn("feed") as is_held:
            assert not is_held
    with hasty.turn("feed") as is_held:
        assert is_held


def test_an_error_inside_gives_the_lock_up(shared: SharedKind) -> None:
    with pytest.raises(KeyError), shared.locks().exclusive("feed"):
        raise KeyError
    with shared.locks(0.0).exclusive("feed"):
        pass


def test_what_a_killed_process_held_stands_in_no_ones_way(shared: SharedKind) -> None:
    run_until_killed(die_with_a_lock, shared)
    locks = shared.locks(5.0)
    with locks.exclusive("feed"):
        pass
    locks.sweep(datetime.now(UTC) + timedelta(minutes=1))
    with locks.exclusive("feed"):
        pass
