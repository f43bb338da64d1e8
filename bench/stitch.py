"""Stitching an episode side by side: the tutorial's pydub, pydub at its best, and Loa.

Run as ``python -m bench.stitch [--sentences 41 410]``: 41 sentences are about five
minutes, 410 nearly an hour. Every way gets the same MP3 answers of a speech engine,
runs in a process of its own and is measured from after its imports to the finished
file; memory is the whole process's, and its largest child's. pydub decodes and
exports through ffmpeg; without ffmpeg those rows are left out. Exit 1 when a number
to hold is missed.
"""

import argparse
import importlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.answers import SECONDS_A_SENTENCE, answer, key
from bench.costs import Cost, least, measured

PAUSE_MS = 350


# --- the ways ----------------------------------------------------------------


def stitch_as_in_tutorials(folder: Path, sentences: int) -> None:
    """``+=`` for each clip, then an export."""
    from pydub import AudioSegment

    episode = AudioSegment.empty()
    for number in range(sentences):
        episode += AudioSegment.from_mp3(answer(folder, number))
        episode += AudioSegment.silent(duration=PAUSE_MS)
    episode.export(folder / "tutorial.mp3", format="mp3", bitrate="64k").close()


def stitch_with_one_join(folder: Path, sentences: int) -> None:
    """pydub without its traps: no ffprobe, one join of raw samples, one rate."""
    from pydub import AudioSegment

    pause = AudioSegment.silent(duration=PAUSE_MS, frame_rate=24_000).raw_data
    raw = []
    for number in range(sentences):
        clip = AudioSegment.from_file(answer(folder, number), format="mp3", codec="mp3")
        raw.append(clip.raw_data)
    episode = AudioSegment(
        data=pause.join(raw), sample_width=2, frame_rate=clip.frame_rate, channels=1
    )
    episode.export(folder / "one-join.mp3", format="mp3", bitrate="64k").close()


def decode_and_encode(folder: Path, sentences: int) -> None:
    """The floor under a first build from Google's answers: MP3 to sound, sound to MP3."""
    from bench.clips import make_barely

    for number in range(sentences):
        make_barely(answer(folder, number))


def build_first(folder: Path, sentences: int) -> None:
    """Loa with an empty cache: every sentence decoded, mastered, encoded, kept; then the join."""
    from bench.clips import make_wholly
    from service.audio.cache import ClipCache

    cache = ClipCache(folder / "audio_cache")
    for number in range(sentences):
        make_wholly(cache, key(number), answer(folder, number))
    _join(folder, sentences, _lay_out(folder, sentences))


def build_again(folder: Path, sentences: int) -> None:
    """Loa with every clip in the cache and every place known: the join of ready frames."""
    _join(folder, sentences, {})


def _join(folder: Path, sentences: int, digests: Mapping[str, str]) -> None:
    """The join, where ``digests`` of clips that have been described are known already."""
    from service.audio.cache import ClipCache
    from service.audio.join import join_edition
    from service.model import AudioFormat, Samples, Span

    cache = ClipCache(folder / "audio_cache")
    *places, length = json.loads((folder / "spans.json").read_bytes())
    assert len(places) == sentences
    join_edition(
        folder / "loa.mp3",
        [(key, Span(key, begin, end)) for key, begin, end in places],
        lambda key: cache.frames(key, sha256=digests.get(key)),
        length=Samples(length),
        format=AudioFormat(),
    )


def _lay_out(folder: Path, sentences: int) -> Mapping[str, str]:
    """Finds every clip and notes its place, as the library does for an edition.

    Gives the digests of their frames.
    """
    from service.audio.cache import ClipCache
    from service.audio.timeline import Pauses, edition_length, lay_out
    from service.model import AudioFormat, BlockKind, Ending, Segment

    cache, audio = ClipCache(folder / "audio_cache"), AudioFormat()
    names = [key(number) for number in range(sentences)]
    clips = [clip for name in names if (clip := cache.describe(name))]
    counts = [clip.frame_count for clip in clips]
    segments = [Segment(name, name, BlockKind.PARAGRAPH, 0, Ending.SENTENCE) for name in names]
    spans = lay_out(segments, counts, Pauses(), audio)
    places = [(span.segment_id, span.begin, span.end) for span in spans if span]
    noted = [*places, edition_length(spans, Pauses(), audio)]
    (folder / "spans.json").write_text(json.dumps(noted), "utf-8")
    return {clip.key: clip.frames_sha256 for clip in clips}


def build_after_a_correction(folder: Path, sentences: int) -> None:
    """Loa with one sentence to make, and then the join."""
    from bench.clips import make_wholly
    from service.audio.cache import ClipCache

    for path in (folder / "audio_cache" / key(3)[:2]).glob(f"{key(3)}.*"):
        path.unlink()
    make_wholly(ClipCache(folder / "audio_cache"), key(3), answer(folder, 3))
    _join(folder, sentences, _lay_out(folder, sentences))


STORY = ("bench.clips", "service.audio.timeline", "service.audio.join")
WAYS: dict[str, tuple[Callable[[Path, int], None], tuple[str, ...]]] = {
    "tutorial: pydub +=, export": (stitch_as_in_tutorials, ("pydub",)),
    "pydub, one join, export": (stitch_with_one_join, ("pydub",)),
    "bare: decode, encode": (decode_and_encode, ("bench.clips",)),
    "Loa: first build": (build_first, STORY),
    "Loa: one sentence changed": (build_after_a_correction, STORY),
    "Loa: rebuild": (build_again, ("service.audio.cache", "service.audio.join")),
}
TUTORIAL, _, BARE, FIRST, CHANGED, REBUILD = WAYS
PYDUB = [way for way in WAYS if "pydub" in way]


# --- measuring ---------------------------------------------------------------


def _measure_here(way: str, folder: Path, sentences: int) -> Cost:
    run, imports = WAYS[way]
    for name in imports:
        importlib.import_module(name)
    with measured() as cost:
        run(folder, sentences)
    return cost


def _measure(way: str, folder: Path, sentences: int) -> Cost:
    command = [sys.executable, "-W", "ignore", "-m", "bench.stitch", "--measure", way]
    command += ["--folder", str(folder), "--sentences", str(sentences)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Cost(**json.loads(done.stdout))


def _measure_all(folder: Path, sentences: int, rounds: int) -> dict[str, Cost]:
    """Each way's least times of its rounds: what else runs here only adds to them.

    pydub's ways take minutes and are far off: one round tells enough.
    """
    costs: dict[str, list[Cost]] = {way: [] for way in WAYS}
    if shutil.which("ffmpeg"):
        for way in PYDUB:
            costs[way].append(_measure(way, folder, sentences))
    for _ in range(rounds):
        shutil.rmtree(folder / "audio_cache", ignore_errors=True)
        for way in [way for way in WAYS if way not in PYDUB]:
            costs[way].append(_measure(way, folder, sentences))
    return {way: least(each) for way, each in costs.items() if each}


def _write_elsewhere(folder: Path) -> None:
    """The answers, written by another process: a child's peak memory begins at its parent's."""
    writing = "import sys, pathlib, bench.answers as a; a.write_answers(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", writing, str(folder)], check=True)


def _print_table(sentences: int, costs: dict[str, Cost]) -> None:
    reference = costs.get(TUTORIAL)
    print(f"\n{sentences} sentences, about {sentences * SECONDS_A_SENTENCE / 60:.0f} minutes")
    print(f"{'':28}{'CPU s':>9}{'wall s':>9}{'MB':>7}{'child MB':>10}{'times less CPU':>16}")
    for way, cost in costs.items():
        less = f"{reference.cpu / cost.cpu:,.0f}" if reference and cost.cpu else "-"
        print(
            f"{way:28}{cost.cpu:9.3f}{cost.wall:9.3f}{cost.memory:7.0f}"
            f"{cost.child_memory:10.0f}{less:>16}"
        )
    print(
        f"The first build takes {costs[FIRST].cpu / costs[BARE].cpu:.2f} times the bare way's CPU."
    )


def _missed(costs: dict[str, Cost]) -> list[str]:
    """The numbers to hold that were not held."""
    held = {
        f"rebuild within 0.1 CPU-s ({costs[REBUILD].cpu:.3f})": costs[REBUILD].cpu <= 0.1,
        f"rebuild within 50 MB ({costs[REBUILD].memory:.0f})": costs[REBUILD].memory <= 50,
        f"one sentence within 0.15 CPU-s ({costs[CHANGED].cpu:.3f})": costs[CHANGED].cpu <= 0.15,
    }
    return [rule for rule, holds in held.items() if not holds]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every number to hold was held, else 1. Prints a table for each length."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, nargs="+", default=[41, 410])
    parser.add_argument("--rounds", type=int, default=3, help="of all but pydub's ways")
    parser.add_argument("--measure", choices=list(WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.measure:
        cost = _measure_here(asked.measure, asked.folder, asked.sentences[0])
        print(json.dumps(asdict(cost)))
        return 0
    if not shutil.which("ffmpeg"):
        print("ffmpeg is not installed: pydub can neither decode nor export MP3 here.")
    missed = []
    for sentences in asked.sentences:
        with tempfile.TemporaryDirectory() as name:
            _write_elsewhere(Path(name))
            costs = _measure_all(Path(name), sentences, asked.rounds)
        _print_table(sentences, costs)
        missed += _missed(costs)
    print("\nThe first build again, clip by clip, since the machine's speed varies by the second:")
    sys.stdout.flush()
    if subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench.clips"], check=False
    ).returncode:
        missed.append("first build within 1.3 times the bare way")
    for rule in missed:
        print(f"MISSED: {rule}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
