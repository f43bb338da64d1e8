"""Ten newsrooms and one worker: is each recorded for as much, and who comes late at once?

    python -m bench.fairness [--minutes 8]

All ten have more articles in the queue than can be made; one has ten times as many. In the
middle an eleventh comes with a single article. Turns are 15 seconds long, so that between two
ends of a round somebody is ahead by one: what counts is how far apart the ten are at the end of
the last round that ended. Exit 1 when that is more than 10 %.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from service.compose import open_service
from service.compose.databases import find_databases
from service.compose.newsrooms.roster import read_roster
from service.compose.newsrooms.rota import TURN_S
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.model import HOUSE
from service.settings import Settings
from service.store.library import Library, read_library

NEWSROOMS, AT_ONCE = 10, 2
LATE = "den-sau"
MOST_APART = 0.10
ARTICLES, MANY = 400, 4_000
_WORDS = 60


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the ten are within 10 % of each other, else 1."""
    parser = argparse.ArgumentParser(prog="bench.fairness", description=__doc__)
    parser.add_argument("--minutes", type=float, default=8.0)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        environ = _lay(Path(name))
        newsrooms = read_roster(environ).newsrooms
        ten = [each for each in newsrooms if each != LATE]
        for number, each in enumerate(ten):
            _fill(newsrooms[each].settings, MANY if number == 0 else ARTICLES)
        _fill(newsrooms[LATE].settings, 0)
        libraries = {
            each: opened.enter_context(closing(_library(newsroom.settings)))
            for each, newsroom in newsrooms.items()
        }
        worker = subprocess.Popen([sys.executable, "-m", "service.cli", "worker"], env=environ)
        try:
            counts = _watch(libraries, ten, newsrooms[LATE].settings, asked.minutes * 60)
        finally:
            worker.send_signal(signal.SIGTERM)
            worker.wait(120)
    apart = (max(counts) - min(counts)) / (sum(counts) / len(counts))
    print(f"articles made of each: {counts}; {apart:.0%} apart of {MOST_APART:.0%}")
    return 1 if apart > MOST_APART else 0


def _lay(folder: Path) -> Mapping[str, str]:
    """The variables of an operator of ten newsrooms and one that comes late."""
    files = folder / "newsrooms"
    files.mkdir()
    for name in (*(f"toa-{number}" for number in range(NEWSROOMS)), LATE):
        (files / f"{name}.toml").write_text(f'base_url = "http://{name}.example"\n', "utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOA_")}
    return own | {
        "LOA_NEWSROOMS": str(files),
        "LOA_NEWSROOM_WORKERS": str(AT_ONCE),
        "LOA_DATA": str(folder / "data"),
        "LOA_CACHE": str(folder / "clips"),
        "LOA_ENGINE": "silence",
        "LOA_RELEASE": "automatic",
        "LOA_FREE_SPACE_MB": "0",
    }


def _fill(settings: Settings, articles: int) -> None:
    """So many articles wait in the newsroom's queue."""
    with open_service(settings, now=_now) as service:
        desk = Desk(HOUSE, service.library, _now())
        for number in range(articles):
            service.update(service.take_in(_write(number), Hints(f"tin/{number}"), desk))


def _write(number: int) -> bytes:
    sentences = (
        f"Tổ dân phố số {number * 100 + at} họp bàn việc chung của phường."
        for at in range(_WORDS // 12)
    )
    return f"Tin {number} của phường\n\n02-01-2026 08:00\n\n{' '.join(sentences)}\n".encode()


def _library(settings: Settings) -> Library:
    return read_library(find_databases(settings, settings.data).library)


def _watch(
    libraries: Mapping[str, Library], ten: Sequence[str], late: Settings, seconds: float
) -> list[int]:
    """What was made of each of the ten at the end of a round, the last one; told as it goes."""
    began, ends, late_at = time.monotonic(), time.monotonic() + seconds, 0.0
    round_s = NEWSROOMS * TURN_S / AT_ONCE
    last: list[list[int]] = []
    while (now := time.monotonic()) < ends:
        time.sleep(0.5)
        if not late_at and now - began > seconds / 2:
            _fill(late, 1)
            late_at = now
        if late_at > 0 and libraries[LATE].count_episodes():
            print(f"who came late was recorded after {now - late_at:.0f} s", flush=True)
            late_at = -1.0
        if now > ends - round_s:
            last.append([libraries[each].count_episodes() for each in ten])
    if late_at > 0:
        print("who came late was not recorded")
    return min(last, key=lambda counts: max(counts) - min(counts))


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
