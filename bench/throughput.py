"""Articles an hour, by one worker and by two, with a voice on the machine and one elsewhere.

    python -m bench.throughput [--articles 40] [--server]

All articles are in the queue before the workers start; what counts is the time between the
first editions and the last. With eSpeak each worker is kept to a core of its own, as if it
had a machine of its own; the paced engine is a stand-in of Google over a socket that takes
its time to answer, asked no faster than a pace that all workers share. With ``--server``
library and queue are on a PostgreSQL server that is started for it. Exit 1 when two workers
with a core each make less than 1.8 times what one makes, or the pace is exceeded.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.crowd.measuring import cpu_seconds
from service.compose.databases import find_databases
from service.settings import load_settings
from service.store.library import read_library
from tests.faults.fault import stand, stop
from tests.faults.newsroom import Newsroom, open_newsroom, wait_for, write_article
from tests.faults.station import Station, installed
from tests.programs import Program
from tests.servers.postgresql import postgresql
from tests.standins.google import google_stand_in

ENGINES = ("espeak", "paced")
WORKERS = (1, 2)
LEAST_GAIN = 1.8
SENTENCES = 12
DELAY_SECONDS = 0.4
"""What a sentence takes with the engine elsewhere."""

PACE = 240
"""Its requests a minute: what both workers share."""

_PACE_SLACK = 1.1
"""The bucket may be full when the measuring begins."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What some workers made together."""

    articles_an_hour: float
    cpu_seconds: float
    requests_a_minute: float


def measure(engine: str, workers: int, articles: int, database: str) -> Rate:
    """What ``workers`` make of ``articles`` with ``engine``. Raises LostError in the end."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        google = opened.enter_context(google_stand_in())
        google.delay_seconds = DELAY_SECONDS
        voices: Mapping[str, Mapping[str, str]] = {
            "espeak": {"LOA_ENGINE": "espeak"},
            "paced": {
                "LOA_ENGINE": "google",
                "LOA_GOOGLE_URL": google.url,
                "LOA_GOOGLE_PER_MINUTE": str(PACE),
                "LOA_SPEAKERS": "4",
            },
        }
        place = {"LOA_DATABASE_URL": f"{database}?schema={engine}{workers}"} if database else {}
        station = opened.enter_context(installed(folder, {**voices[engine], **place}))
        _fill(open_newsroom(station), articles)
        cores = sorted(os.sched_getaffinity(0))
        programs = [station.start("worker") for _ in range(workers)]
        if engine == "espeak":
            for at, program in enumerate(programs):
                os.sched_setaffinity(program.pid, {cores[at % len(cores)]})
        rate = _watch(station, programs, articles, 2 * workers)
        asked = [each.at for each in google.asked]
        minutes = (asked[-1] - asked[0]) / 60 if len(asked) > 1 else 0.0
        return Rate(*rate, len(asked) / minutes if minutes else 0.0)


def _fill(newsroom: Newsroom, articles: int) -> None:
    """So many articles wait in the queue, and nothing runs."""
    draw = random.Random(articles)
    stand(newsroom, (("serve", "--no-worker"),))
    for number in range(articles):
        assert newsroom.put(f"tin/{number}", write_article(draw, SENTENCES)) == 201
    stop(newsroom)


def _watch(
    station: Station, programs: Sequence[Program], articles: int, first: int
) -> tuple[float, float]:
    """Articles an hour and CPU seconds an article, counted from the ``first`` made ones."""
    settings = load_settings(station.shell.environment({}))
    with closing(read_library(find_databases(settings, settings.data).library)) as library:

        def reaches(count: int) -> None:
            wait_for(lambda: library.count_episodes() >= count, f"{count} are made", station)

        reaches(first)
        began, before, made = time.monotonic(), _cpu(programs), library.count_episodes()
        reaches(articles)
        count = articles - made
        lasted = time.monotonic() - began
        return count / lasted * 3600, (_cpu(programs) - before) / count


def _cpu(programs: Sequence[Program]) -> float:
    return cpu_seconds([pid for each in programs for pid in _family(each.pid)])


def _family(pid: int) -> Iterator[int]:
    """The process and all below it, as the kernel knows them now."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


@contextmanager
def _database(is_wanted: bool) -> Iterator[str]:
    """The address of a server, or nothing."""
    if not is_wanted:
        yield ""
        return
    with postgresql() as server:
        yield server.address


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when a second worker brings what it should and the pace is held, else 1."""
    parser = argparse.ArgumentParser(prog="bench.throughput", description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--server", action="store_true", help="on a PostgreSQL server")
    asked = parser.parse_args(arguments)
    print(f"{'':18}{'articles/h':>11}{'CPU-s each':>12}{'requests/min':>14}")
    missed = []
    with _database(asked.server) as database:
        for engine in asked.engines:
            rates = [_told(engine, each, asked.articles, database) for each in WORKERS]
            gain = rates[-1].articles_an_hour / rates[0].articles_an_hour
            print(f"{engine}: two workers make {gain:.2f} × what one makes", flush=True)
            if engine == "espeak" and gain < LEAST_GAIN:
                missed.append(f"{engine}: {gain:.2f} × of {LEAST_GAIN} ×")
            missed += [
                f"{engine}: {each.requests_a_minute:.0f} requests a minute of {PACE}"
                for each in rates
                if each.requests_a_minute > PACE * _PACE_SLACK
            ]
    print("\n".join(missed) or "Held.")
    return 1 if missed else 0


def _told(engine: str, workers: int, articles: int, database: str) -> Rate:
    rate = measure(engine, workers, articles, database)
    requests = f"{rate.requests_a_minute:14.0f}" if rate.requests_a_minute else f"{'–':>14}"
    print(
        f"{engine:8} {workers} worker{'s' if workers > 1 else ' '}"
        f"{rate.articles_an_hour:11.0f}{rate.cpu_seconds:12.2f}{requests}",
        flush=True,
    )
    return rate


if __name__ == "__main__":
    sys.exit(main())
