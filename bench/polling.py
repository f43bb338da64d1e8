"""How many polls of a feed of 300 episodes are answered in a second, with nothing new in it.

    python -m bench.polling [--seconds 5]

Side by side on this machine, which the clients share: a feed that feedgen writes at each
request (what one would otherwise run), `loa serve`, and `loa serve` behind nginx with
``deploy/nginx/loa-cached.conf``. Exit 1 when a poll costs `loa serve` more than a fiftieth of
the CPU that it costs with feedgen, or nginx answers less than 2,000 a second.
"""

import argparse
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from bench.crowd.front import cached_nginx_before, find_nginx
from bench.crowd.measuring import cpu_seconds
from bench.crowd.written_feed import EPISODES, written_at_each_request
from bench.desk.served import serve
from tests.ports import free_port

CLIENTS = 4
LEAST_TIMES, LEAST_BEHIND_NGINX = 50.0, 2_000.0
_FEED = "/feed.xml"
_OTHERWISE, _SERVED, _BEHIND = "feedgen at each request", "loa serve", "behind nginx"


@dataclass(frozen=True, slots=True)
class Polled:
    """How many polls were answered in a second, and for how much CPU of the server each."""

    a_second: float
    cpu_ms: float


_ENOUGH = Polled(LEAST_BEHIND_NGINX, 0.0)
"""Where there is no nginx, nothing is missed."""


def poll(port: int, programs: Sequence[int], seconds: float) -> Polled:
    """What CLIENTS that keep their connections are given 304 by the server at ``port``."""
    tag = _tag_of(port)
    request = (
        f"GET {_FEED} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n"
        f"If-None-Match: {tag}\r\n\r\n"
    ).encode()
    counts = [0] * CLIENTS
    end = time.perf_counter() + seconds

    def ask(number: int) -> None:
        while time.perf_counter() < end:
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                is_kept = True
                while is_kept and time.perf_counter() < end:
                    connection.sendall(request)
                    is_kept = _require_304(connection)
                    counts[number] += 1

    before = cpu_seconds(programs)
    clients = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    answered = sum(counts)
    return Polled(answered / seconds, (cpu_seconds(programs) - before) / answered * 1000)


def _require_304(connection: socket.socket) -> bool:
    """Reads an answer, which has no body; whether another may be asked for on this connection."""
    told = b""
    while b"\r\n\r\n" not in told:
        part = connection.recv(65_536)
        if not part:
            raise SystemExit("the server ended the connection")
        told += part
    if not told.startswith(b"HTTP/1.1 304 "):
        raise SystemExit(f"no 304: {told[:80]!r}")
    return b"\r\nconnection: close\r\n" not in told.lower()


def _tag_of(port: int) -> str:
    """The tag of the feed, packed as a client reads it, once it is the same twice."""
    tags = []
    for _ in range(2):
        asked = HTTPConnection("127.0.0.1", port, timeout=60)
        asked.request("GET", _FEED, headers={"Accept-Encoding": "gzip"})
        answer = asked.getresponse()
        answer.read()
        asked.close()
        tags.append(answer.headers["ETag"])
    if tags[0] is None or tags[0] != tags[1]:
        raise SystemExit(f"no lasting tag: {tags}")
    return str(tags[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when both bounds held, else 1."""
    parser = argparse.ArgumentParser(prog="bench.polling", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    seconds = parser.parse_args(arguments).seconds
    from bench.shelf import stock

    told: dict[str, Polled] = {}
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        stock(folder, EPISODES)
        settings = {"LOA_ENGINE": "silence", "LOA_TRUSTED_PROXY": "127.0.0.1"}
        served = opened.enter_context(serve(folder, settings))
        feed = served.ask("GET", _FEED).body
        with written_at_each_request(feed, folder) as (port, program):
            told[_OTHERWISE] = poll(port, [program], seconds)
        told[_SERVED] = poll(served.port, [served.pid], seconds)
        if find_nginx() is not None:
            front, place = free_port(), folder / "nginx"
            place.mkdir()
            programs = opened.enter_context(cached_nginx_before([served.port], front, place))
            told[_BEHIND] = poll(front, [*programs, served.pid], seconds)
    for way, polled in told.items():
        times = told[_OTHERWISE].cpu_ms / polled.cpu_ms
        print(f"{way:24}{polled.a_second:8.0f} a second{polled.cpu_ms:9.3f} CPU-ms{times:8.1f} ×")
    holds = told[_OTHERWISE].cpu_ms >= LEAST_TIMES * told[_SERVED].cpu_ms
    return 0 if holds and told.get(_BEHIND, _ENOUGH).a_second >= LEAST_BEHIND_NGINX else 1


if __name__ == "__main__":
    sys.exit(main())
