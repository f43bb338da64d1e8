"""What an editor waits for: a long article's page, one corrected sentence, an article taken back.

    python -m bench.desk [SENTENCES]

Over a real ``loa serve``, asked over HTTP as a browser asks. The page of an article of 5,000
sentences costs the server at most 300 ms of CPU, the first of a program too, and has at most
100 stops of the Tab key. Of an hour-long article spoken by eSpeak one corrected sentence is
heard at the desk within 2 s and public within 2 s after its release; beside it stands what one
would do else: have the whole article spoken again. What is withdrawn is gone everywhere within
2 s. Wall times are the machine's: they are held on a quiet one. Exit 1 when one was missed.
"""

import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from bench.desk.served import Answer, Served, path_of, serve

SENTENCES, HOUR = 5_000, 640
MOST_PAGE_MS, MOST_STOPS, MOST_SECONDS = 300.0, 100, 2.0
_TIMES = 5
_STOPS = ("a", "button", "input", "select", "textarea", "summary", "audio")
_CORRECTED = "Câu này nay được đọc khác hẳn."


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured beside what it may be."""

    what: str
    found: float
    most: float | None
    unit: str
    beside: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether it is within its limit, if it has one."""
        return self.most is None or self.found <= self.most

    def line(self) -> str:
        """A row of the table."""
        most = "" if self.most is None else f"of {self.most:.0f}"
        mark = "" if self.is_kept else "  MISSED"
        return f"{self.what:54}{self.found:9.2f} {most:7}{self.unit:3}{self.beside}{mark}"


def measure_page(folder: Path, sentences: int) -> list[Figure]:
    """The page of a long article: the first that a program shows, and those after it."""
    settings = {"LOA_ENGINE": "silence", "LOA_ARTICLE_HOURS": "24", "LOA_RELEASE": "automatic"}
    with serve(folder, settings) as served:
        article_id = served.send("bao/dai", _text(sentences, "nói về việc chung của phường."))
    with serve(folder, settings) as served:
        served.sign_in()
        page = f"/desk/articles/{article_id}"
        first, *others = (served.ask("GET", page) for _ in range(1 + _TIMES))
        later = min(others, key=lambda each: each.cpu)
    return [
        Figure("the first page of a program, CPU", 1000 * first.cpu, MOST_PAGE_MS, "ms"),
        Figure("a page after it, CPU", 1000 * later.cpu, MOST_PAGE_MS, "ms", _wall(later)),
        Figure("stops of the Tab key", count_stops(later.text), MOST_STOPS, ""),
    ]


def _wall(answer: Answer) -> str:
    return f"  ({1000 * answer.seconds:.0f} ms on the wall, {len(answer.body) / 1024:.0f} KiB)"


def count_stops(page: str) -> int:
    """How often Tab is pressed from the top of the page to its end; what is folded is none."""
    return sum(_is_stop(each) for each in html.fromstring(page).iter(*_STOPS))


def _is_stop(each: etree._Element) -> bool:
    if each.get("tabindex") == "-1" or each.get("type") == "hidden":
        return False
    if each.tag == "a" and each.get("href") is None:
        return False
    around = list(each.iterancestors("details"))
    if each.tag == "summary":
        around = around[1:]  # its own says whether what follows it is folded
    return all(details.get("open") is not None for details in around)


def measure_correction(folder: Path) -> list[Figure]:
    """An hour-long article of which one sentence is corrected, and which is then withdrawn."""
    settings = {"LOA_ENGINE": "espeak", "LOA_RELEASE": "automatic", "LOA_ARTICLE_HOURS": "5"}
    with serve(folder, settings) as served:
        began = time.perf_counter()
        words = "nói về việc chung của cả phường trong năm qua và những gì còn phải làm năm tới."
        article_id = served.send("bao/gio", _text(HOUR, words))
        whole = time.perf_counter() - began
        served.sign_in()
        return [*_correct(served, article_id, whole), *_withdraw(served, article_id)]


def _correct(served: Served, article_id: str, whole: float) -> list[Figure]:
    page = f"/desk/articles/{article_id}"
    segment = re.findall(r"/sentences/([\w-]+)", served.ask("GET", f"{page}?page=2").text)[0]
    began = time.perf_counter()
    heard = served.post(f"{page}/sentences/{segment}/audition", spoken=_CORRECTED)
    (clip,) = re.findall(r'"clip":\s*"([^"]+)"', heard.text)
    sound = served.ask("GET", clip)
    audition = time.perf_counter() - began
    assert sound.status == 200
    served.post(f"{page}/overrides", segment=segment, spoken=_CORRECTED, differs="confirmed")
    began = time.perf_counter()
    served.post(f"{page}/regenerate")
    served.until(lambda: f"{page}/release" in served.ask("GET", page).text)
    made = time.perf_counter() - began
    before = _recording(served)
    began = time.perf_counter()
    served.post(f"{page}/release")
    served.until(lambda: _recording(served) != before)
    assert served.ask("GET", _recording(served)).status == 200
    released = time.perf_counter() - began
    beside = f"  the whole article: {whole:.0f} s"
    return [
        Figure("a corrected sentence heard", audition, MOST_SECONDS, "s", _less(whole, audition)),
        Figure("its edition made, to be heard whole", made, None, "s", _less(whole, made)),
        Figure("public after its release", released, MOST_SECONDS, "s", beside),
    ]


def _less(whole: float, part: float) -> str:
    return f"  1/{whole / part:.0f} of the whole article spoken again"


def _withdraw(served: Served, article_id: str) -> list[Figure]:
    recording, episode = _recording(served), f"/episodes/{article_id}"
    gone = [recording, episode, f"{episode}/transcript.txt", f"{episode}/captions.vtt"]
    began = time.perf_counter()
    served.post(f"/desk/articles/{article_id}/withdraw")
    served.until(lambda: {served.ask("GET", path).status for path in gone} <= {404, 410})
    lists = ("/feed.xml", "/")
    served.until(lambda: not any(article_id in served.ask("GET", each).text for each in lists))
    seconds = time.perf_counter() - began
    what = "withdrawn from feed, home, page, sound, transcripts"
    return [Figure(what, seconds, MOST_SECONDS, "s")]


def _recording(served: Served) -> str:
    """The path of the newest recording that the feed offers."""
    (address,) = re.findall(r'<enclosure[^>]* url="([^"]+)"', served.ask("GET", "/feed.xml").text)
    return path_of(address)


def _text(sentences: int, words: str) -> str:
    body = "\n\n".join(f"Câu số {at} {words}" for at in range(sentences))
    return f"Tin dài của phường\n\n02-01-2026 08:00\n\n{body}"


def main() -> int:
    """0 when all held, else 1."""
    sentences = int(sys.argv[1]) if sys.argv[1:] else SENTENCES
    with tempfile.TemporaryDirectory() as name:
        figures = _told(measure_page(_folder(name, "page"), sentences))
        figures += _told(measure_correction(_folder(name, "hour")))
    return 0 if all(each.is_kept for each in figures) else 1


def _folder(parent: str, name: str) -> Path:
    folder = Path(parent) / name
    folder.mkdir()
    return folder


def _told(figures: list[Figure]) -> list[Figure]:
    print("\n".join(each.line() for each in figures), flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
