"""How the work has gone these days, told from what was counted as it was done."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from service.plan.counting import FAILED, HEARD_AFTER, MADE, REUSED, SPOKEN, WARNED, quantile
from service.store.library import Library


@dataclass(frozen=True, slots=True)
class Day:
    """What was counted on one day of the newsroom.

    ``median`` and ``slow`` are the delays from an article's publication, or its arrival where
    that came later, to its first sound, which half and nine tenths of the new ones stayed within.
    """

    day: date
    made: int
    failed: int
    spoken: int
    reused: int
    median: timedelta | None
    slow: timedelta | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The days, the oldest first, and over all of them: delays, warnings by code, failures by kind.

    ``waiting`` recordings wait now, ``failing`` of them after a failure, ``held`` texts for a yes.
    """

    days: tuple[Day, ...]
    total: Day
    warnings: tuple[tuple[str, int], ...]
    failures: tuple[tuple[str, int], ...]
    waiting: int
    failing: int
    held: int


def look_back(library: Library, days: int, now: datetime, zone: tzinfo) -> Dashboard:
    """The dashboard of the last ``days`` with today, as the newsroom's ``zone`` divides them."""
    today = now.astimezone(zone).date()
    wanted = [today - timedelta(days=back) for back in reversed(range(days))]
    begin = datetime(wanted[0].year, wanted[0].month, wanted[0].day, tzinfo=zone)
    counted: dict[date, Counter[str]] = {day: Counter() for day in wanted}
    for hour, name, count in library.counts_since(begin):
        day = hour.astimezone(zone).date()
        if day in counted:
            counted[day][name] += count
    whole = sum(counted.values(), Counter[str]())
    waiting, failing, held = library.count_waiting()
    return Dashboard(
        days=tuple(_day(day, counts) for day, counts in counted.items()),
        total=_day(today, whole),
        warnings=_named(whole, WARNED),
        failures=_named(whole, FAILED),
        waiting=waiting,
        failing=failing,
        held=held,
    )


def _day(day: date, counts: Mapping[str, int]) -> Day:
    steps = {int(step): count for step, count in _named(counts, HEARD_AFTER)}
    return Day(
        day,
        made=counts.get(MADE, 0),
        failed=sum(count for _, count in _named(counts, FAILED)),
        spoken=counts.get(SPOKEN, 0),
        reused=counts.get(REUSED, 0),
        median=quantile(steps, 0.5),
        slow=quantile(steps, 0.9),
    )


def _named(counts: Mapping[str, int], head: str) -> tuple[tuple[str, int], ...]:
    """What was counted under names with this ``head``, the most frequent first."""
    found = [
        (name.removeprefix(head), count) for name, count in counts.items() if name.startswith(head)
    ]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))
