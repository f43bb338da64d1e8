"""A crowd watched at a station: latencies, CPU, temporary bytes, descriptors, memory, refusals."""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.crowd.listening import Crowd
from bench.crowd.measuring import (
    cpu_seconds,
    descriptors,
    idle_seconds,
    memory_mb,
    temporary_bytes,
)


@dataclass(frozen=True, slots=True)
class CrowdSize:
    """How many listeners, how many polls of the feed a second, and for how long."""

    listeners: int
    polls: int
    seconds: float


@dataclass
class Met:
    """What one way of serving cost while the crowd was there.

    ``temporary`` bytes, ``descriptors`` of the first process, and the MB that the largest
    one held, at the most; ``lives`` is whether the first was still there in the end, and
    ``machine_busy`` the share of all cores' time that anybody used.
    """

    crowd: Crowd
    cpu_s: float
    temporary: int
    descriptors: int
    memory_mb: float
    lives: bool
    machine_busy: float

    def refused(self) -> int:
        """Requests answered by anything but what was asked for."""
        well = ("206", "feed 200", "saved 200", "saved 201", "saved 202")
        return sum(count for what, count in self.crowd.heard.items() if what not in well)


async def watch(
    pids: Sequence[int], port: int, recording: str, token: str, crowd: CrowdSize
) -> Met:
    """What the processes ``pids``, the first of which serves, cost while the crowd is there."""
    come = Crowd(port, recording, token, time.monotonic() + crowd.seconds)
    before = cpu = cpu_seconds(pids)
    idle, begun = idle_seconds(), time.monotonic()
    coming = asyncio.ensure_future(come.come(crowd.listeners, crowd.polls))
    temporary = most = 0
    memory = 0.0
    while not coming.done():
        await asyncio.sleep(0.5)
        temporary = max(temporary, temporary_bytes(pids))
        most = max(most, descriptors(pids[0]))
        memory = max(memory, *map(memory_mb, pids))
        cpu = max(cpu, cpu_seconds(pids))
    await coming
    cores = (time.monotonic() - begun) * (os.cpu_count() or 1)
    busy = 1 - (idle_seconds() - idle) / cores
    return Met(come, cpu - before, temporary, most, memory, descriptors(pids[0]) > 0, busy)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which so many of 100 lie; not a number where there are none."""
    ordered = sorted(values) or [float("nan")]
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
