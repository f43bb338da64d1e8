"""Hundreds of articles through one running installation: does anything grow that should not?

    python -m bench.soak [ARTICLES]

Each article is published, corrected and regenerated, and an editor signs in and out, over
HTTP, as newsrooms do it, with the silent engine. At every tenth of the way it prints what
the program holds: memory, descriptors, threads, and the files that are neither an article's
nor a clip's. Exit 1 when one of them grew after the warm-up by more than its bound.
"""

import os
import random
import re
import sys
import tempfile
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

from tests.faults.fault import stand
from tests.faults.newsroom import Newsroom, open_newsroom, write_article
from tests.faults.station import Station, installed
from tests.programs import Program

ARTICLES = 500
LOOKS = 10
WARM = 0.3
"""The part of the way after which nothing may grow any more."""

TOKEN_FIELD = re.compile(r'name="([\w-]+)"[^>]*?value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a program holds: memory in MB, and counts of the others."""

    articles: int
    memory_mb: float
    descriptors: int
    threads: int
    leftovers: int

    def line(self) -> str:
        """A row of the table under :data:`HEAD`."""
        return (
            f"{self.articles:8}  {self.memory_mb:8.1f}  {self.descriptors:11}"
            f"  {self.threads:7}  {self.leftovers:9}"
        )


HEAD = "articles  RSS (MB)  descriptors  threads  leftovers"


def measure_soak(newsroom: Newsroom, articles: int) -> list[Holdings]:
    """What ``loa serve`` holds at each look while ``articles`` go through it."""
    stand(newsroom)
    (program,) = newsroom.station.programs
    draw, looks = random.Random(articles), []
    every = max(1, articles // LOOKS)
    for number in range(1, articles + 1):
        _send(newsroom, f"bai-{number}", draw)
        if number % every == 0:
            _visit_desk(newsroom.station)
            looks.append(_look(newsroom.station, program, number))
            print(looks[-1].line(), flush=True)
    return looks


def growths(looks: list[Holdings]) -> list[str]:
    """What grew after the warm-up by more than its bound, in words; empty where all is flat.

    An article leaves rows and a feed's item in memory: 4 MB a hundred are allowed. A
    descriptor or thread may be held by a connection just then, not by articles.
    """
    warm, end = looks[int(WARM * len(looks))], looks[-1]
    hundreds = max(1.0, (end.articles - warm.articles) / 100)
    bounds = {
        "memory_mb": 8 + 4 * hundreds,
        "descriptors": 8,
        "threads": 8,
        "leftovers": 4,
    }
    return [
        f"{name}: {getattr(warm, name):.0f} → {getattr(end, name):.0f}, allowed are {most:.0f} more"
        for name, most in bounds.items()
        if getattr(end, name) - getattr(warm, name) > most
    ]


def _send(newsroom: Newsroom, source_id: str, draw: random.Random) -> None:
    """Publishes, corrects and regenerates; every answer is a good one, and it is heard."""
    text = write_article(draw, sentences=4)
    assert newsroom.put(source_id, text) == 201
    newsroom.wait_until_settled(only=source_id)
    assert newsroom.put(source_id, f"{text} Câu này thêm sau.") == 202
    newsroom.wait_until_settled(only=source_id)
    assert newsroom.regenerate(source_id) in (200, 202)


def _visit_desk(station: Station) -> None:
    """An editor signs in by a new link, looks, and signs out."""
    said = station.shell.run("sign-in").stdout
    link = next(word for word in said.split() if "/desk/sign-in" in word)
    visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    path = urllib.parse.urlsplit(link)
    with visitor.open(f"{station.base_url}{path.path}?{path.query}") as answer:
        entrance = answer.read().decode()
    _post(visitor, f"{station.base_url}/desk/sign-in", entrance)
    with visitor.open(f"{station.base_url}/desk/") as answer:
        desk = answer.read().decode()
    _post(visitor, f"{station.base_url}/desk/sign-out", desk)


def _post(visitor: urllib.request.OpenerDirector, address: str, page: str) -> None:
    fields = dict(TOKEN_FIELD.findall(page))
    assert fields, f"no form for {address}"
    with visitor.open(address, urllib.parse.urlencode(fields).encode()) as answer:
        assert answer.status == 200


def _look(station: Station, program: Program, articles: int) -> Holdings:
    process = Path(f"/proc/{program.pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    return Holdings(
        articles,
        int(status["VmRSS"].split()[0]) / 1024,
        len(os.listdir(process / "fd")),  # noqa: PTH208 - no Path is needed for a count
        int(status["Threads"]),
        len(_leftovers(station)),
    )


def _leftovers(station: Station) -> list[Path]:
    """Files of work that has ended: parts, scratch, temporary files."""
    scratch = station.media / ".scratch"
    return [
        *(path for path in scratch.glob("*") if path.suffix != ".lock"),
        *station.media.rglob("*.part"),
        *station.cache.rglob("*.part"),
    ]


def main() -> int:
    """0 when all stayed flat, else 1."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder, installed(Path(folder)) as station:
        print(HEAD)
        grown = growths(measure_soak(open_newsroom(station), articles))
    print("\n".join(grown) or "Flat after the warm-up.")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
