"""What many newsrooms need, multiplied from what one article costs and holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.scale.costing import ArticleCost
from bench.scale.holding import Holding
from bench.scale.waiting import hands_needed, simulate

WAIT_SECONDS = 300.0
"""Within this, 95 of 100 articles are to be begun."""

POLLS_A_DAY = 24
"""How often a podcast client asks for the feed: assumed."""

CHANGED_POLLS = 0.4
"""The share of polls that find a new feed; the others are answered 304: assumed."""

FEED_GZIPPED = 0.12
"""Of the feed's bytes, when gzip has packed it."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs many newsrooms: how many, what each sends a day, who listens, what is kept."""

    newsrooms: int
    daily: int
    episodes: int
    subscribers: int
    plays: float

    @property
    def articles_a_day(self) -> int:
        """Of all newsrooms."""
        return self.newsrooms * self.daily


def plan(operator: Operator, cost: ArticleCost, own: ArticleCost, held: Holding) -> Iterator[str]:
    """The plan, a line a quantity: workers, database, storage, traffic."""
    daily = operator.articles_a_day
    yield f"articles a day            {daily:,}"
    for name, each in (("a voice on the machine", cost), ("a voice elsewhere", own)):
        hands = hands_needed(daily, each.cpu_seconds, WAIT_SECONDS)
        waits = simulate(daily, each.cpu_seconds, hands)
        yield (
            f"cores, {name:22} {hands}: 95 of 100 wait ≤ {waits.p95:.0f} s, median "
            f"{waits.median:.0f} s, longest {waits.longest:.0f} s, busy {waits.busy:.0%}"
        )
    yield f"database                  {_large(operator.episodes * cost.row_bytes)}"
    yield f"sound                     {_large(operator.episodes * cost.media_bytes)}"
    yield f"sound, more each day      {_large(daily * cost.media_bytes)}"
    yield f"clips, more each day      {_large(daily * cost.clip_bytes)} (may be deleted)"
    polls = operator.newsrooms * operator.subscribers * POLLS_A_DAY
    yield f"feed polls a second       {polls / 86_400:,.0f} (mean)"
    yield (
        "feeds sent a day          "
        f"{_large(polls * CHANGED_POLLS * held.feed_bytes * FEED_GZIPPED)} (gzipped)"
    )
    plays = operator.newsrooms * operator.subscribers * operator.plays
    yield f"sound sent a day          {_large(plays * cost.media_bytes)} ({plays:,.0f} plays)"


def _large(count: float) -> str:
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if count < 1000 or unit == "TB":
            break
        count /= 1000
    return f"{count:,.1f} {unit}"
