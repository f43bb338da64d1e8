"""Every bench that needs only the main environment: ``python -m bench [NAME…]``.

Each runs in a process of its own and prints its table. Exit 1 when one missed a
number to hold; what is not installed is named, never passed over in silence.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

BENCHES: Mapping[str, str] = {
    "main_job": "the main job beside the tutorial's way and the bare encoder",
    "clips": "a sentence from the engine's answer to the cache, beside the bare way",
    "stitch": "an episode joined of ready frames, beside pydub",
    "request_counts": "requests an article costs at Google, beside gTTS's own tokenizer",
    "polling": "polls of the feed a second, beside feedgen at each request",
    "listeners": "500 listeners, 200 polls a second and an editor, beside the old way",
    "counting": "what counting a download costs the program that sends it",
    "codec": "an edition as JSON, written and read, beside dataclasses walked by hand",
    "memory": "an article's peak memory above idle, whatever it contains, with every engine",
    "growth": "what pages, a publication, start and upkeep cost at up to 100,000 episodes",
    "desk": "a long article's page, a corrected sentence and a withdrawal, over `loa serve`",
    "desk_list": "pages of the desk's list, searched and filtered, at up to 100,000 articles",
    "load": "500 listeners at one program, and at several on a server and a bucket behind nginx",
    "throughput": "articles an hour by one worker and by two, spoken here and elsewhere",
    "fairness": "ten newsrooms and one worker: how alike they are recorded for",
    "scale": "what an article costs and holds among 100,000, and the queue of a thousand newsrooms",
    "newsrooms": "200 newsrooms of one operator in one program, most of them asleep",
    "extraction": "the article found on marked pages, beside other extractors",
    "splitting": "sentence ends found, beside other splitters",
    "captions": "when captions change, beside when their words are heard",
    "reading": "written forms said right, beside other normalisers",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every bench held its numbers, else 1."""
    parser = argparse.ArgumentParser(
        prog="bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"{name:16}{subject}" for name, subject in BENCHES.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these benches")
    names = parser.parse_args(arguments).names or list(BENCHES)
    if unknown := [name for name in names if name not in BENCHES]:
        parser.error(f"no bench is called {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    missed = [name for name in names if not _run(name)]
    print(f"\nMissed: {', '.join(missed)}" if missed else "\nEvery bench held its numbers.")
    return 1 if missed else 0


def _run(name: str) -> bool:
    """Whether the bench held its numbers; its table is printed by then."""
    print(f"\n== {name}: {BENCHES[name]}", flush=True)
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", f"bench.{name}"], check=False)
    print(f"   ({time.perf_counter() - began:.0f} s)", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
