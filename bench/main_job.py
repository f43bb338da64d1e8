"""The main job side by side: Loa, the tutorial's way, and the floor under both.

Run as ``python -m bench.main_job [--rounds 3]``. The sample article is published
with espeak-ng: cold, unchanged, and with one sentence corrected. Each figure is the
least of its rounds; each round of each way runs in a process of its own and is
measured after its imports and, for Loa, after the service has opened. A program that
has *just started* also compiles its patterns and statements; the others are a
running service, which has taken the article in before.

- *tutorial*: gTTS-like MP3 answers for the same sentences, pydub's ``+=`` and an
  export, through ffmpeg; it knows nothing of what it did before. The engine's work
  is charged, the encoding of its answers, which Google's servers do, is not.
- *bare*: the same sentences spoken and the same sound encoded, with as many workers.
- *Loa*: from the raw page to the feed, without the queue.
- *Loa, as a job*: the same through the queue, as ``loa publish`` does it, with the
  time it takes to look into the queue.

Exit 1 when a number to hold is missed.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.costs import Cost, least, measured
from bench.sample import (
    SAMPLE,
    WORKERS,
    bench_settings,
    clock,
    prepare,
    read_sentences,
    write_page,
)
from service.desk.desk import Desk
from service.model import HOUSE

if TYPE_CHECKING:  # a way imports what it needs: what it does not need is not its memory
    from service.compose import Service
    from service.model import Job

PAUSE_MS = 350
PATIENCE_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Run:
    """Which version of the page is published, and which one this program took in before."""

    corrections: int
    came_before: int | None = None


# --- the ways ----------------------------------------------------------------


def follow_tutorial(folder: Path) -> Cost:
    """A clip for each sentence, ``+=``, an export."""
    from pydub import AudioSegment

    from service.engines.espeak import EspeakEngine

    engine = EspeakEngine()
    sentences = read_sentences(folder)
    with measured() as cost:
        episode = AudioSegment.empty()
        for number, sentence in enumerate(sentences):
            engine.speak(sentence, engine.voices[0])
            episode += AudioSegment.from_mp3(folder / f"answer{number}.mp3")
            episode += AudioSegment.silent(duration=PAUSE_MS)
        episode.export(folder / "tutorial.mp3", format="mp3", bitrate="64k").close()
    cost.syntheses = len(sentences)
    return cost


def speak_and_encode(folder: Path) -> Cost:
    """The floor under a first build: nothing is decoded, mastered, kept or joined."""
    import numpy as np

    from service.audio.encoding import encode
    from service.engines.espeak import EspeakEngine
    from service.model import AudioFormat

    engine = EspeakEngine()
    sentences = read_sentences(folder)

    def make(number: int) -> bytes:
        engine.speak(sentences[number], engine.voices[0])
        return encode(np.load(folder / f"sound{number}.npy"), AudioFormat())

    with ThreadPoolExecutor(WORKERS) as pool, measured() as cost:
        (folder / "bare.mp3").write_bytes(b"".join(pool.map(make, range(len(sentences)))))
    cost.syntheses = len(sentences)
    return cost


def publish_in_process(folder: Path, run: Run) -> Cost:
    """What ``loa publish`` does, told in this process instead of by a job."""
    from service.releasing.story import produce_edition

    def make(service: "Service", job: "Job") -> None:
        produce_edition(
            job.episode_id, service.production, lambda name, step: step(), lambda progress: None
        )

    return _publish(folder / "in-process", run, make, worker=False)


def publish_by_job(folder: Path, run: Run) -> Cost:
    """What ``loa publish`` does."""

    def make(service: "Service", job: "Job") -> None:
        ended = service.jobs.wait(job.id, timeout=PATIENCE_SECONDS)
        if ended.state.value != "done":
            raise SystemExit(f"The job ended as {ended.state.value}: {ended.message}")

    return _publish(folder / "as-a-job", run, make, worker=True)


def _publish(
    folder: Path, run: Run, make: Callable[["Service", "Job"], None], *, worker: bool
) -> Cost:
    from service.compose import open_service
    from service.desk.hints import Hints

    def publish(corrections: int) -> None:
        taken = service.take_in(
            write_page(corrections), Hints(SAMPLE), Desk(HOUSE, service.library, clock())
        )
        job = service.update(taken)
        if job is not None:
            make(service, job)

    with open_service(bench_settings(folder), now=clock, name="bench", worker=worker) as service:
        if run.came_before is not None:
            publish(run.came_before)
        before = service.cache.stats().clips
        with measured() as cost:
            publish(run.corrections)
        cost.syntheses = service.cache.stats().clips - before
    return cost


RUNS = {
    "cold": Run(0),
    "unchanged, program just started": Run(0),
    "unchanged": Run(0, came_before=0),
    "one sentence, program just started": Run(1),
    "one sentence": Run(2, came_before=1),
}
TUTORIAL, BARE = "tutorial: pydub +=, export", "bare: synthesis and encoder"
COLD, _, UNCHANGED, _, CHANGED = (f"Loa: {case}" for case in RUNS)
WAYS: dict[str, Callable[[Path], Cost]] = {
    TUTORIAL: follow_tutorial,
    BARE: speak_and_encode,
    **{f"Loa: {case}": partial(publish_in_process, run=run) for case, run in RUNS.items()},
    **{f"Loa, as a job: {case}": partial(publish_by_job, run=run) for case, run in RUNS.items()},
}
"""In this order in one folder: what stands there makes a run cold, unchanged or corrected."""


# --- measuring ---------------------------------------------------------------


def _run_apart(folder: Path, *words: str) -> str:
    """What this module prints when it is run in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.main_job", "--folder", str(folder)]
    done = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"bench.main_job {' '.join(words)} failed:\n{done.stderr}")
    return done.stdout


def _measure(ways: Sequence[str], rounds: int) -> dict[str, Cost]:
    """The least cost of each of ``ways``; a round does them all, in a folder of its own."""
    costs: dict[str, list[Cost]] = {way: [] for way in ways}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            _run_apart(Path(name), "--prepare")
            for way in ways:
                printed = _run_apart(Path(name), "--measure", way)
                costs[way].append(Cost(**json.loads(printed.splitlines()[-1])))
    return {way: least(each) for way, each in costs.items()}


def _print_table(costs: dict[str, Cost], rounds: int) -> None:
    print(f"The sample article, {costs[BARE].syntheses} sentences, espeak-ng, rounds: {rounds}")
    print(f"{'':50}{'spoken':>7}{'CPU s':>8}{'wall s':>8}{'MB':>6}", end="")
    print(f"{'CPU ÷ tutorial':>16}{'÷ bare':>8}{'wall ÷ bare':>13}")
    for way, cost in costs.items():
        print(
            f"{way:50}{cost.syntheses:7}{cost.cpu:8.3f}{cost.wall:8.3f}{cost.memory:6.0f}", end=""
        )
        tutorial = f"{cost.cpu / costs[TUTORIAL].cpu:.4f}" if TUTORIAL in costs else "-"
        bare = costs[BARE]
        print(f"{tutorial:>16}{cost.cpu / bare.cpu:8.3f}{cost.wall / bare.wall:13.3f}")


def _verdicts(costs: dict[str, Cost]) -> dict[str, bool]:
    """The numbers to hold, with what was measured, and whether they were held."""
    unchanged, changed = costs[UNCHANGED], costs[CHANGED]
    cpu = costs[COLD].cpu / costs[BARE].cpu
    wall = costs[COLD].wall / costs[BARE].wall
    spoken = [cost.syntheses for cost in (unchanged, changed)]
    return {
        f"unchanged within 50 ms ({1000 * unchanged.wall:.0f} ms)": unchanged.wall <= 0.05,
        f"one sentence changed within 0.3 s ({changed.wall:.3f} s)": changed.wall <= 0.3,
        f"first build within 1.3 × bare, CPU ({cpu:.2f} ×)": cpu <= 1.3,
        f"first build within 1.3 × bare, wall ({wall:.2f} ×)": wall <= 1.3,
        f"nothing spoken when unchanged, one sentence when one changed {spoken}": spoken == [0, 1],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every number to hold was held, else 1. Prints a table and the verdicts."""
    parser = argparse.ArgumentParser(
        prog="bench.main_job",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--measure", choices=list(WAYS), help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.prepare:
        prepare(asked.folder)
        return 0
    if asked.measure:
        print(json.dumps(asdict(WAYS[asked.measure](asked.folder))))
        return 0
    ways = list(WAYS)
    if not shutil.which("ffmpeg"):
        print("ffmpeg is not installed: pydub can neither decode nor export MP3 here.")
        ways.remove(TUTORIAL)
    costs = _measure(ways, asked.rounds)
    _print_table(costs, asked.rounds)
    verdicts = _verdicts(costs)
    for rule, holds in verdicts.items():
        print(f"{'held' if holds else 'MISSED'}: {rule}")
    return 0 if all(verdicts.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
