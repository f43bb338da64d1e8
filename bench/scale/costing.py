"""What one article costs from its text to its episode, in CPU seconds, measured here."""

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

ENGINES = ("silence", "espeak")
"""Loa's own part, and with a voice that is spoken on the same machine."""

_ARTICLES = 12
WORDS = 400
"""A usual article of a municipal portal."""


@dataclass(frozen=True, slots=True)
class ArticleCost:
    """Means of some articles: CPU seconds with child programs, minutes of sound, bytes.

    ``row_bytes`` are the library's, with its indexes and the words for the search.
    """

    cpu_seconds: float
    sound_minutes: float
    media_bytes: float
    clip_bytes: float
    row_bytes: float


def measure(engine: str) -> ArticleCost:
    """What ``engine``'s articles cost, in a program of its own. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-W", "ignore", "-m", "bench.scale.costing", engine, folder]
        told = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    return ArticleCost(**json.loads(told))


def _make(engine: str, folder: Path) -> ArticleCost:
    from dataclasses import replace

    from bench.shelf import NOW, publish, settings_of
    from service.compose import open_service

    settings = replace(settings_of(folder), engine=engine)
    with open_service(settings, now=lambda: NOW) as service:
        publish(service, "đầu", _write("Tin đầu", 0))  # what is loaded once is no article's
    empty, began = _bytes_below(settings.data, "loa.db*"), _cpu_seconds()
    with open_service(settings, now=lambda: NOW) as service:
        ids = [
            publish(service, f"tin/{number}", _write(f"Tin {number} của phường", number))
            for number in range(1, _ARTICLES + 1)
        ]
        service.publish_channel(NOW)
        episodes = [service.library.episode(each) for each in ids]
    lasted = sum(each.edition.enclosure.duration for each in episodes if each)
    return ArticleCost(
        (_cpu_seconds() - began) / _ARTICLES,
        lasted / 60_000 / _ARTICLES,
        _bytes_below(settings.data / "media") / (_ARTICLES + 1),
        _bytes_below(settings.cache) / (_ARTICLES + 1),
        (_bytes_below(settings.data, "loa.db*") - empty) / _ARTICLES,
    )


def _write(title: str, number: int) -> bytes:
    """About :data:`WORDS` words, of which no sentence is another article's."""
    sentences = (
        f"Tổ dân phố số {number * 1000 + at} họp bàn việc chung của cả phường trong năm qua."
        for at in range(WORDS // 16)
    )
    return f"{title}\n\n02-01-2026 08:00\n\n{' '.join(sentences)}\n".encode()


def _cpu_seconds() -> float:
    own, children = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _bytes_below(folder: Path, names: str = "*") -> int:
    return sum(each.stat().st_size for each in folder.rglob(names) if each.is_file())


if __name__ == "__main__":
    print(json.dumps(asdict(_make(sys.argv[1], Path(sys.argv[2])))))
