"""Runs jobs in processes of their own: several at once, or one that is killed in the middle."""

import signal
from collections.abc import Callable

from tests.programs import SERVED

WORKERS = 4


def run_at_once(job: Callable[..., object], *arguments: object) -> list[object]:
    """What ``job`` gives back in each of several processes."""
    with SERVED.Pool(WORKERS) as pool:
        found = pool.starmap(job, [arguments] * WORKERS, chunksize=1)
        pool.close()
        pool.join()
    return list(found)


def run_until_killed(job: Callable[..., None], *arguments: object) -> None:
    """Lets ``job`` kill its own process."""
    victim = SERVED.Process(target=job, args=arguments)
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL
    victim.close()
