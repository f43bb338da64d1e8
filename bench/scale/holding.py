"""What the store of very many articles holds, and what a publication among them costs."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.shelf import stock


@dataclass(frozen=True, slots=True)
class Holding:
    """Bytes of the library and of one article in it; bytes of the feed; the costs of growth."""

    articles: int
    library_bytes: int
    feed_bytes: int
    costs: Mapping[str, float]

    @property
    def row_bytes(self) -> float:
        """Of one article with its editions, cards, words for the search and their indexes."""
        return self.library_bytes / self.articles


def measure(articles: int) -> Holding:
    """A store of so many ``articles``, made and asked. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock(folder, articles)
        words = ["-W", "ignore", "-m", "bench.growth", "--child", name, str(articles)]
        told = subprocess.run(
            [sys.executable, *words], check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        data = folder / "data"
        return Holding(
            articles,
            sum(each.stat().st_size for each in data.glob("loa.db*")),
            (data / "media" / "feed.xml").stat().st_size,
            json.loads(told),
        )
