"""Five hundred listeners, polls and an editor: one program, and the same grown to several.

    python -m bench.load

``embedded`` is `loa serve` on SQLite and a folder. ``grown`` is two web programs and two
workers over a PostgreSQL server and a bucket (a server that speaks S3), behind nginx with
``deploy/nginx/loa-cached.conf``, all on this machine; each has been asked before. Exit 1 when
somebody is refused, a program of Loa's holds more than 250 MB, or the feed's p99 behind nginx
is above 50 ms while the machine had time to spare.
"""

import argparse
import asyncio
import os
import random
import resource
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import Request, urlopen

from bench.crowd.front import cached_nginx_before, find_nginx, wait_for_port
from bench.crowd.station import RECORDING_BYTES, recording_name
from bench.crowd.watching import CrowdSize, Met, percentile, watch
from service.compose import open_service
from service.settings import load_settings
from tests.faults.newsroom import open_newsroom
from tests.faults.station import Station, installed
from tests.ports import free_port
from tests.servers.postgresql import postgresql
from tests.servers.s3 import KEYS, s3

MOST_MB = 250.0
MOST_FEED_P99_MS = 50.0
_BUSY = 0.9
"""Of all cores: above it the machine, which the crowd shares, is what is measured."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Programs that serve: Loa's, nginx's, the port to ask, and what is asked for."""

    programs: Sequence[int]
    front: Sequence[int]
    port: int
    recording: str
    token: str


@contextmanager
def embedded(folder: Path) -> Iterator[Standing]:
    """`loa serve`, by itself."""
    port = free_port()
    with installed(folder, {"LOA_PORT": str(port)}) as station:
        recording = _publish_recording(station)
        token = open_newsroom(station).token
        program = station.start("serve")
        wait_for_port(port)
        yield Standing([program.pid], [], port, recording, token)


@contextmanager
def grown(folder: Path) -> Iterator[Standing]:
    """Two web programs and two workers on a server and a bucket, behind nginx."""
    ports, front = (free_port(), free_port()), free_port()
    with ExitStack() as opened:
        bucket, database = opened.enter_context(s3()), opened.enter_context(postgresql())
        bucket.make_bucket("loa")
        settings = {
            **KEYS,
            "LOA_DATABASE_URL": f"{database.address}?schema=loa",
            "LOA_MEDIA_URL": bucket.address("loa", "media"),
            "LOA_BASE_URL": f"http://127.0.0.1:{front}",
            "LOA_TRUSTED_PROXY": "127.0.0.1",
        }
        station = opened.enter_context(installed(folder, settings))
        recording = _publish_recording(station)
        token = open_newsroom(station).token
        programs = [
            station.start("serve", "--no-worker", settings={"LOA_PORT": str(port)})
            for port in ports
        ]
        for port in ports:
            wait_for_port(port)
        programs += [station.start("worker") for _ in range(2)]
        place = folder / "nginx"
        place.mkdir()
        before = opened.enter_context(cached_nginx_before(ports, front, place))
        yield Standing([each.pid for each in programs], before, front, recording, token)


WAYS = {"embedded": embedded, "grown": grown}


def _publish_recording(station: Station) -> str:
    """The address of 21 minutes of sound, put where the station publishes."""
    content = random.Random(8).randbytes(RECORDING_BYTES)
    name, environment = recording_name(content), station.shell.environment({})
    file = station.shell.folder / "recording.mp3"
    file.write_bytes(content)
    with _environment(environment), open_service(load_settings(environment), now=_now) as service:
        service.media.publish(name, file)
    return f"/audio/{name}"


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """The keys of a bucket are read from the environment of the program itself."""
    before = {name: os.environ.get(name) for name in KEYS}
    os.environ.update({name: variables[name] for name in KEYS if name in variables})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _now() -> datetime:
    return datetime.now(UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everybody was served within the bounds, else 1."""
    parser = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("--listeners", type=int, default=500)
    parser.add_argument("--polls", type=int, default=50, help="of the feed, a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--ways", nargs="*", default=list(WAYS), choices=list(WAYS))
    asked = parser.parse_args(arguments)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    size = CrowdSize(asked.listeners, asked.polls, asked.seconds)
    print(f"{'':10}{'feed p50':>10}{'p99':>10}{'saved p50':>11}{'CPU':>7}{'MB':>7}{'refused':>9}")
    missed: list[str] = []
    for way in asked.ways:
        if way == "grown" and find_nginx() is None:
            print("grown: nginx is not installed: not measured")
            continue
        missed += _told(way, size)
    print("\n".join(missed) or "Held.")
    return 1 if missed else 0


def _told(way: str, size: CrowdSize) -> list[str]:
    """What ``way`` missed; its row is printed."""
    with tempfile.TemporaryDirectory() as name, WAYS[way](Path(name)) as standing:
        _come_before(standing)
        pids = [*standing.programs, *standing.front]
        met = asyncio.run(watch(pids, standing.port, standing.recording, standing.token, size))
    busy = met.machine_busy
    feed = met.crowd.feed_ms
    print(
        f"{way:10}{percentile(feed, 50):7.1f} ms{percentile(feed, 99):7.0f} ms"
        f"{percentile(met.crowd.saved_ms, 50):8.0f} ms{met.cpu_s / size.seconds:7.0%}"
        f"{met.memory_mb:7.0f}{met.refused():9}   (machine {busy:.0%} busy)\n"
        f"{'':10}{dict(sorted(met.crowd.heard.items()))}",
        flush=True,
    )
    return list(_misses(way, met, busy))


def _come_before(standing: Standing) -> None:
    """Somebody has asked each web program before the crowd comes: what is near is near by then."""
    for _ in range(4):
        for path in ("/feed.xml", standing.recording):
            asked = Request(
                f"http://127.0.0.1:{standing.port}{path}", headers={"Range": "bytes=0-9"}
            )
            with urlopen(asked, timeout=30) as answer:
                answer.read()


def _misses(way: str, met: Met, busy: float) -> Iterator[str]:
    if met.refused() or not met.lives:
        yield f"{way}: {met.refused()} refused"
    if met.memory_mb > MOST_MB:
        yield f"{way}: a program of {met.memory_mb:.0f} MB of {MOST_MB:.0f}"
    p99 = percentile(met.crowd.feed_ms, 99)
    if way == "grown" and p99 > MOST_FEED_P99_MS and busy < _BUSY:
        yield f"{way}: feed p99 {p99:.0f} ms of {MOST_FEED_P99_MS:.0f}"


if __name__ == "__main__":
    sys.exit(main())
