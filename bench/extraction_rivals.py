"""What other extractors take of pages: run by ``bench.extraction`` in their own environment.

It prints a JSON object a line and imports nothing of Loa, which is not installed there.
"""

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

VIETNAM = timezone(timedelta(hours=7))
Answer = dict[str, Any]


def trafilatura(markup: str) -> Answer:
    """Its text, a line a paragraph, and its metadata."""
    module = importlib.import_module("trafilatura")
    text = module.extract(markup, include_comments=False, include_tables=True)
    facts = module.extract_metadata(markup)
    return {
        "paragraphs": text.splitlines() if text else None,
        "title": facts.title,
        "published": facts.date,
        "author": facts.author,
    }


def readability(markup: str) -> Answer:
    """The lines of its summary; it tells no date and no author."""
    document = importlib.import_module("readability").Document(markup)
    summary = importlib.import_module("lxml.html").fromstring(document.summary())
    return {"paragraphs": list(_lines(summary)), "title": document.short_title()}


def newspaper(markup: str) -> Answer:
    """Its text, a line a paragraph, and its metadata."""
    module = importlib.import_module("newspaper")
    article = module.Article("https://bao.example.vn/bai", language="vi")
    article.download(input_html=markup)
    article.parse()
    date = article.publish_date
    return {
        "paragraphs": article.text.splitlines() or None,
        "title": article.title,
        "published": _minute(date) if isinstance(date, datetime) else None,
        "author": ", ".join(article.authors) or None,
    }


RIVALS: dict[str, Callable[[str], Answer]] = {
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
}


def _minute(moment: datetime) -> str:
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return zoned.astimezone(VIETNAM).isoformat()[:16]


def _lines(root: Any) -> Iterator[str]:
    """The text of each element that stands by itself."""
    inline = {"a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"}
    etree = importlib.import_module("lxml.etree")
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag not in inline:
            yield from filter(None, (" ".join("".join(pieces).split()),))
            pieces.clear()
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield from filter(None, (" ".join("".join(pieces).split()),))


def main() -> None:
    """Print what each rival takes of each page in the folder that is given."""
    for path in sorted(Path(sys.argv[1]).glob("*.html")):
        markup = path.read_text("utf-8")
        for name, find in RIVALS.items():
            try:
                answer = find(markup)
            except Exception as e:  # noqa: BLE001 - a rival's failure is a page refused
                answer = {"paragraphs": None}
                print(f"{name} {path.name}: {e}", file=sys.stderr)
            print(json.dumps({"rival": name, "page": path.stem, **answer}, ensure_ascii=False))


if __name__ == "__main__":
    main()
