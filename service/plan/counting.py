"""What is counted of work that was done: the words of the counts, and lengths of time in steps."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil, log

from service.model import Article, Edition

MADE, SPOKEN, REUSED = "made", "spoken", "reused"
FAILED, WARNED, HEARD_AFTER = "failed:", "warned:", "heard-after:"
"""What follows is the class of the failure, the warning's code, and the step of the delay."""

_STEP = 1.25
"""Between one step of delays and the next: what is told of a step is at most 12 % off."""

_MOST_STEPS = 80


def count_edition(edition: Edition, article: Article, spoken: int) -> Mapping[str, int]:
    """What to count of an edition that was made now, for which ``spoken`` sentences were spoken."""
    heard = sum(passage.clip_key is not None for passage in edition.passages)
    counts = Counter({MADE: 1, SPOKEN: spoken, REUSED: max(0, heard - spoken)})
    for passage in edition.passages:
        counts.update(f"{WARNED}{each.code}" for each in passage.utterance.warnings)
    if edition.number == 1:
        since = max(article.revision.published, article.created)
        counts[f"{HEARD_AFTER}{delay_step(since, edition.created)}"] += 1
    return {name: count for name, count in counts.items() if count}


def delay_step(since: datetime, until: datetime) -> int:
    """The step in which the delay lies; what is dated into the future waited for nothing."""
    seconds = max(1.0, (until - since).total_seconds())
    return min(_MOST_STEPS, ceil(log(seconds) / log(_STEP)))


def step_length(step: int) -> timedelta:
    """What is told of a delay in this step: its middle."""
    return timedelta(seconds=_STEP ** (step - 0.5) if step else 1.0)


def delay_bounds() -> tuple[float, ...]:
    """Seconds, each the end of a step: bounds within which delays are told to monitors."""
    return tuple(_STEP**step for step in range(0, _MOST_STEPS, 4))


def delays_within(
    steps: Mapping[int, int], bounds: Sequence[float]
) -> tuple[tuple[int, ...], float]:
    """How many delays lie up to each of ``bounds``, then beyond; and their sum, within 12 %."""
    counts = [0] * (len(bounds) + 1)
    total = 0.0
    for step, count in steps.items():
        # The end of a step is one of the bounds, but for the last bits of a power.
        counts[bisect_left(bounds, _STEP**step * (1 - 1e-9))] += count
        total += count * step_length(step).total_seconds()
    return tuple(counts), total


def quantile(steps: Mapping[int, int], share: float) -> timedelta | None:
    """The delay that ``share`` of all stay within; None of none. ``steps`` are counts by step."""
    total, passed = sum(steps.values()), 0
    for step in sorted(steps):
        passed += steps[step]
        if passed >= share * total > 0:
            return step_length(step)
    return None
