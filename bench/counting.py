"""What counting a download costs the program that sends: CPU of an answer, counted and not.

One program, one run, in turn: parts of a recording for a podcast app, each time another one, and
for a script, which is never counted. All that was sent is counted before the clock stops.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.crowd.front import wait_for_port
from bench.crowd.measuring import cpu_seconds
from tests.ports import free_port

MOST = 1.25
"""A counted answer to one that is not."""

_ROUNDS, _ANSWERS = 8, 500
_COUNTED_WITHIN_S = 7.0
"""The queue is emptied every five seconds."""

_ARTICLE = "Tin phường\n\n" + "Sáng nay, phường khởi công cây cầu mới dài 1,5 km qua sông. " * 40


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when counting costs no more than it may, else 1."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        process = _start(port, folder)
        try:
            assert process.stdout is not None
            token = json.loads(process.stdout.readline())["token"]
            wait_for_port(port)
            address = _record(port, token)
            _round(port, address, process.pid, "AntennaPod/3.5.0 (warm)")
            plain, counted = _in_turn(port, address, process.pid)
        finally:
            process.kill()
            process.communicate(timeout=60)
    each = [1000 * sum(seconds) / _ROUNDS / _ANSWERS for seconds in (plain, counted)]
    ratio = each[1] / each[0]
    print(f"CPU of an answer of 64 kB: {each[0]:.3f} ms, counted {each[1]:.3f} ms: {ratio:.2f}×")
    return 0 if ratio <= MOST else 1


def _in_turn(port: int, address: str, pid: int) -> tuple[list[float], list[float]]:
    plain, counted = [], []
    for number in range(_ROUNDS):
        plain.append(_round(port, address, pid, f"curl/8.5.{number}"))
        counted.append(_round(port, address, pid, f"AntennaPod/3.5.{number}"))
    return plain, counted


def _round(port: int, address: str, pid: int, agent: str) -> float:
    """CPU seconds of the program for some answers, each to another client."""
    before = cpu_seconds([pid])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for number in range(_ANSWERS):
        headers = {"User-Agent": f"{agent} ({number})", "Range": "bytes=0-65535"}
        connection.request("GET", address, headers=headers)
        connection.getresponse().read()
    connection.close()
    time.sleep(_COUNTED_WITHIN_S)
    return cpu_seconds([pid]) - before


def _record(port: int, token: str) -> str:
    """The address of a recording that is public, so that what is sent of it is counted."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/plain; charset=utf-8"}
    connection.request("PUT", "/api/v1/articles/tin-1", _ARTICLE.encode(), headers)
    connection.getresponse().read()
    for _ in range(600):
        connection.request("GET", "/feed.xml")
        feed = connection.getresponse().read().decode()
        if "/audio/" in feed:
            return "/audio/" + feed.split("/audio/")[1].split('"')[0]
        time.sleep(0.1)
    raise TimeoutError("nothing was recorded")


def _start(port: int, folder: str) -> "subprocess.Popen[bytes]":
    words = ("-m", "bench.crowd.station", "loa", str(port), str(Path(folder)))
    own = {name: told for name, told in os.environ.items() if not name.startswith("LOA_")}
    return subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=own
    )


if __name__ == "__main__":
    sys.exit(main())
