"""A lock whose holder stands still is not waited for for ever; real processes, really stopped."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.errors import StoreError, is_passing
from service.locks import hold_if_free, hold_lock, take_turn

SHORT = 0.3
_HOLDER = """
import sys
from pathlib import Path
from service.locks import hold_lock
path = Path(sys.argv[1])
with hold_lock(path, path):
    print("held", flush=True)
    sys.stdin.readline()
print("let go", flush=True)
"""


@contextmanager
def frozen_holder(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the lock and stands still."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    with holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            holder.send_signal(signal.SIGSTOP)
            yield holder
        finally:
            holder.kill()


def test_who_stands_still_with_a_lock_is_overtaken_and_lets_go_when_it_wakes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.lock"
    with frozen_holder(path) as holder:
        with take_turn(path, tmp_path, SHORT) as is_held:
            assert not is_held
        with (
            pytest.raises(StoreError, match="giữ quá lâu") as raised,
            hold_lock(path, tmp_path, SHORT),
        ):
            pass
        assert is_passing(raised.value)
        assert path.exists()
        holder.send_signal(signal.SIGCONT)
        said, _ = holder.communicate("\n", timeout=20)
        assert said == "let go\n"
    with hold_if_free(path, tmp_path) as is_free:
        assert is_free
    assert not path.exists()


def test_of_many_locks_of_one_that_stands_still_only_the_first_is_waited_for(
    tmp_path: Path,
) -> None:
    """Their time runs from when they were taken: the second is old by the time it is asked for."""
    path = tmp_path / "a.lock"
    with frozen_holder(path):
        time.sleep(SHORT)
        for _ in range(200):
            with take_turn(path, tmp_path, SHORT) as is_held:
                assert not is_held


def test_a_lock_is_waited_for_while_its_holder_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with frozen_holder(path) as holder:
        holder.send_signal(signal.SIGCONT)
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        with take_turn(path, tmp_path, 20) as is_held:
            assert is_held
