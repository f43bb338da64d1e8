"""The numbers of an installation, the same whichever of its programs is asked.

What is counted stands in the library, which all programs share; what is as it is now is looked
at when somebody asks.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from service.compose.service import Service
from service.errors import LoaError
from service.model.published_names import FEED_FILE
from service.outputs.exposition import Metric, MetricKind, gauge, histogram_samples, labelled
from service.plan.counting import (
    FAILED,
    HEARD_AFTER,
    MADE,
    REUSED,
    SPOKEN,
    WARNED,
    delay_bounds,
    delays_within,
)

T = TypeVar("T")


def measure(service: Service, now: datetime) -> Iterator[Metric]:
    """Every metric of the installation; one that cannot be learnt now is left out."""
    yield from _known(lambda: _work(service.library.counts_in_all()))
    yield from _known(lambda: _queue(service, now))
    yield from _known(lambda: _public(service))
    yield from _known(lambda: _circuits(service))
    yield from _known(lambda: _disk(service))


def _known(look: Callable[[], Sequence[Metric]]) -> Sequence[Metric]:
    """What is found; nothing, while the database or the disk does not answer."""
    try:
        return look()
    except (LoaError, OSError):
        return ()


def _delays(counts: Mapping[str, int]) -> Metric:
    steps = {int(step): count for step, count in _named(counts, HEARD_AFTER).items()}
    bounds = delay_bounds()
    within, total = delays_within(steps, bounds)
    return Metric(
        "loa_publication_to_audio_seconds",
        MetricKind.HISTOGRAM,
        "From an article's publication, or its arrival where that came later, to its sound.",
        histogram_samples(bounds, within, total),
    )


def _work(counts: Mapping[str, int]) -> Sequence[Metric]:
    counter = MetricKind.COUNTER
    return (
        _delays(counts),
        labelled(
            "loa_sentences_total",
            counter,
            "Sentences of editions: spoken by an engine, or used again from the cache.",
            "source",
            {"engine": counts.get(SPOKEN, 0), "cache": counts.get(REUSED, 0)},
        ),
        labelled(
            "loa_runs_total",
            counter,
            "Runs that made an edition, and runs that failed.",
            "outcome",
            {"made": counts.get(MADE, 0), "failed": sum(_named(counts, FAILED).values())},
        ),
        labelled(
            "loa_failures_total",
            counter,
            "Failed runs by the class of what failed.",
            "reason",
            _named(counts, FAILED),
        ),
        labelled(
            "loa_warnings_total",
            counter,
            "Places that an editor should look at, by kind.",
            "code",
            _named(counts, WARNED),
        ),
    )


def _queue(service: Service, now: datetime) -> Sequence[Metric]:
    waiting, failing, held = service.library.count_waiting()
    lists = service.jobs.lists
    oldest = lists.oldest_waiting()
    return (
        gauge("loa_queue_jobs", "Jobs that wait for a worker.", lists.count_waiting()),
        gauge(
            "loa_queue_age_seconds",
            "How long the oldest job that waits has waited; 0 while none does.",
            max(0.0, (now - oldest).total_seconds()) if oldest else 0,
        ),
        gauge("loa_workers", "Workers that live.", service.jobs.living_workers()),
        labelled(
            "loa_articles_waiting",
            MetricKind.GAUGE,
            "Articles whose edition is wished for, those that failed, texts that wait for a yes.",
            "state",
            {"wished": waiting, "failing": failing, "held": held},
        ),
    )


def _public(service: Service) -> Sequence[Metric]:
    return (
        gauge("loa_episodes", "Episodes that the public has.", service.library.count_episodes()),
        gauge("loa_feed_bytes", "Length of the ready feed.", service.media.size(FEED_FILE)),
        gauge(
            "loa_media_whole",
            "1 while feed, cover and the newest recordings are there and as long as published.",
            float(service.media_is_whole()),
        ),
    )


def _circuits(service: Service) -> Sequence[Metric]:
    shut = {each.engine: each.seconds_shut for each in service.circuits()}
    return (
        labelled(
            "loa_engine_shut_seconds",
            MetricKind.GAUGE,
            "For how long an engine that refused is not asked; 0 while it may be.",
            "engine",
            shut,
        ),
    )


def _disk(service: Service) -> Sequence[Metric]:
    folders: Mapping[str, Path] = {
        "data": service.settings.data,
        "cache": service.settings.cache,
    }
    free = {name: float(shutil.disk_usage(each).free) for name, each in folders.items()}
    return (
        labelled("loa_disk_free_bytes", MetricKind.GAUGE, "Free space, by folder.", "folder", free),
    )


def _named(counts: Mapping[str, int], head: str) -> Mapping[str, int]:
    found = Counter[str]()
    for name, count in sorted(counts.items()):
        if name.startswith(head):
            found[name.removeprefix(head)] += count
    return found
