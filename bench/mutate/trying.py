"""Copies the tree and has several workers try mutants in their copies, never in the tree."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

from bench.mutate.mutant import Mutant, apply_edits
from bench.mutate.rooms import Room, tests_for

_COPIED = ("service", "tests", "templates", "static", "bench", "audio_cache", "docs")
_FILES = ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile")
_LONGEST_BASELINE = 600.0
_TIMED_OUT = 124
_PATIENCE = 5.0
"""How many times as long as usual tests may take before the change counts as noticed."""

_LEAST_SECONDS = 20.0


class BaselineError(Exception):
    """The tests of a room fail, or find nothing, before anything is changed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: killed by a test, by the time it took, or still alive."""

    mutant: Mutant
    killed: bool
    timed_out: bool = False


class Worker:
    """A process in a copy of the tree that tries one mutant at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bench.mutate.worker"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, path: str, text: str | None, tests: Sequence[str], seconds: float
    ) -> Mapping[str, Any]:
        """The exit code and the seconds of ``tests`` over ``text`` in place of the file's."""
        assert self._process.stdin
        assert self._process.stdout
        trial = {"path": path, "text": text, "tests": tests, "seconds": seconds}
        print(json.dumps(trial), file=self._process.stdin, flush=True)
        answer: Mapping[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


@contextmanager
def open_workers(root: Path, count: int) -> Iterator[SimpleQueue[Worker]]:
    """``count`` workers, each in a copy of the tree at ``root`` that goes with it."""
    with TemporaryDirectory(prefix="loa-mutate-") as folder:
        copies = [_copy(root, Path(folder, str(number))) for number in range(count)]
        workers = [Worker(copy) for copy in copies]
        free: SimpleQueue[Worker] = SimpleQueue()
        for worker in workers:
            free.put(worker)
        try:
            yield free
        finally:
            for worker in workers:
                worker.close()


def _copy(root: Path, copy: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", ".cache", "*.mp3", "node_modules")
    for name in _COPIED:
        shutil.copytree(root / name, copy / name, ignore=ignored)
    for name in _FILES:
        shutil.copy(root / name, copy / name)
    compiled = [sys.executable, "-m", "compileall", "-q", "service", "tests"]
    subprocess.run(compiled, cwd=copy, check=True)
    return copy


def measure_baseline(free: SimpleQueue[Worker], tests: Sequence[str], path: str) -> float:
    """How many seconds ``tests`` take over the tree as it stands.

    Raises BaselineError when they fail.
    """
    worker = free.get()
    try:
        answer = worker.run(path, None, tests, _LONGEST_BASELINE)
    finally:
        free.put(worker)
    if answer["code"]:
        raise BaselineError(f"{' '.join(tests)} fail before any change ({answer['code']})")
    return float(answer["seconds"])


def try_mutants(
    free: SimpleQueue[Worker], root: Path, room: Room, mutants: Sequence[Mutant]
) -> Iterator[Verdict]:
    """The verdict on each mutant, in their order. Tests get several times their own time."""
    limits: dict[tuple[str, ...], float] = {}
    for mutant in mutants:
        tests = tests_for(mutant.path, room, root)
        if tests not in limits:
            limits[tests] = _LEAST_SECONDS + _PATIENCE * measure_baseline(free, tests, mutant.path)

    def judge(mutant: Mutant) -> Verdict:
        tests = tests_for(mutant.path, room, root)
        worker = free.get()
        try:
            # The copy's own text: somebody may be writing in the tree meanwhile.
            text = apply_edits((worker.folder / mutant.path).read_text("utf-8"), mutant.edits)
            answer = worker.run(mutant.path, text, tests, limits[tests])
        finally:
            free.put(worker)
        return Verdict(mutant, answer["code"] != 0, answer["code"] == _TIMED_OUT)

    with ThreadPoolExecutor(free.qsize()) as pool:
        yield from pool.map(judge, mutants)
