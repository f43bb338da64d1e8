"""The plan of ``docs/scale.md``, measured here, simulated and multiplied."""

import argparse
import sys
from collections.abc import Sequence

from bench.scale import costing, holding
from bench.scale.planning import WAIT_SECONDS, Operator, plan
from bench.scale.waiting import hands_needed, simulate

MOST_PUBLISH_SECONDS = 0.3
MEANS = (1.0, 5.0, 20.0, 60.0)
"""Seconds that an article may take a hand: with any engine, for the table of the queue."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when a publication among very many costs no more than it may, else 1."""
    parser = argparse.ArgumentParser(prog="bench.scale", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="in the one store")
    parser.add_argument("--newsrooms", type=int, default=1_000)
    parser.add_argument("--daily", type=int, default=10, help="articles a newsroom and day")
    parser.add_argument("--episodes", type=int, default=10_000_000, help="of all newsrooms")
    parser.add_argument("--subscribers", type=int, default=200, help="of a newsroom, in the mean")
    parser.add_argument("--plays", type=float, default=2.0, help="a subscriber and day")
    asked = parser.parse_args(arguments)
    own, voiced = (_tell_cost(engine) for engine in costing.ENGINES)
    held = holding.measure(asked.articles)
    print(
        f"{held.articles:,} articles: library {held.library_bytes / 1e6:,.0f} MB "
        f"({held.row_bytes / 1000:.0f} kB each, a third of them of 3,000 words), "
        f"feed {held.feed_bytes / 1000:.0f} kB, "
        f"publishing {held.costs['publish'] * 1000:.0f} ms, upkeep "
        f"{held.costs['upkeep'] * 1000:.0f} ms, memory {held.costs['memory']:.0f} MB",
        flush=True,
    )
    operator = Operator(
        asked.newsrooms, asked.daily, asked.episodes, asked.subscribers, asked.plays
    )
    print("\n".join(plan(operator, voiced, own, held)))
    _tell_queue(operator.articles_a_day)
    missed = held.costs["publish"] > MOST_PUBLISH_SECONDS
    print(f"Publishing costs more than {MOST_PUBLISH_SECONDS} CPU-s." if missed else "Held.")
    return 1 if missed else 0


def _tell_cost(engine: str) -> costing.ArticleCost:
    cost = costing.measure(engine)
    print(
        f"an article of {costing.WORDS} words, {engine:8}: {cost.cpu_seconds:.2f} CPU-s, "
        f"{cost.sound_minutes:.1f} min, {cost.media_bytes / 1e6:.2f} MB published, "
        f"{cost.clip_bytes / 1e6:.2f} MB of clips, {cost.row_bytes / 1000:.0f} kB of rows",
        flush=True,
    )
    return cost


def _tell_queue(articles: int) -> None:
    print(f"\nthe queue of {articles:,} articles a day, simulated:")
    print("seconds each   hands   wait p50   p95   longest   busy   with one hand fewer: p95")
    for mean in MEANS:
        hands = hands_needed(articles, mean, WAIT_SECONDS)
        waits = simulate(articles, mean, hands)
        fewer = f"{simulate(articles, mean, hands - 1).p95:8.0f} s" if hands > 1 else "       –"
        print(
            f"{mean:10.0f} s  {hands:6}  {waits.median:7.0f} s {waits.p95:4.0f} s "
            f"{waits.longest:6.0f} s  {waits.busy:5.0%}   {fewer}"
        )


if __name__ == "__main__":
    sys.exit(main())
