"""A fault as a row of a table, and how each is tried: stand, be struck, stand again."""

import enum
import os
import random
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.faults.newsroom import (
    LostError,
    Newsroom,
    ask,
    open_newsroom,
    wait_for,
    wait_until_answers,
    write_article,
)
from tests.faults.public import promised, require_well, require_whole_as_served
from tests.faults.station import Station

Words: TypeAlias = tuple[str, ...]
SERVE: Words = ("serve",)
STANDING = "bai-dau"
"""The article that is published before anything happens."""


class Expectation(enum.Enum):
    """What becomes of all that was accepted before and during the fault."""

    PUBLISHED = "published"
    TOLD = "published, or failed with its reason"


@dataclass(frozen=True, slots=True)
class Fault:
    """``act`` does the fault to a running installation, looks, and mends what it broke.

    ``crew`` are the words of the programs that run, the one that serves first; ``disk`` is
    the size in kB of a file system of its own for the data, or None; the doctor rightly tells of
    what has the words that it ``leaves``.
    """

    name: str
    act: Callable[[Newsroom], None]
    expectation: Expectation = Expectation.PUBLISHED
    crew: tuple[Words, ...] = (SERVE,)
    disk: int | None = None
    leaves: str = ""


_GIVEN_UP = {Expectation.PUBLISHED: "", Expectation.TOLD: "đã thôi thu"}
"""What the doctor says of a recording that failed with its reason."""


def try_fault(fault: Fault, station: Station) -> None:
    """Raises LostError or AssertionError where ``fault`` is not survived."""
    with small_disk(station.data, fault.disk) if fault.disk else nullcontext():
        newsroom = open_newsroom(station)
        draw = random.Random(fault.name)
        stand(newsroom, fault.crew)
        newsroom.put(STANDING, write_article(draw))
        newsroom.wait_until_settled()
        wait_for(lambda: require_whole_as_served(station) == 1, "the first is in the feed", station)
        fault.act(newsroom)
        stand(newsroom, fault.crew)
        assert newsroom.put("bai-sau", write_article(draw)) in (201, 202), station.said()[-3000:]
        newsroom.wait_until_settled()
        _require(fault.expectation, newsroom)
        station.kill_all()
        require_well(station, fault.leaves or _GIVEN_UP[fault.expectation])


def stand(newsroom: Newsroom, crew: tuple[Words, ...] = (SERVE,)) -> None:
    """The programs of ``crew`` run and the public pages are answered; dead ones are replaced."""
    station = newsroom.station
    for program in [each for each in station.programs if each.poll() is not None]:
        station.programs.remove(program)
    standing = [each.arguments for each in station.programs]
    for words in crew:
        if words in standing:
            standing.remove(words)
        else:
            station.start(*words)
    first = next(each for each in station.programs if each.arguments == crew[0])
    wait_until_answers(station, first)


def stop(newsroom: Newsroom) -> None:
    """All programs end in order, by SIGTERM."""
    for program in list(newsroom.station.programs):
        code = newsroom.station.kill(program, signal.SIGTERM)
        assert code in (0, -signal.SIGTERM), newsroom.station.said()[-3000:]


def served_names(station: Station) -> list[str]:
    """The sound files of the served feed. Raises LostError where there is no feed."""
    status, feed = ask(station, "/feed.xml")
    if status != 200:
        raise LostError(f"the feed is answered with {status}")
    return [each.name for each in promised(feed)]


def _require(expectation: Expectation, newsroom: Newsroom) -> None:
    station = newsroom.station
    heard = [each for each in newsroom.accepted if newsroom.article(each).get("episode")]
    if expectation is Expectation.PUBLISHED:
        untold = newsroom.accepted - set(heard)
        told = [newsroom.article(each)["job"] for each in untold]
        assert not told, f"failed for good: {told}"
    wait_for(
        lambda: require_whole_as_served(station) >= len(heard), "the feed has them all", station
    )
    assert ask(station, "/")[0] == 200
    assert "Traceback" not in station.said(), station.said()[-5000:]


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """``folder`` is a file system of ``size`` kB. Skips where that may not be."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    folder.mkdir(exist_ok=True)
    mount(folder, f"size={size}k")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607 - the system's


def mount(folder: Path, options: str) -> None:
    """A file system in memory; with ``remount`` the one that is there changes."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)  # noqa: S607
