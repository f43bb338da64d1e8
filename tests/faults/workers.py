"""Workers that are frozen, and work that kills whoever does it."""

import random
import signal
import sqlite3
import stat
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.faults.fault import Expectation, Fault, stand
from tests.faults.newsroom import LostError, Newsroom, wait_for, write_article
from tests.faults.station import Station, elsewhere
from tests.standins.piper import write_stand_in, write_tiny_voice

SERVE_ALONE = ("serve", "--no-worker")
WORKER = ("worker",)
MOST_STARTS = 12
KILLER = """
import os, signal, subprocess, sys, time

words = sys.stdin.read()
if "chết" in words:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(1)
speaker = [sys.executable, os.path.join(os.path.dirname(__file__), "voice", "piper")]
sys.exit(subprocess.run(speaker + sys.argv[1:], input=words.encode()).returncode)
"""


def freeze_worker(newsroom: Newsroom) -> None:
    """One of two workers is stopped in its work as a virtual machine is: the other does it."""
    _freeze(newsroom, lambda station: True)


def freeze_writing_worker(newsroom: Newsroom) -> None:
    """It is stopped while it writes: after a minute it is ended, and the other goes on."""
    _freeze(newsroom, _is_locked)


def _freeze(newsroom: Newsroom, is_moment: Callable[[Station], bool]) -> None:
    station = newsroom.station
    draw = random.Random(1)
    for number in range(4):
        newsroom.put(f"dai-{number}", write_article(draw, sentences=60))
    wait_for(lambda: len(list(station.cache.glob("??/*.json"))) > 20, "both work", station)
    frozen = next(each for each in station.programs if "worker" in each.arguments)

    def stands_still_at_the_moment() -> bool:
        frozen.send_signal(signal.SIGSTOP)
        if is_moment(station):
            return True
        frozen.send_signal(signal.SIGCONT)
        return False

    wait_for(stands_still_at_the_moment, "it is stopped at that moment", station)
    try:
        newsroom.put("sau-khi-dung", write_article(draw))
        newsroom.wait_until_settled(seconds=300)
    finally:
        frozen.send_signal(signal.SIGCONT)


def _is_locked(station: Station) -> bool:
    """Whether the stopped program holds the queue: nobody else does for half a second."""
    database = station.data / "jobs.db"
    with closing(sqlite3.connect(database, timeout=0.5, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        connection.execute("ROLLBACK")
        return False


def kill_by_work(newsroom: Newsroom) -> None:
    """A sentence kills its program each time: given up after a few starts, and nothing else."""
    killing = Newsroom(_with_killer(newsroom.station), newsroom.token, newsroom.accepted)
    station = killing.station
    station.kill_all()
    stand(killing)
    killing.put("bai-chet", f"Tin của phường\n\n02-01-2026 08:00\n\nCâu này chết. {time.time()}.")
    killing.put("bai-lanh", write_article(random.Random(2)))
    for start in range(MOST_STARTS):
        stand_if_it_stays(killing)
        if station.programs and not _ends(killing):
            station.kill_all()
            if not start:
                raise LostError("nothing was killed")
            return
    raise LostError(f"started {MOST_STARTS} times, killed each time\n{station.said()[-3000:]}")


def stand_if_it_stays(newsroom: Newsroom) -> None:
    """It is started; that its work kills it at once is what is tried."""
    try:
        stand(newsroom)
    except LostError:
        newsroom.station.kill_all()


def _ends(newsroom: Newsroom) -> bool:
    """Whether the program is killed before everything is settled."""
    (program,) = newsroom.station.programs

    def ends_or_settles() -> bool:
        return program.poll() is not None or (
            bool(newsroom.article("bai-chet")) and not newsroom.unsettled()
        )

    wait_for(ends_or_settles, "it ends, or everything is settled", newsroom.station)
    return program.poll() is not None


def _with_killer(station: Station) -> Station:
    """The same installation, read by a program that kills Loa at a certain word."""
    folder = station.shell.folder / "killer"
    (folder / "voice").mkdir(parents=True)
    write_stand_in(folder / "voice")
    program = folder / "piper"
    program.write_text(f"#!{sys.executable}\n{KILLER}", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    voice: Path = write_tiny_voice(folder)
    return elsewhere(
        station,
        {"LOA_ENGINE": "piper", "LOA_PIPER": str(program), "LOA_PIPER_VOICE": str(voice)},
    )


FAULTS = (
    Fault("a worker frozen in its work", freeze_worker, crew=(SERVE_ALONE, WORKER, WORKER)),
    Fault(
        "a worker frozen while it writes",
        freeze_writing_worker,
        crew=(SERVE_ALONE, WORKER, WORKER),
    ),
    Fault("a job that kills its program", kill_by_work, Expectation.TOLD),
)
