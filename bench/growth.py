"""What a request, a publication, a start and an upkeep cost as the episodes grow in number.

    python -m bench.growth [COUNT…]

Each installation is made quickly (see ``bench/shelf.py``) and measured in a process of its
own, in CPU seconds: pages by the least of several, through the application without sockets.
``section`` is the feed of one of ten sections, ``archive`` a page of the feed's archive.
``publish`` is an article of 300 words whose sentences are known, ``long`` one of 3,000, and
``memory`` the most that the whole program held. Exit 1 when one costs more than it may
beside the smallest installation.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.compose import Service

COUNTS = (100, 1_000, 10_000, 100_000)
PAGES = ("home", "last", "desk", "feed", "section", "archive", "episode")
RATIOS: Mapping[str, float] = {**dict.fromkeys(PAGES, 1.3), "upkeep": 2.0, "start": 1.5}
"""How much more each may cost than at the smallest number of episodes."""

MOST_PUBLISH_SECONDS, MOST_MB = 0.3, 150.0
_TIMES = 15
_SLACK_SECONDS = 0.001
"""Less than this is the clock's own grain and not a growth."""


def measure(folder: Path, count: int) -> dict[str, float]:
    """The costs of the installation in ``folder``: CPU seconds, and megabytes for ``memory``."""
    began = time.process_time()
    from bench.shelf import NOW, settings_of, write_text
    from service.compose import open_service
    from service.compose.chores import list_chores
    from service.web import create_app

    settings = settings_of(folder)
    with open_service(settings, now=lambda: NOW) as service:
        service.publish_channel(NOW)
        costs = {"start": time.process_time() - began}
        client = create_app(service, now=lambda: NOW).test_client()
        client.post(
            "/desk/sign-in",
            data={"token": service.library.make_sign_in(NOW, NOW + timedelta(hours=1))},
        )
        newest = service.library.offers(1)[0].episode_id
        last = -(-count // 20)
        feeds = ("/feed.xml", "/feeds/muc-1.xml", "/feed/1.xml")
        addresses = ("/", f"/?trang={last}", "/desk/", *feeds, f"/episodes/{newest}")
        for page, address in zip(PAGES, addresses, strict=True):
            costs[page] = _least(lambda address=address: _get(client, address))  # type: ignore[misc]
        numbers = iter(range(99))
        for name, words in (("publish", 300), ("long", 3_000)):
            text = write_text("Tin mới của phường", words)
            costs[name] = _least(partial(_publish_next, service, numbers, text), times=4)
        costs["memory"] = _peak_mb()
        chores = list_chores(service.production, settings, upkeep="* * * * *")
        costs["upkeep"] = _least(lambda: [chore.act() for chore in chores], times=3)
    return costs


def _publish_next(service: "Service", numbers: Iterator[int], text: bytes) -> None:
    from bench.shelf import publish

    publish(service, f"thêm/{next(numbers)}", text, "Mục 1")


def _get(client: object, address: str) -> None:
    answer = client.get(address)  # type: ignore[attr-defined]  # werkzeug's client
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status}")


def _least(act: Callable[[], object], times: int = _TIMES) -> float:
    found = []
    for _ in range(times):
        began = time.process_time()
        act()
        found.append(time.process_time() - began)
    return min(found)


def _peak_mb() -> float:
    from bench.resident import peak_mb

    return peak_mb()


def misses(all_costs: Mapping[int, Mapping[str, float]]) -> list[str]:
    """What costs more than it may, in words; empty where all holds."""
    smallest = all_costs[min(all_costs)]
    found = []
    for count, costs in all_costs.items():
        for name, most in RATIOS.items():
            if costs[name] > most * smallest[name] + _SLACK_SECONDS:
                found.append(f"{count}: {name} {costs[name] / smallest[name]:.2f} × of {most} ×")
        found += [
            f"{count}: {name} {costs[name]:.2f} CPU-s"
            for name in ("publish", "long")
            if costs[name] > MOST_PUBLISH_SECONDS
        ]
        if costs["memory"] > MOST_MB:
            found.append(f"{count}: {costs['memory']:.0f} MB")
    return found


def main() -> int:
    """0 when all held, else 1."""
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(Path(sys.argv[2]), int(sys.argv[3]))))
        return 0
    from bench.shelf import stock

    counts = tuple(map(int, sys.argv[1:])) or COUNTS
    names = ("start", *PAGES, "publish", "long", "memory", "upkeep")
    print("episodes  " + "  ".join(f"{name:>8}" for name in names) + "   (ms of CPU; MB)")
    all_costs = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            stock(Path(name), count)
            child = [sys.executable, "-W", "ignore", "-m", "bench.growth", "--child", name]
            told = subprocess.run(
                [*child, str(count)], check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        costs = all_costs[count] = json.loads(told)
        shown = (costs[each] * (1 if each == "memory" else 1000) for each in names)
        print(f"{count:8}  " + "  ".join(f"{each:8.1f}" for each in shown), flush=True)
    found = misses(all_costs)
    print("\n".join(found) or "Nothing grows with the number of episodes beyond its bound.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
