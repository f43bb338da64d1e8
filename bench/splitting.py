"""Sentence splitting side by side: ``python -m bench.splitting [--vtb FOLDER]``.

Scores Loa's splitter and every peer that is installed on the same texts in the
same run: UD_Vietnamese-VTB (CC BY-SA 4.0; fetched into ``bench/.cache`` or read
from FOLDER, never kept in the repository) and the newspaper documents of
``bench/cases``, where ``¦`` marks the reviewed sentence ends. The peers live in
an environment of their own: ``pip install underthesea pysbd gtts``.

The score is F1 over the sentence ends inside a document. An end is counted in
letters and digits, so that a splitter that eats punctuation is still compared.
"""

import argparse
import importlib
import random
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from service.text.segments import split_sentences

HERE = Path(__file__).parent

Splitter = Callable[[str], Sequence[str]]
Document = tuple[str, list[str]]
"""A text, and its sentences."""

VTB = "https://raw.githubusercontent.com/UniversalDependencies/UD_Vietnamese-VTB/master/"
VTB_FILES = {"test": "vi_vtb-ud-test.conllu", "dev": "vi_vtb-ud-dev.conllu"}
SENTENCES_A_DOCUMENT = 25
SEEDS = range(5)


def split_naively(text: str) -> list[str]:
    """The yardstick of speed: a stop and white space."""
    return re.split(r"(?<=[.!?…])\s+", text)


def find_splitters() -> Iterator[tuple[str, Splitter | None]]:
    """Each splitter by name; None for one that is not installed."""
    yield "loa", split_sentences
    yield "naive regex", split_naively
    yield "underthesea", _underthesea()
    yield "pysbd (en)", _pysbd()
    yield "gTTS tokenizer", _gtts()


def _peer(module: str) -> Any | None:
    """A module of the peers' environment, none of which has types; None where it is absent."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def _underthesea() -> Splitter | None:
    peer = _peer("underthesea")
    return None if peer is None else peer.sent_tokenize


def _pysbd() -> Splitter | None:
    peer = _peer("pysbd")
    return None if peer is None else peer.Segmenter(language="en", clean=False).segment


def _gtts() -> Splitter | None:
    peer = _peer("gtts.tokenizer")
    if peer is None:
        return None
    cases = peer.tokenizer_cases
    wanted = [cases.tone_marks, cases.period_comma, cases.colon, cases.other_punctuation]
    run: Splitter = peer.Tokenizer(wanted).run
    return run


def detokenise(line: str) -> str:
    """A treebank sentence as a newspaper prints it: marks close to their words.

    Straight quotation marks open and close in turn.
    """
    words = line.replace("LBKT", "(").replace("RBKT", ")").split()
    opened = False
    for place, word in enumerate(words):
        if word == '"':
            opened = not opened
            words[place] = "\x01" if opened else "\x02"
    text = " ".join(words)
    text = re.sub("(?: )([.,:;!?%)\\]…\x02])", r"\1", text)
    text = re.sub("([(\\[\x01]) ", r"\1", text)
    text = re.sub(r"(\d) ([-/]) (\d)", r"\1\2\3", text)
    return re.sub("[\x01\x02]", '"', text)


def read_vtb(folder: Path, part: str) -> list[str] | None:
    """The sentences of one part of the treebank; None where it cannot be had."""
    path = folder / VTB_FILES[part]
    if not path.exists() and not _fetch(VTB + VTB_FILES[part], path):
        return None
    lines = path.read_text("utf-8").splitlines()
    return [detokenise(line.partition("=")[2]) for line in lines if line.startswith("# text")]


def _fetch(url: str, path: Path) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            path.write_bytes(answer.read())
    except (urllib.error.URLError, OSError) as e:
        print(f"not fetched: {url} ({e})", file=sys.stderr)
        return False
    return True


def join_documents(sentences: Sequence[str], lost_spaces: float, seed: int) -> Iterator[Document]:
    """Documents of treebank sentences, some without the space after a full stop."""
    chance = random.Random(seed)
    for begin in range(0, len(sentences), SENTENCES_A_DOCUMENT):
        part = list(sentences[begin : begin + SENTENCES_A_DOCUMENT])
        text = part[0]
        for before, sentence in pairwise(part):
            lost = before.endswith(".") and chance.random() < lost_spaces
            text += sentence if lost else f" {sentence}"
        yield text, part


def read_cases() -> Iterator[Document]:
    """The reviewed newspaper documents."""
    for path in sorted((HERE / "cases").glob("*.txt")):
        marked = path.read_text("utf-8")
        sentences = [part for line in marked.splitlines() for part in line.split("¦")]
        yield marked.replace("¦", ""), sentences


def inner_ends(sentences: Sequence[str]) -> set[int]:
    """Where sentences end, in letters and digits from the beginning, but for the last."""
    ends: set[int] = set()
    place = 0
    for sentence in sentences:
        place += sum(map(str.isalnum, sentence))
        ends.add(place)
    return ends - {place, 0}


def f1(splitter: Splitter, documents: Sequence[Document]) -> float:
    """F1 in per cent over the inner ends of all ``documents``."""
    right = found = wanted = 0
    for text, sentences in documents:
        printed, given = inner_ends(sentences), inner_ends(splitter(text))
        right += len(printed & given)
        found += len(given)
        wanted += len(printed)
    return 200 * right / (found + wanted)


def speed(splitter: Splitter, text: str) -> float:
    """Characters a second, the best of five runs."""
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        splitter(text)
        best = min(best, time.perf_counter() - begin)
    return len(text) / best


def gather(folder: Path) -> dict[str, list[Document]]:
    """The documents of each column of the table."""
    columns: dict[str, list[Document]] = {}
    test, dev = read_vtb(folder, "test"), read_vtb(folder, "dev")
    if test is None or dev is None:
        print("UD_Vietnamese-VTB is absent: its columns are left out (see --vtb).")
    else:
        columns["VTB test"] = list(join_documents(test, 0, 0))
        columns["VTB dev −10 % spaces"] = [
            document for seed in SEEDS for document in join_documents(dev, 0.1, seed)
        ]
    columns["own documents"] = list(read_cases())
    return columns


def main() -> None:
    parser = argparse.ArgumentParser(description="Score sentence splitters side by side.")
    parser.add_argument("--vtb", type=Path, default=HERE / ".cache", metavar="FOLDER")
    columns = gather(parser.parse_args().vtb)
    long_text = "\n".join(text for documents in columns.values() for text, _ in documents)
    naive = speed(split_naively, long_text)
    print("| splitter | " + " | ".join(columns) + " | characters/s | ÷ naive |")
    print("|---" * (len(columns) + 3) + "|")
    for name, splitter in find_splitters():
        if splitter is None:
            print(f"| {name} | not installed |")
            continue
        scores = [f"{f1(splitter, documents):.2f}" for documents in columns.values()]
        rate = speed(splitter, long_text)
        print(f"| {name} | {' | '.join(scores)} | {rate:,.0f} | {rate / naive:.3f} |", flush=True)


if __name__ == "__main__":
    main()
