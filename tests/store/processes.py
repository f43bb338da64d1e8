"""Runs jobs in processes of their own: several at once, or one that is killed in the middle."""

import os
import signal
from collections.abc import Callable

from tests.programs import SERVED

WORKERS = 4


def run_at_once(job: Callable[..., object], *arguments: object) -> list[object]:
    """What ``job`` gives back in each of several processes."""
    with SERVED.Pool(WORKERS, _adopt, (dict(os.environ),)) as pool:
        found = pool.starmap(job, [arguments] * WORKERS, chunksize=1)
        pool.close()
        pool.join()
    return list(found)


def run_until_killed(job: Callable[..., None], *arguments: object) -> None:
    """Lets ``job`` kill its own process."""
    victim = SERVED.Process(target=_do, args=(dict(os.environ), job, arguments))
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL
    victim.close()


def _adopt(environment: dict[str, str]) -> None:
    """What this test's program has in its environment; who forked this one has its own start's."""
    os.environ.update(environment)


def _do(
    environment: dict[str, str], job: Callable[..., None], arguments: tuple[object, ...]
) -> None:
    _adopt(environment)
    job(*arguments)
