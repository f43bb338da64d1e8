"""Finding the article side by side: ``python -m bench.extraction [FOLDER] [--rivals ENVIRONMENT]``.

Measures on the marked pages in FOLDER (``NAME.html`` with ``NAME.json``; without it the
invented ones in ``bench/pages``) how many paragraphs of the article are kept (recall),
how much of what is kept is the article (precision), how many pages are refused, and whether
title, date and author are right. Beside Loa stand trafilatura, readability-lxml and
newspaper4k, which the bench installs into ENVIRONMENT, a folder of its own, when it is asked
to; without it they are named as absent. Exit 1 when a number to hold is missed.
"""

import argparse
import json
import re
import subprocess
import sys
import unicodedata
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from service.articles.blocks import read_blocks
from service.articles.recognise import recognise
from service.errors import ArticleError
from service.model import BlockKind
from service.sources.extract import read_document

HERE = Path(__file__).parent
VIETNAM = timezone(timedelta(hours=7))
RIVALS = ("trafilatura", "readability-lxml", "newspaper4k")
RECALL, PRECISION, FACTS, AUTHORS = 0.985, 0.97, 0.95, 0.8
ENOUGH = 20
"""Letters from which a part of a paragraph is counted as that paragraph."""

_NOT_TEXT = frozenset({BlockKind.PICTURE, BlockKind.EMBED})


@dataclass(frozen=True, slots=True)
class Found:
    """What one way made of a page; ``paragraphs`` is None where it refused it."""

    paragraphs: Sequence[str] | None
    title: str | None = None
    published: str | None = None
    author: str | None = None


@dataclass(slots=True)
class Score:
    """The counts of one way over all pages, and what it got wrong."""

    hit: int = 0
    wanted: int = 0
    right: int = 0
    kept: int = 0
    pages: int = 0
    refused: int = 0
    titles: int = 0
    dates: int = 0
    authors: int = 0
    false_authors: int = 0
    wrongs: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.kept if self.kept else 1.0

    def add(self, name: str, found: Found, marked: Mapping[str, object]) -> None:
        """Count what was found on the page ``name`` against what is marked."""
        self.pages += 1
        body, optional = (_folded_all(marked[part]) for part in ("body", "optional"))
        kept = [_folded(each) for each in found.paragraphs or ()]
        kept = [each for each in kept if each]
        missed = [each for each in body if not any(_is_part(each, other) for other in kept)]
        wrong = [each for each in kept if not any(_is_part(w, each) for w in body + optional)]
        self.refused += found.paragraphs is None
        self.hit += len(body) - len(missed)
        self.wanted += len(body)
        self.right += len(kept) - len(wrong)
        self.kept += len(kept)
        self.titles += _folded(found.title or "") == _folded(str(marked["title"]))
        self.dates += _is_day_or_minute(found.published, marked["published"])
        self._add_author(found.author, marked["author"])
        self.wrongs += [f"{name}: lost {each[:60]}" for each in missed]
        self.wrongs += [f"{name}: not the article {each[:60]}" for each in wrong]

    def _add_author(self, found: str | None, marked: object) -> None:
        if marked is None or found is None:
            self.authors += found is marked
            self.false_authors += found is not None
            return
        one, other = _folded(found), _folded(str(marked))
        self.authors += one in other or other in one
        self.false_authors += not (one in other or other in one)


def _is_day_or_minute(found: str | None, marked: object) -> bool:
    """Whether the moment is the marked one, as finely as it is told."""
    if found is None or not isinstance(marked, str):
        return found is marked
    return found in (marked, marked[:10])


def _folded(text: str) -> str:
    """The letters and figures of ``text``, by which paragraphs are compared."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text).casefold())


def _folded_all(texts: object) -> list[str]:
    return [_folded(str(each)) for each in texts] if isinstance(texts, list) else []


def _is_part(wanted: str, kept: str) -> bool:
    return wanted in kept or (len(kept) >= ENOUGH and kept in wanted)


def find_with_loa(path: Path) -> Found:
    """What Loa takes of the page."""
    try:
        document = read_document(path.read_bytes(), "text/html")
        article = recognise(read_blocks(document.text, document.media_type), zone=VIETNAM)
    except ArticleError:
        return Found(None)
    leaves = [leaf.text for leaf in article.content.leaves if leaf.kind not in _NOT_TEXT]
    return Found(leaves, article.title, _minute(article.published), article.author)


def _minute(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(VIETNAM).isoformat()[:16]


def pages(folder: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """The pages of ``folder`` with what is marked on them."""
    for path in sorted(folder.glob("*.html")):
        yield path, json.loads(path.with_suffix(".json").read_text("utf-8"))


def install(environment: Path) -> Path:
    """The Python of an environment that has the rivals, made where there is none yet."""
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--upgrade", "pip"], check=True)
        subprocess.run([*pip, *RIVALS], check=True)
    return python


def find_with_rivals(folder: Path, python: Path) -> dict[str, dict[str, Found]]:
    """What each rival takes of each page, in an environment of its own."""
    worker = [str(python), "-W", "ignore", str(HERE / "extraction_rivals.py"), str(folder)]
    done = subprocess.run(worker, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    found: dict[str, dict[str, Found]] = {}
    for answer in answers:
        rival, page = answer.pop("rival"), answer.pop("page")
        found.setdefault(rival, {})[page] = Found(**answer)
    return found


def _answered(answers: Mapping[str, Found]) -> Callable[[Path], Found]:
    return lambda path: answers[path.stem]


def score(folder: Path, find: Callable[[Path], Found]) -> Score:
    """One way measured on every page of ``folder``."""
    total = Score()
    for path, marked in pages(folder):
        total.add(path.stem, find(path), marked)
    return total


def row(name: str, total: Score) -> str:
    """One line of the table."""
    return (
        f"{name:18}{total.recall:8.3f}{total.precision:11.3f}{total.refused:9}"
        f"{total.titles:8}{total.dates:6}{total.authors:8}{total.false_authors:8}"
    )


def holds(total: Score) -> bool:
    """Whether the numbers to hold are held."""
    return (
        total.recall >= RECALL
        and total.precision >= PRECISION
        and total.refused == total.false_authors == 0
        and min(total.titles, total.dates) >= FACTS * total.pages
        and total.authors >= AUTHORS * total.pages
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when Loa holds its numbers, else 1."""
    parser = argparse.ArgumentParser(prog="bench.extraction", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "pages")
    parser.add_argument("--rivals", type=Path, metavar="ENVIRONMENT", help="where they are kept")
    options = parser.parse_args(arguments)
    own = score(options.folder, find_with_loa)
    print(f"{own.pages} pages, {own.wanted} paragraphs in {options.folder.name}")
    print(f"{'':18}{'recall':>8}{'precision':>11}{'refused':>9}{'title':>8}{'date':>6}", end="")
    print(f"{'author':>8}{'false':>8}")
    print(row("loa", own))
    if options.rivals is None:
        print(f"absent: {', '.join(RIVALS)} (--rivals ENVIRONMENT installs them there)")
    else:
        found = find_with_rivals(options.folder, install(options.rivals))
        for rival, answers in found.items():
            print(row(rival, score(options.folder, _answered(answers))))
    print(*own.wrongs, sep="\n")
    return 0 if holds(own) else 1


if __name__ == "__main__":
    sys.exit(main())
