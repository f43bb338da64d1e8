"""The clock is compared with what was last seen: dates of a wrong one do not stay for ever."""

import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.articles.revision import redate
from service.store.library import Library

_LOG = logging.getLogger(__name__)

LEAP_WHILE_RUNNING = timedelta(days=1)
"""The upkeep looks each ten minutes: so much more than that is a leap, or a long sleep."""

LEAP_AT_START = timedelta(days=366)
"""A station may stand for a summer; for a year it hardly does."""

_SLACK = timedelta(days=1)
_SEEN, _LEAPS = "clock last seen", "clock leaps"
_MOST_LEAPS = 10


@dataclass(frozen=True, slots=True)
class Leap:
    """The clock went from ``before`` to ``after`` at once."""

    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What was last seen of the clock, and its leaps that have not been taken back."""

    seen: datetime | None = None
    leaps: tuple[Leap, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be remembered, and what was found of ``now``.

    ``undone`` is the leap that the clock has come back from: it was a wrong one.
    """

    memory: Memory
    leaped: bool = False
    went_back: bool = False
    undone: Leap | None = None


def judge(now: datetime, memory: Memory, longest: timedelta) -> Judgement:
    """What ``now`` says, where more than ``longest`` since the last look is a leap.

    Only a clock that comes back to where it leaped from proves that the leap was wrong.
    One that is merely early (an empty battery, 1970) proves nothing, and what was seen
    last is remembered.
    """
    seen = memory.seen
    if seen is None:
        return Judgement(replace(memory, seen=now))
    undone = next((each for each in memory.leaps if each.before <= now < each.after), None)
    if undone is not None and now < seen - _SLACK:
        kept = memory.leaps[: memory.leaps.index(undone)]
        return Judgement(Memory(now, kept), undone=undone)
    if now - seen > longest:
        leaps = (*memory.leaps, Leap(seen, now))[-_MOST_LEAPS:]
        return Judgement(Memory(now, leaps), leaped=True)
    if now < seen - _SLACK:
        return Judgement(memory, went_back=True)
    return Judgement(replace(memory, seen=max(now, seen)))


def watch_clock(library: Library, now: datetime, longest: timedelta) -> int:
    """How many articles were dated anew, since the clock that dated them was wrong.

    An article that names no date was given the moment it came in: that one is given it
    again. A date that the sender or the page states is left alone. Raises StoreError.
    """
    memory = _remembered(library)
    found = judge(now, memory, longest)
    if found.leaped:
        _LOG.warning("đồng hồ nhảy từ %s tới %s (the clock leaped)", memory.seen, now)
    if found.went_back:
        _LOG.warning(
            "đồng hồ chỉ %s, sớm hơn lần chạy trước %s (the clock went back)", now, memory.seen
        )
    count = _date_anew(found.undone.after, now, library) if found.undone else 0
    if found.memory != memory:
        _remember(found.memory, library)
    return count


def _date_anew(since: datetime, now: datetime, library: Library) -> int:
    count = 0
    for article_id in library.articles_since(since):
        article = library.readable_article(article_id)
        # Intake dates what names no date by the moment it is taken in, exactly.
        if article is not None and article.revision.published == article.created:
            original = library.original(article_id)
            hold = library.hold(article.id)
            doubts = hold.reasons if hold is not None and hold.is_first else ()
            library.take_in(redate(article.revision, now), original, now, doubts)
            count += 1
    library.redate_since(since, now)
    _LOG.warning("đồng hồ đã đúng lại; ghi lại ngày của %d bài (articles dated anew)", count)
    return count


def seen_clock(library: Library) -> datetime | None:
    """What the clock said when it was last looked at; None before anything was dated by it.

    Where no look was noted yet, the last article that came tells.
    """
    seen = library.fact(_SEEN)
    return datetime.fromisoformat(seen) if seen else library.last_arrival()


def remembered_leaps(library: Library) -> tuple[Leap, ...]:
    """The leaps of the clock that have not been taken back."""
    leaps = json.loads(library.fact(_LEAPS) or "[]")
    return tuple(Leap(*map(datetime.fromisoformat, pair)) for pair in leaps)


def _remembered(library: Library) -> Memory:
    return Memory(seen_clock(library), remembered_leaps(library))


def _remember(memory: Memory, library: Library) -> None:
    pairs = [[leap.before.isoformat(), leap.after.isoformat()] for leap in memory.leaps]
    library.keep_fact(_LEAPS, json.dumps(pairs))
    if memory.seen is not None:
        library.keep_fact(_SEEN, memory.seen.isoformat())
