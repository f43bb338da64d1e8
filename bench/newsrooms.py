"""Two hundred newsrooms of one operator in one program: memory, and what waking one takes.

Each newsroom is asked for twice, one after another, then a few editors and many listeners come
at once. Most newsrooms sleep at any moment, as they do at an operator's. Run it by
``python -m bench newsrooms``.
"""

import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.ports import free_port

NEWSROOMS = 200
BUSY = 20
MOST_MB = 400.0
_ASKED = 2_000
_READY_S = 60.0


def main() -> int:
    """0 when the program never held more than it may."""
    with TemporaryDirectory() as folder, _served(Path(folder)) as (port, pid):
        print(f"{'':34}{'MB now':>9}{'MB peak':>9}{'open':>6}{'descriptors':>13}")
        _tell("just started", port, pid)
        made = _walk(port)
        _tell(f"{NEWSROOMS} newsrooms made", port, pid)
        woken = _walk(port)
        _tell(f"{NEWSROOMS} newsrooms asked again", port, pid)
        asked = _crowd(port)
        _tell(f"{_ASKED} pages of {BUSY} newsrooms", port, pid)
        peak = _memory(pid)[1]
    for what, times in (
        ("first page of a new newsroom", made),
        ("first page of one that slept", woken),
        ("a page of one that is open", asked),
    ):
        print(f"{what:34}{statistics.median(times) * 1000:7.0f} ms median, {_worst(times):.0f} ms")
    print(f"{'most that it held':34}{peak:7.0f} MB of {MOST_MB:.0f}")
    return 0 if peak <= MOST_MB else 1


@contextmanager
def _served(folder: Path) -> Iterator[tuple[int, int]]:
    """Port and number of ``loa serve`` for the newsrooms ``n0`` …, which are not made yet."""
    files = folder / "newsrooms"
    files.mkdir()
    for number in range(NEWSROOMS):
        own = f'base_url = "http://n{number}.example"\ntitle = "Tin {number}"\n'
        (files / f"n{number}.toml").write_text(own, "utf-8")
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOA_")}
    environment |= {
        "LOA_NEWSROOMS": str(files),
        "LOA_DATA": str(folder / "data"),
        "LOA_CACHE": str(folder / "clips"),
        "LOA_PORT": str(port),
        "LOA_ENGINE": "silence",
    }
    command = [sys.executable, "-m", "service.cli", "serve", "--no-worker"]
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(port)
        yield port, program.pid
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(60)


def _await(port: int) -> None:
    deadline = time.monotonic() + _READY_S
    while True:
        try:
            _ask(port, "localhost", "/healthz")
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _walk(port: int) -> list[float]:
    """Seconds that each newsroom's first page took; its feed is fetched after it."""
    took = []
    for number in range(NEWSROOMS):
        host = f"n{number}.example"
        began = time.perf_counter()
        page = _ask(port, host, "/")
        took.append(time.perf_counter() - began)
        if f"Tin {number}" not in page:
            raise RuntimeError(f"{host} is answered by another: {page[:200]}")
        _ask(port, host, "/feed.xml")
    return took


def _crowd(port: int) -> list[float]:
    """Seconds that pages took which many ask for at once, of a few newsrooms."""

    def ask(number: int) -> float:
        began = time.perf_counter()
        _ask(port, f"n{number % BUSY}.example", ("/", "/feed.xml", "/desk/sign-in")[number % 3])
        return time.perf_counter() - began

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(ask, range(_ASKED)))


def _ask(port: int, host: str, path: str) -> str:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read().decode()
        if answer.status != 200:
            raise RuntimeError(f"{host}{path}: {answer.status}")
        return body


def _tell(when: str, port: int, pid: int) -> None:
    now, peak = _memory(pid)
    is_open = json.loads(_ask(port, "localhost", "/healthz"))["awake"]
    descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    print(f"{when:34}{now:9.0f}{peak:9.0f}{is_open:6}{descriptors:13}", flush=True)


def _memory(pid: int) -> tuple[float, float]:
    """What the program holds, and the most that it has held, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    told = dict(each.split(":", 1) for each in lines)
    return (int(told["VmRSS"].split()[0]) / 1024, int(told["VmHWM"].split()[0]) / 1024)


def _worst(times: list[float]) -> float:
    """The 99th percentile, in milliseconds."""
    return statistics.quantiles(times, n=100)[98] * 1000


if __name__ == "__main__":
    sys.exit(main())
