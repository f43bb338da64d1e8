"""Requests an article costs at Google: packed by Loa, or cut by gTTS's own tokenizer.

Run as ``python -m bench.request_counts [FILE…]``. Each text is split and put into
its spoken form as the service would; both ways then get the same sentences. The
bound is the least there can be: one request for each hundred characters of each
sentence. Exit 1 when the whole takes more than 1.05 times the bound.
"""

import argparse
import math
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gtts import gTTS

from service.engines.google.packing import LIMIT, pack
from service.engines.speakable import has_words
from service.text.segments import split_sentences
from service.text.spoken import say

ROOT = Path(__file__).parent.parent
TARGET = 1.05


@dataclass(frozen=True, slots=True)
class Count:
    """Requests for one text: the bound, packed, and gTTS's own."""

    name: str
    sentences: int
    bound: int
    packed: int
    tokenized: int


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when packing keeps to the target over all texts, else 1. Prints a table."""
    parser = argparse.ArgumentParser(prog="bench.request_counts", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="texts to count instead of the bench's")
    counts = [count_requests(path) for path in parser.parse_args(arguments).files or own_texts()]
    total = Count(
        "all",
        sum(each.sentences for each in counts),
        sum(each.bound for each in counts),
        sum(each.packed for each in counts),
        sum(each.tokenized for each in counts),
    )
    print(f"{'text':<24}{'sentences':>10}{'bound':>7}{'Loa':>6}{'':>8}{'gTTS':>6}")
    for each in (*counts, total):
        print(f"{each.name:<24}{each.sentences:>10}{each.bound:>7}", end="")
        for requests in (each.packed, each.tokenized):
            print(f"{requests:>6}{requests / each.bound:>7.3f}×", end="")
        print()
    return 0 if total.packed <= TARGET * total.bound else 1


def own_texts() -> list[Path]:
    """The sample article and the ten texts of the bench."""
    sample = ROOT / "service" / "samples" / "dang-bo-song-cong.txt"
    return [sample, *sorted((ROOT / "bench" / "texts").glob("*.txt"))]


def count_requests(path: Path) -> Count:
    """What the text in ``path`` costs each way."""
    spoken = [say(sentence).spoken for sentence in split_sentences(path.read_text("utf-8"))]
    said = [unicodedata.normalize("NFC", text) for text in spoken if has_words(text)]
    return Count(
        path.stem,
        len(said),
        sum(math.ceil(len(text) / LIMIT) for text in said),
        sum(len(pack(text)) for text in said),
        sum(len(gTTS(text, lang="vi").get_bodies()) for text in said),
    )


if __name__ == "__main__":
    sys.exit(main())
