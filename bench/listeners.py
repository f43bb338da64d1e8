"""Many listeners at one station: feed latency, CPU, temporary bytes, descriptors, refusals.

Players ask for ``bytes=0-``, read at the pace of playing and seek; apps poll the feed;
an editor's system saves articles that are spoken (by silence) meanwhile. Loa by itself,
behind nginx, and the old way: waitress as it is, with select(2) and copied ranges.
"""

import argparse
import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.crowd.front import find_nginx, nginx_before, wait_for_port
from bench.crowd.listening import Crowd
from bench.crowd.measuring import cpu_seconds, descriptors, temporary_bytes


@dataclass
class Met:
    """What one way of serving cost while the crowd was there."""

    crowd: Crowd
    cpu_s: float
    temporary: int
    descriptors: int
    lives: bool

    def refused(self) -> int:
        """Requests answered by anything but what was asked for."""
        well = ("206", "feed 200", "saved 200", "saved 201", "saved 202")
        return sum(count for what, count in self.crowd.heard.items() if what not in well)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when Loa kept everybody, wrote nothing temporary and beat the old way, else 1."""
    parser = argparse.ArgumentParser(prog="bench.listeners", description=__doc__)
    parser.add_argument("--listeners", type=int, default=500)
    parser.add_argument("--polls", type=int, default=200, help="a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--ways", nargs="*", default=["loa", "nginx", "old"])
    asked = parser.parse_args(arguments)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(f"{'':8}{'feed p50':>10}{'p99':>10}{'CPU':>9}{'temp':>10}{'fds':>7}{'refused':>9}")
    met: dict[str, Met] = {}
    for way in asked.ways:
        if way == "nginx" and find_nginx() is None:
            print("nginx   is not installed: not measured")
            continue
        met[way] = _measure(way, asked)
        _print(way, met[way], asked.seconds)
    return 0 if _holds(met) else 1


def _holds(met: Mapping[str, Met]) -> bool:
    """Wall times are the machine's; that nobody is refused and nothing copied is ours."""
    ours = [each for way, each in met.items() if way != "old"]
    kept = all(each.lives and not each.refused() and not each.temporary for each in ours)
    if not {"loa", "old"} <= set(met):
        return kept
    loa, old = (_percentile(met[way].crowd.feed_ms, 50) for way in ("loa", "old"))
    print(f"the feed's p50, Loa to the old way: {loa / old:.2f}×")
    return kept and loa < old


def _print(way: str, met: Met, seconds: float) -> None:
    feed = met.crowd.feed_ms
    print(
        f"{way:8}{_percentile(feed, 50):7.1f} ms{_percentile(feed, 99):7.0f} ms"
        f"{met.cpu_s / seconds:7.0%} {met.temporary / 1e6:7.1f} MB{met.descriptors:7}"
        f"{met.refused():9}{'' if met.lives else '   the server has ended'}"
    )
    saved, heard = met.crowd.saved_ms, sorted(met.crowd.least_bytes) or [0]
    print(
        f"        saved p50 {_percentile(saved, 50):.0f} ms; the least that one heard "
        f"{heard[0] / 1000:.0f} kB; {dict(sorted(met.crowd.heard.items()))}",
        flush=True,
    )


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values) or [float("nan")]
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _measure(way: str, asked: argparse.Namespace) -> Met:
    with tempfile.TemporaryDirectory() as name, _station(way, Path(name)) as (pid, port, told):
        if way != "nginx":
            return asyncio.run(_watch([pid], port, told, asked))
        folder, front = Path(name) / "nginx", _free_port()
        folder.mkdir()
        with nginx_before(port, front, folder) as pids:
            return asyncio.run(_watch([pid, *pids], front, told, asked))


async def _watch(
    pids: Sequence[int], port: int, told: dict[str, str], asked: argparse.Namespace
) -> Met:
    crowd = Crowd(port, told["recording"], told["token"], time.monotonic() + asked.seconds)
    before = cpu_seconds(pids)
    coming = asyncio.ensure_future(crowd.come(asked.listeners, asked.polls))
    temporary = most = 0
    cpu = before
    while not coming.done():
        await asyncio.sleep(0.5)
        temporary = max(temporary, temporary_bytes(pids))
        most = max(most, descriptors(pids[0]))
        cpu = max(cpu, cpu_seconds(pids))
    await coming
    return Met(crowd, cpu - before, temporary, most, descriptors(pids[0]) > 0)


@contextmanager
def _station(way: str, folder: Path) -> Iterator[tuple[int, int, dict[str, Any]]]:
    port = _free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "bench.crowd.station"),
            *("old" if way == "old" else "loa", str(port), str(folder)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith("LOA_")},
    )
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        wait_for_port(port)
        yield process.pid, port, told
    finally:
        process.kill()
        process.communicate(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
