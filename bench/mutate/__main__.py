"""Changes the code a little and sees whether a test notices: ``python -m bench.mutate [ROOM…]``.

A fresh sample of all possible changes of each room is tried, each in a copy of the tree
and with the tests of that room alone. ``--seed`` repeats a sample, ``--only`` names files,
``--list`` tries nothing. What no test noticed is printed with its place: a rule without a
counter-example, code that does nothing, or a change that makes no difference. Exit 1 when
a room stays below the share to hold.
"""

import argparse
import ast
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.mutate.changes import find_mutants, read_source
from bench.mutate.mutant import Mutant, apply_edits
from bench.mutate.rooms import ROOMS, Room, files_of
from bench.mutate.trying import Verdict, open_workers, try_mutants

ROOT = Path(__file__).parents[2]
SHARE = 90
"""Percent of a fresh sample that the tests of each room notice."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the tests of every room noticed their share, else 1."""
    asked = _read_arguments(arguments)
    seed = random.randrange(10**6) if asked.seed is None else asked.seed
    print(f"Sample of {asked.sample} a room, --seed {seed}", flush=True)
    shares = []
    for name in asked.rooms or ROOMS:
        mutants = all_mutants(ROOMS[name], asked.only, asked.kinds)
        sample = random.Random(seed).sample(mutants, min(asked.sample, len(mutants)))
        told = Counter(mutant.kind for mutant in mutants)
        print(f"\n== {name}: {len(mutants)} changes ({_tell(told)})", flush=True)
        if asked.list or not sample:
            for mutant in sample:
                print(f"   {mutant.path}:{mutant.line}: {mutant.told}")
            continue
        shares.append(_try_room(ROOMS[name], sample, asked.workers))
    return 1 if any(share < SHARE for share in shares) else 0


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench.mutate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], metavar="ROOM")
    parser.add_argument("--sample", type=int, default=60, help="changes a room")
    parser.add_argument("--seed", type=int, help="repeats a sample")
    parser.add_argument("--only", nargs="*", default=[], help="files whose path ends so")
    parser.add_argument("--kinds", nargs="*", default=[], help="kinds of changes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="prints the sample, tries nothing")
    return parser.parse_args(arguments)


def all_mutants(room: Room, only: Sequence[str], kinds: Sequence[str]) -> list[Mutant]:
    """Every change of the room's files that Python can read."""
    return [
        mutant
        for path in files_of(room, ROOT)
        if not only or path.endswith(tuple(only))
        for mutant in _mutants_of(path)
        if not kinds or mutant.kind in kinds
    ]


def _mutants_of(path: str) -> Iterable[Mutant]:
    source = read_source(path, (ROOT / path).read_text("utf-8"))
    return [each for each in find_mutants(source) if _is_python(source.text, each)]


def _is_python(text: str, mutant: Mutant) -> bool:
    try:
        ast.parse(apply_edits(text, mutant.edits))
    except SyntaxError:
        return False
    return True


def _tell(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.most_common())


def _try_room(room: Room, sample: Sequence[Mutant], workers: int) -> float:
    """The share noticed, in percent; survivors are printed as they are found."""
    began = time.monotonic()
    verdicts: list[Verdict] = []
    with open_workers(ROOT, workers) as free:
        for verdict in try_mutants(free, ROOT, room, sample):
            verdicts.append(verdict)
            if not verdict.killed:
                mutant = verdict.mutant
                print(f"   alive: {mutant.path}:{mutant.line}: {mutant.told}", flush=True)
    killed = sum(verdict.killed for verdict in verdicts)
    late = sum(verdict.timed_out for verdict in verdicts)
    share = 100 * killed / len(verdicts)
    _print_files(verdicts)
    print(
        f"   noticed {killed} of {len(verdicts)} ({share:.0f} %; {late} by time), "
        f"{time.monotonic() - began:.0f} s",
        flush=True,
    )
    return share


def _print_files(verdicts: Sequence[Verdict]) -> None:
    tried = Counter(verdict.mutant.path for verdict in verdicts)
    killed = Counter(verdict.mutant.path for verdict in verdicts if verdict.killed)
    for path in sorted(tried):
        print(f"   {killed[path]:4} of {tried[path]:4}  {path}")


if __name__ == "__main__":
    sys.exit(main())
