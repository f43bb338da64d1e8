"""What running something cost: CPU with its children's, seconds by the clock, peak memory."""

import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Cost:
    """CPU seconds of the process and its children, wall seconds, peak megabytes of either.

    ``syntheses`` is how many sentences an engine had to speak.
    """

    cpu: float = 0.0
    wall: float = 0.0
    memory: float = 0.0
    child_memory: float = 0.0
    syntheses: int = 0


@contextmanager
def measured() -> Iterator[Cost]:
    """A Cost that is filled in when the block ends.

    The memory is the whole process's since it began: measure one thing a process.
    A child's peak counts from its parent's at its start, so the parent should be small.
    """
    cost = Cost()
    began, cpu = time.perf_counter(), _cpu_seconds()
    yield cost
    cost.wall = time.perf_counter() - began
    cost.cpu = _cpu_seconds() - cpu
    cost.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cost.child_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def least(costs: Sequence[Cost]) -> Cost:
    """The least time of several rounds, and the most memory.

    What else runs on a shared machine only ever adds to a time.
    """
    return Cost(
        cpu=min(cost.cpu for cost in costs),
        wall=min(cost.wall for cost in costs),
        memory=max(cost.memory for cost in costs),
        child_memory=max(cost.child_memory for cost in costs),
        syntheses=max(cost.syntheses for cost in costs),
    )


def _cpu_seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
