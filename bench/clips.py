"""One sentence from the engine's answer to the cache, beside what no build can do without.

Run as ``python -m bench.clips``. An answer comes as MP3, so the bare way decodes and
encodes it, with the same decoder and encoder; Loa also cuts, levels and limits it,
checks and measures what it encoded, and keeps it, power cut or not. A machine may
turn a third slower for a second, so the ways take turns sentence by sentence, and
each sentence's least time counts. Exit 1 when the number to hold is missed.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.answers import DISTINCT, WORDS, answer, key, write_answers
from service.audio.cache import ClipCache
from service.audio.decoding import decode
from service.audio.encoding import encode
from service.audio.splice import make_clip
from service.model import AudioFormat, ClipSpec, Speech, Voice

ROUNDS = 5
HOLD = 1.3
SPEC = ClipSpec(Voice("google", "vi", "Google"), "1", 1.0, 1.0, 0.5, 1, AudioFormat())


def make_barely(file: Path) -> None:
    """The engine's answer decoded and encoded, nothing else."""
    encode(decode(file.read_bytes())[0], AudioFormat())


def make_wholly(cache: ClipCache, name: str, file: Path) -> None:
    """The engine's answer as a clip in the cache."""
    speech = Speech((file.read_bytes(),), "audio/mpeg")
    with cache.making(name):
        clip, frames = make_clip(name, WORDS, speech, SPEC)
        cache.keep(clip, frames, speech)


def compare_makers(folder: Path) -> Mapping[str, float]:
    """CPU seconds that all the answers in ``folder`` take: "encoder", "bare" and "whole"."""
    cache = ClipCache(folder / "clips")
    files = [answer(folder, number) for number in range(DISTINCT)]
    sounds = [decode(file.read_bytes())[0] for file in files]
    ways: dict[str, Callable[[int], object]] = {
        "encoder": lambda number: encode(sounds[number], AudioFormat()),
        "bare": lambda number: make_barely(files[number]),
        "whole": lambda number: make_wholly(cache, key(number), files[number]),
    }
    rounds: dict[str, list[list[float]]] = {way: [[] for _ in files] for way in ways}
    for _ in range(ROUNDS):
        for number in range(DISTINCT):
            for way, make in ways.items():
                began = time.process_time()
                make(number)
                rounds[way][number].append(time.process_time() - began)
    return {way: sum(map(min, times)) for way, times in rounds.items()}


def main() -> int:
    """0 when the number to hold was held, else 1."""
    with tempfile.TemporaryDirectory() as name:
        write_answers(Path(name))
        cost = compare_makers(Path(name))
    for way, seconds in cost.items():
        print(f"{way:10}{1000 * seconds / DISTINCT:8.1f} CPU-ms a sentence")
    ratio = cost["whole"] / cost["bare"]
    print(f"A clip takes {ratio:.2f} times the bare way (to hold: {HOLD}),", end=" ")
    print(f"{cost['whole'] / cost['encoder']:.2f} times the encoder alone.")
    return 0 if ratio <= HOLD else 1


if __name__ == "__main__":
    sys.exit(main())
