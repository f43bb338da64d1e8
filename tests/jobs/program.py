"""A program of its own that works, queues or waits: what the tests start and kill.

Its words: ``DATABASE DIARY work [VERSION | often]``, ``DATABASE DIARY enqueue EPISODE`` or
``DATABASE DIARY follow EPISODE``.

Each step writes a line to the diary before and after it, so that a test can
count what was done, by whom, and how often.
"""

import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from service.errors import StoreError, SynthesisError
from service.jobs import Chore, Jobs, Report, Rhythm, StepRunner, Wanted
from service.model import Progress
from service.store.addresses import DatabaseAddress
from service.store.postgresql.address import parse_address

QUICK = Rhythm(beat=0.5, poll=0.05, grace=5.0, watch=0.02, sweep=0.2, held=2.0)
OFTEN = "often"
EVERY_SECOND = replace(QUICK, upkeep="* * * * * *")
STEPS = 6
HOLD_AT = 2


class Diary:
    """Lines that survive the program that wrote them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, *words: object) -> None:
        line = " ".join(str(word) for word in (*words, os.getpid())) + "\n"
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line)

    def lines(self, *words: object) -> list[str]:
        """The lines that begin with these words; without words, all."""
        if not self._path.exists():
            return []
        begin = "".join(f"{word} " for word in words)
        text = self._path.read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.startswith(begin)]


class Recitation:
    """Work of a few short steps. How it goes depends on how the episode's name begins.

    "held" holds at a step, once, until the diary says "go" (or someone else did the step).
    "replan" leaves out of its plan what is done, as work does that finds clips on disk.
    "late" holds after its last step until the diary says "go".
    "mute" fails until the diary says "mended", "bug" breaks, "deadly" kills its program,
    "creeping" does so too, but one step later each time.
    """

    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    def __call__(self, episode_id: str, run_step: StepRunner, report: Report) -> str | None:
        self._diary.write("run", episode_id)
        for number in range(STEPS):
            if "replan" in episode_id and self._diary.lines("end", episode_id, number):
                continue
            run_step(f"sentence {number}", partial(self._speak, episode_id, number))
            report(Progress(number + 1, STEPS, "Đang đọc"))
        while episode_id.startswith("late") and not self._diary.lines("go"):
            time.sleep(0.01)
        self._diary.write("published", episode_id)
        return "Đã xong"

    def _speak(self, episode_id: str, number: int) -> list[int]:
        self._diary.write("begin", episode_id, number)
        if episode_id.startswith("mute") and not self._diary.lines("mended"):
            raise SynthesisError("Máy đọc không trả lời", "no answer", transient=True)
        if episode_id.startswith("bug"):
            raise ZeroDivisionError
        if episode_id.startswith("deadly"):
            os.kill(os.getpid(), signal.SIGKILL)
        if episode_id.startswith("creeping") and number == len(
            self._diary.lines("run", episode_id)
        ):
            os.kill(os.getpid(), signal.SIGKILL)
        if episode_id.startswith("held") and number == HOLD_AT:
            self._hold(episode_id)
        self._diary.write("end", episode_id, number)
        return [number]

    def _hold(self, episode_id: str) -> None:
        while len(self._diary.lines("begin", episode_id, HOLD_AT)) == 1:
            if self._diary.lines("go"):
                return
            time.sleep(0.01)


def told(database: DatabaseAddress) -> str:
    """The queue's address as an argument of this program."""
    if isinstance(database, Path):
        return str(database)
    return f"{database.url.render_as_string(hide_password=False)}?schema={database.schema}"


def _address(argument: str) -> DatabaseAddress:
    is_server = argument.startswith("postgresql")
    return parse_address(argument) if is_server else Path(argument)


def open_jobs(
    database: DatabaseAddress,
    diary: Diary,
    *,
    version: str = "1",
    worker: bool = True,
    floor: int = 0,
    rhythm: Rhythm = QUICK,
    due: Iterable[str] = (),
    wanted: Wanted = tuple,
    on_stop: Callable[[], object] = tuple,
    concurrency: int = 2,
) -> Jobs:
    """Jobs, started, with quick rhythms and the recitation as their work.

    The upkeep writes itself down and finds the episodes ``due``.
    """

    def upkeep() -> Iterable[str]:
        diary.write("upkeep")
        return due

    jobs = Jobs(
        database,
        executor_id="test",
        application_version=version,
        work=Recitation(diary),
        chores=[Chore("upkeep", rhythm.upkeep, upkeep)],
        wanted=wanted,
        on_failure=partial(diary.write, "failed"),
        on_stop=on_stop,
        concurrency=concurrency,
        free_space_floor=floor,
        rhythm=rhythm,
    )
    jobs.start(worker=worker)
    return jobs


def main(arguments: list[str]) -> None:
    database, diary, act = _address(arguments[0]), Diary(Path(arguments[1])), arguments[2]
    if act == "work":
        more = arguments[3:]
        rhythm = EVERY_SECOND if OFTEN in more else QUICK
        version = "".join(more).removesuffix(OFTEN) or "1"
        on_stop = partial(diary.write, "stopping")
        jobs = open_jobs(database, diary, version=version, rhythm=rhythm, on_stop=on_stop)
        stopped = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stopped.set())
        _say("working")
        stopped.wait()
        jobs.stop()
    elif act == "follow":
        _follow(open_jobs(database, diary), arguments[3])
    else:
        jobs = open_jobs(database, diary, worker=False)
        _say(jobs.enqueue(arguments[3]).id)
        jobs.stop()


def _follow(jobs: Jobs, episode: str) -> None:
    """Does the episode's job here and says how it ended, or why it cannot end."""
    try:
        _say(jobs.wait(jobs.enqueue(episode).id, timeout=20).state.value)
    except StoreError as e:
        _say(f"StoreError: {e.en}")
    finally:
        jobs.stop()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def write_for_ever(database: Path, diary: Path, kind: str, locked: Path) -> None:
    """A program in the middle of a write to ``locked``; one of Loa's own where it is "ours"."""
    if kind == "ours":
        open_jobs(database, Diary(diary))
    connection = sqlite3.connect(locked, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    _say("writing")
    sys.stdin.readline()
