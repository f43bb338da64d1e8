"""Reading side by side: ``python -m bench.reading [--nemo FOLDER] [--vtb FOLDER] [--wrong]``.

Scores Loa's reading and every peer that is installed on the same cases in the
same run: NeMo's Vietnamese test cases (Apache-2.0; read from FOLDER or fetched
into ``bench/.cache``, never kept in the repository), the newspaper lines of
``bench/cases/reading.tsv``, which were written and reviewed here, and ordinary
sentences of UD_Vietnamese-VTB, of which none may be altered. The peers live in
an environment of their own: ``pip install sea-g2p vietnormalizer num2words``.

Two readings agree when they differ only in usage: *nghìn* or *ngàn*, *linh* or
*lẻ*, *tư* or *bốn*, empty hundreds, the names of letters and units, capitals
and punctuation. ``--wrong`` also prints what Loa reads otherwise.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.splitting import _fetch as fetch
from bench.splitting import _peer as peer_module
from bench.splitting import read_vtb
from service.text.spoken import say

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
NEMO = (
    "https://raw.githubusercontent.com/NVIDIA/NeMo-text-processing/main/"
    "tests/nemo_text_processing/vi/data_text_normalization/"
)
CATEGORIES = (
    "cardinal", "date", "decimal", "fraction", "measure",
    "money", "ordinal", "range", "roman", "time",
)  # fmt: skip
PLAIN_SENTENCES = 1200

Reader = Callable[[str], str]
Case = tuple[str, tuple[str, ...]]
"""A printed line, and the readings that are right."""

_USAGE = (
    (r"</?en>|\W+", " "),
    (r"\bngàn\b", "nghìn"),
    (r"\blẻ\b", "linh"),
    (r"\btỉ\b", "tỷ"),
    (r"\bbốn\b", "tư"),
    (r"\bkhông trăm\b", ""),
    (r"\bterabyte\b", "tê ra bai"),
    (r"\bxen ti\b", "xăng ti"),
    (r"\bhéc\b", "hẹc"),
    (r"\bđô la mỹ\b|\bu ét đê\b|\bu s d\b", "đô la"),
    (r"\bviệt nam đồng\b", "đồng"),
    (r"\beuro\b", "ơ rô"),
    (r"\byên nhật\b", "yên"),
    (r"\bmùng\b|\bmồng\b", "ngày"),
    (r"\buỷ\b", "ủy"),
)
_LETTERS = (
    "b bê bờ bi, c xê cờ xi, d đê dê dờ đi, đ đờ, f ép, g gờ giê gi, h hát hắt hờ, k ca ka, "
    "l lờ eo, m em mờ, n en nờ, p pê pờ pi, q quy cu, r rờ, s ét sì sờ, t tê tờ ti, v vê vờ, "
    "w kép đắp, x ích ích xì xờ, y i, z dét zét"
)
"""A letter, and the names it goes by."""


def find_readers() -> Iterator[tuple[str, Reader | None]]:
    """Each reader by name; None for one that is not installed."""
    yield "loa", lambda text: say(text).spoken
    yield "sea-g2p", _sea_g2p()
    yield "vietnormalizer", _vietnormalizer()
    yield "num2words", _num2words()


def _sea_g2p() -> Reader | None:
    peer = peer_module("sea_g2p")
    return None if peer is None else peer.Normalizer().normalize


def _vietnormalizer() -> Reader | None:
    peer = peer_module("vietnormalizer")
    return None if peer is None else peer.VietnameseNormalizer().normalize


def _num2words() -> Reader | None:
    peer = peer_module("num2words")
    if peer is None:
        return None

    def read(text: str) -> str:
        """num2words reads numbers only: each number of a line is handed to it."""
        return re.sub(r"-?\d+(?:\.\d+)?", lambda found: _count(peer, found[0]), text)

    return read


def _count(peer: object, number: str) -> str:
    count: Callable[..., str] = peer.num2words  # type: ignore[attr-defined]  # untyped peer
    try:
        return count(float(number) if "." in number else int(number), lang="vi")
    except (TypeError, ValueError, NotImplementedError, IndexError, OverflowError):
        return number


def agree(one: str, other: str) -> bool:
    """Whether two readings differ in usage only."""
    return same_usage(one) == same_usage(other)


def same_usage(spoken: str) -> str:
    """A reading in one usage of words, letters and units."""
    said = spoken.lower()
    for pattern, usual in _USAGE:
        said = re.sub(pattern, usual, said)
    rows = [row.split() for row in _LETTERS.split(", ")]
    names = {name: letter for letter, *written in rows for name in written}
    return "".join(names.get(word, word) for word in said.split())


def read_nemo(folder: Path) -> dict[str, list[Case]]:
    """NeMo's cases by category; empty where they cannot be had."""
    cases: dict[str, list[Case]] = {}
    for category in CATEGORIES:
        name = f"test_cases_{category}.txt"
        if (folder / name).exists() or fetch(NEMO + name, folder / name):
            lines = (folder / name).read_text("utf-8").splitlines()
            pairs = [line.split("~") for line in lines if "~" in line]
            cases[f"NeMo {category}"] = [(printed, (spoken,)) for printed, spoken in pairs]
    return cases


def read_own() -> dict[str, list[Case]]:
    """The reviewed newspaper lines; ``|`` stands between readings that are all right."""
    lines = (HERE / "cases" / "reading.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line]
    return {"own news": [(printed, tuple(said.split("|"))) for printed, said in pairs]}


def read_plain(folder: Path) -> list[str]:
    """Ordinary sentences: words and common punctuation, nothing that is read otherwise."""
    plain = re.compile(r"(?:[A-ZÀ-ỸĐ]?[a-zà-ỹđ]{1,12}[,;:]? ){3,}[a-zà-ỹđ]{1,12}[.!?]")
    sentences = [line for part in ("dev", "test") for line in read_vtb(folder, part) or ()]
    return [line for line in sentences if plain.fullmatch(line)][:PLAIN_SENTENCES]


def score(reader: Reader, cases: Sequence[Case]) -> list[tuple[Case, str]]:
    """The cases that ``reader`` reads otherwise, with its reading."""
    wrong = []
    for case in cases:
        said = reader(case[0])
        if not any(agree(said, right) for right in case[1]):
            wrong.append((case, said))
    return wrong


def characters_a_second(reader: Reader, lines: Sequence[str]) -> float:
    """The best of three runs over ``lines``."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        for line in lines:
            reader(line)
        times.append(time.perf_counter() - begin)
    return sum(map(len, lines)) / min(times)


def main() -> None:
    """Prints one table: a line a category, a column a reader."""
    options = _parse_options()
    readers = [(name, reader) for name, reader in find_readers() if reader]
    groups = {**read_nemo(options.nemo), **read_own()}
    plain = read_plain(options.vtb)
    print("| cases | " + " | ".join(name for name, _ in readers) + " |")
    print("|---" * (len(readers) + 1) + "|")
    totals = dict.fromkeys((name for name, _ in readers), 0)
    for group, cases in groups.items():
        wrong = {name: score(reader, cases) for name, reader in readers}
        shares = [f"{100 - 100 * len(wrong[name]) / len(cases):.1f}" for name, _ in readers]
        print(f"| {group}, {len(cases)} | " + " | ".join(shares) + " |")
        if group.startswith("NeMo"):
            totals = {name: totals[name] + len(cases) - len(wrong[name]) for name in totals}
        for (printed, right), said in wrong["loa"] if options.wrong else ():
            print(f"    {printed} → {said} ≠ {right[0]}")
    _print_totals(readers, groups, totals, plain)


def _print_totals(
    readers: Sequence[tuple[str, Reader]],
    groups: dict[str, list[Case]],
    totals: dict[str, int],
    plain: Sequence[str],
) -> None:
    count = sum(len(cases) for group, cases in groups.items() if group.startswith("NeMo"))
    if count:
        print(
            f"| NeMo, {count} | "
            + " | ".join(f"{100 * n / count:.1f}" for n in totals.values())
            + " |"
        )
    altered = [sum(not agree(reader(line), line) for line in plain) for _, reader in readers]
    print(f"| plain sentences altered, of {len(plain)} | " + " | ".join(map(str, altered)) + " |")
    lines = [printed for printed, _ in groups["own news"]]
    speeds = [characters_a_second(reader, lines) for _, reader in readers]
    print("| characters/s on own news | " + " | ".join(f"{speed:,.0f}" for speed in speeds) + " |")
    print("| ÷ loa | " + " | ".join(f"{speed / speeds[0]:.2f}" for speed in speeds) + " |")


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Scores readers of Vietnamese side by side.")
    parser.add_argument("--nemo", type=Path, default=CACHE / "nemo", help="NeMo's test cases")
    parser.add_argument("--vtb", type=Path, default=CACHE, help="the treebank")
    parser.add_argument("--wrong", action="store_true", help="print what Loa reads otherwise")
    return parser.parse_args()


if __name__ == "__main__":
    main()
