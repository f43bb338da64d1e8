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
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.crowd.front import find_nginx, nginx_before, wait_for_port
from bench.crowd.watching import CrowdSize, Met, percentile, watch
from tests.ports import free_port


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
        met[way] = _measure(way, CrowdSize(asked.listeners, asked.polls, asked.seconds))
        _print(way, met[way], asked.seconds)
    return 0 if _holds(met) else 1


def _holds(met: Mapping[str, Met]) -> bool:
    """Wall times are the machine's; that nobody is refused and nothing copied is ours."""
    ours = [each for way, each in met.items() if way != "old"]
    kept = all(each.lives and not each.refused() and not each.temporary for each in ours)
    if not {"loa", "old"} <= set(met):
        return kept
    loa, old = (percentile(met[way].crowd.feed_ms, 50) for way in ("loa", "old"))
    print(f"the feed's p50, Loa to the old way: {loa / old:.2f}×")
    return kept and loa < old


def _print(way: str, met: Met, seconds: float) -> None:
    feed = met.crowd.feed_ms
    print(
        f"{way:8}{percentile(feed, 50):7.1f} ms{percentile(feed, 99):7.0f} ms"
        f"{met.cpu_s / seconds:7.0%} {met.temporary / 1e6:7.1f} MB{met.descriptors:7}"
        f"{met.refused():9}{'' if met.lives else '   the server has ended'}"
    )
    saved, heard = met.crowd.saved_ms, sorted(met.crowd.least_bytes) or [0]
    print(
        f"        saved p50 {percentile(saved, 50):.0f} ms; the least that one heard "
        f"{heard[0] / 1000:.0f} kB; {dict(sorted(met.crowd.heard.items()))}",
        flush=True,
    )


def _measure(way: str, size: CrowdSize) -> Met:
    with tempfile.TemporaryDirectory() as name, _station(way, Path(name)) as (pid, port, told):
        if way != "nginx":
            return asyncio.run(watch([pid], port, told["recording"], told["token"], size))
        folder, front = Path(name) / "nginx", free_port()
        folder.mkdir()
        with nginx_before([port], front, folder) as pids:
            return asyncio.run(watch([pid, *pids], front, told["recording"], told["token"], size))


@contextmanager
def _station(way: str, folder: Path) -> Iterator[tuple[int, int, dict[str, Any]]]:
    port = free_port()
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


if __name__ == "__main__":
    sys.exit(main())
