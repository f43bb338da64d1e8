"""Work that kills whoever does it."""

import random
import stat
import sys
import time
from pathlib import Path

from tests.faults.fault import Expectation, Fault, stand
from tests.faults.newsroom import LostError, Newsroom, wait_for, write_article
from tests.faults.station import Station, elsewhere
from tests.standins.piper import write_tiny_voice

MOST_STARTS = 12
KILLER = """
import os, signal, sys, time

words = sys.stdin.read()
if "chết" in words:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(1)
sys.stdout.buffer.write(bytes(40000))
"""


def kill_by_work(newsroom: Newsroom) -> None:
    """A sentence kills its program each time: given up after a few starts, and nothing else."""
    killing = Newsroom(_with_killer(newsroom.station), newsroom.token, newsroom.accepted)
    station = killing.station
    station.kill_all()
    stand(killing)
    killing.put("bai-chet", f"Tin của phường\n\n02-01-2026 08:00\n\nCâu này chết. {time.time()}.")
    killing.put("bai-lanh", write_article(random.Random(2)))
    for _ in range(MOST_STARTS):
        stand_if_it_stays(killing)
        if station.programs and not _ends(killing):
            station.kill_all()
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
    folder.mkdir()
    program = folder / "piper"
    program.write_text(f"#!{sys.executable}\n{KILLER}", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    voice: Path = write_tiny_voice(folder)
    return elsewhere(
        station,
        {"LOA_ENGINE": "piper", "LOA_PIPER": str(program), "LOA_PIPER_VOICE": str(voice)},
    )


FAULTS = (Fault("a job that kills its program", kill_by_work, Expectation.TOLD),)
