"""A day's queue, simulated: how long articles wait for a free hand, by the number of workers.

Arrivals are random with the hours of a newsroom's day, and bunched: a system sends several
at a time. What an article takes is random around a measured mean. Nothing is measured here;
the same numbers give the same day.
"""

import heapq
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HOURS = (
    *(1, 1, 1, 1, 2, 6, 30, 80, 100, 90, 80, 60),
    *(30, 40, 70, 80, 90, 80, 50, 30, 25, 20, 10, 4),
)
"""How many articles come in each hour of the day, relative to the busiest: assumed."""

BUNCH = 4.0
"""How many come at once in the mean, as a system sends what an editor has released: assumed."""

_SPREAD = 0.8
"""Of the logarithm of the time an article takes: one in forty takes five times the middle."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What articles waited until somebody began, in seconds, and how busy the hands were."""

    median: float
    p95: float
    longest: float
    busy: float


def simulate(articles: int, mean_seconds: float, hands: int, seed: int = 12) -> Waits:
    """A day of ``articles`` of about ``mean_seconds`` each, done by ``hands``, first come first.

    A hand makes one article at a time; a worker has ``LOA_SPEAKERS`` of them where its
    machine has the cores, or where an engine elsewhere is what is waited for.
    """
    draw = random.Random(seed)
    middle = math.log(mean_seconds) - _SPREAD**2 / 2
    free = [0.0] * hands
    waited, worked = [], 0.0
    for moment in _arrivals(articles, draw):
        takes = draw.lognormvariate(middle, _SPREAD)
        begins = max(moment, heapq.heappop(free))
        heapq.heappush(free, begins + takes)
        waited.append(begins - moment)
        worked += takes
    waited.sort()
    return Waits(
        _share(waited, 0.5), _share(waited, 0.95), waited[-1], worked / (hands * 24 * 3600)
    )


def hands_needed(articles: int, mean_seconds: float, p95_seconds: float) -> int:
    """The fewest hands with which 95 of 100 articles begin within ``p95_seconds``."""
    least, most = 1, 1
    while simulate(articles, mean_seconds, most).p95 > p95_seconds:
        least, most = most + 1, 2 * most
    while least < most:
        middle = (least + most) // 2
        if simulate(articles, mean_seconds, middle).p95 > p95_seconds:
            least = middle + 1
        else:
            most = middle
    return most


def _arrivals(articles: int, draw: random.Random) -> Iterator[float]:
    """The moments of a day at which articles come, in seconds from midnight, in order."""
    found: list[float] = []
    while len(found) < articles:
        hour = draw.choices(range(24), HOURS)[0]
        moment = (hour + draw.random()) * 3600
        found += [moment] * min(_bunch(draw), articles - len(found))
    yield from sorted(found)


def _bunch(draw: random.Random) -> int:
    return 1 + int(draw.expovariate(1 / (BUNCH - 0.5)))


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
