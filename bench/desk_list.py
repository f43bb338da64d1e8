"""What pages of the desk's list cost, searched and filtered, as articles grow in number.

    python -m bench.desk_list [COUNT…]

Articles are rows with words of their own, put in by SQL: one in a thousand speaks of a ferry,
half of a bridge, one in five hundred failed. Each installation is measured in a process of its
own, in milliseconds of CPU, by the least of several, through the application without sockets.
Exit 1 when a page costs more than 1.5 × the first page of the smallest list, or when a search of
words that stand in every article, but never near one another, takes longer than half a second.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

COUNTS = (100, 10_000, 100_000)
MOST_RATIO, MOST_VAIN_MS = 1.5, 500.0
_SLACK_MS = 1.5
"""Less than this is the clock's own grain and not a growth."""

_TIMES = 9
_SYLLABLES = [
    "của",
    "và",
    "là",
    "có",
    "cho",
    "một",
    "được",
    "trong",
    "không",
    "người",
    "với",
    "này",
    "để",
    "những",
    "từ",
    "khi",
    "đến",
    "về",
    "cũng",
    "như",
    "năm",
    "trên",
    "ra",
    "vào",
    "nhân",
    "dân",
    "thành",
    "phố",
    "công",
    "sông",
    "tỉnh",
    "đảng",
    "bộ",
    "quyết",
    "nghị",
    "đại",
    "hội",
    "xã",
    "phường",
]
_SECTIONS = ("Thời sự", "Văn hoá", "Thể thao", "Giáo dục", "Y tế", "Kinh tế", "Pháp luật")

QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "first": {},
    "rare word": {"tim": "đò"},
    "common": {"tim": "cau"},
    "marks": {"tim": "cầu"},
    "phrase": {"tim": '"cầu mới"'},
    "near": {"tim": "cầu mới bắc qua"},
    "state": {"trang-thai": "failed"},
    "section": {"chuyen-muc": "Văn hoá"},
    "warned": {"can-xem": "1"},
    "three": {"tim": "cau", "chuyen-muc": "Y tế", "trang-thai": "public"},
    "deep": {"sau": "DEEP"},
    "deep word": {"tim": "cau", "sau": "DEEP"},
    "vain": {"tim": "đường sắt sông"},
}


def measure(folder: Path, count: int) -> dict[str, float]:
    """Milliseconds of CPU by the name of the question."""
    from bench.shelf import NOW, settings_of
    from service.compose import open_service
    from service.web import create_app

    with open_service(settings_of(folder), now=lambda: NOW) as service:
        client = create_app(service, now=lambda: NOW).test_client()
        token = service.library.make_sign_in(NOW, NOW + timedelta(hours=1))
        client.post("/desk/sign-in", data={"token": token})
        costs = {}
        for name, asked in QUESTIONS.items():
            told = {
                key: str(count // 10) if value == "DEEP" else value for key, value in asked.items()
            }
            costs[name] = min(_ask(client, f"/desk/?{urlencode(told)}") for _ in range(_TIMES))
    return costs


def _ask(client: object, address: str) -> float:
    began = time.process_time()
    answer = client.get(address)  # type: ignore[attr-defined]  # werkzeug's client
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return 1000 * (time.process_time() - began)


def stock(folder: Path, count: int) -> None:
    """``folder`` holds an installation with so many articles in its list."""
    from bench.shelf import NOW, settings_of
    from service.compose import open_service

    settings = settings_of(folder)
    with open_service(settings, now=lambda: NOW):
        pass
    with closing(sqlite3.connect(settings.data / "loa.db")) as library, library:
        library.execute("PRAGMA synchronous=OFF")
        for place, (article, words) in enumerate(_articles(count), 1):
            _put(library, place, article, words)


def _articles(count: int) -> Iterator[tuple[str, str]]:
    """Ids and bodies."""
    for number in range(count):
        picked = [_SYLLABLES[(number * 7 + at * at) % len(_SYLLABLES)] for at in range(200)]
        picked[number % 150 : number % 150] = ["cầu", "mới", "bắc", "qua"] if number % 2 else []
        # Both stand in every article, and never near one another.
        body = ["đường", *picked, "sắt", *([] if number % 1_000 else ["đò"])]
        yield f"{number:012}", " ".join(body)


def _put(library: sqlite3.Connection, place: int, article: str, body: str) -> None:
    from service.model import fold_section
    from service.store.sought import kept_form

    at = f"2026-01-01T00:00:00.{place % 1_000_000:06}+00:00"
    section = _SECTIONS[place % len(_SECTIONS)]
    library.execute(
        "INSERT INTO articles (id, source_id, revision_id, title, published, created, updated) "
        "VALUES (?, ?, 'r', ?, ?, ?, ?)",
        (article, f"bai/{place}", f"Tin số {place} của phường", at, at, at),
    )
    library.execute(
        "UPDATE article_cards SET section = ?, section_key = ?, state = ?, voice = ?, source = ?, "
        "edited_by = ?, warned = ?, warned_of = 'r', is_known = 1 WHERE place = ?",
        (
            section,
            fold_section(section),
            "failed" if place % 500 == 0 else "public",
            f"Giọng {place % 3}",
            f"bao{place % 9}.example",
            f"Biên tập {place % 20}",
            place % 40 == 0,
            place,
        ),
    )
    title, facts = kept_form(f"Tin số {place} của phường"), kept_form(f"bai/{place} {section}")
    library.execute(
        "INSERT INTO article_words VALUES (?, ?, ?, ?)", (place, title, facts, kept_form(body))
    )


def misses(all_costs: Mapping[int, Mapping[str, float]]) -> list[str]:
    """What costs more than it may, in words; empty where all holds."""
    smallest = all_costs[min(all_costs)]
    found = []
    for count, costs in all_costs.items():
        for name, cost in costs.items():
            full = max(smallest[name], smallest["first"])
            most = MOST_VAIN_MS if name == "vain" else MOST_RATIO * full + _SLACK_MS
            if cost > most:
                found.append(f"{count}: {name} {cost:.1f} of {most:.1f} ms")
    return found


def main() -> int:
    """0 when all held, else 1."""
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(Path(sys.argv[2]), int(sys.argv[3]))))
        return 0
    counts = tuple(map(int, sys.argv[1:])) or COUNTS
    print("articles  " + "  ".join(f"{name:>9}" for name in QUESTIONS) + "   (ms of CPU)")
    all_costs = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            stock(Path(name), count)
            child = [sys.executable, "-W", "ignore", "-m", "bench.desk_list", "--child", name]
            told = subprocess.run(
                [*child, str(count)], check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        costs = all_costs[count] = json.loads(told)
        print(f"{count:8}  " + "  ".join(f"{each:9.1f}" for each in costs.values()), flush=True)
    found = misses(all_costs)
    print("\n".join(found) or "No page of the list grows with the number of articles.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
