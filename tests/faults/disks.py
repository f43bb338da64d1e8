"""Disks that are full, or may only be read."""

import os
import random
import time
from contextlib import suppress

from tests.faults.fault import Fault, mount, served_names, stand, stop
from tests.faults.newsroom import Newsroom, ask, write_article
from tests.faults.public import require_whole_as_served
from tests.faults.station import Station

KB = 24_000
SECONDS_FULL = 4.0
SECONDS_NEARLY_FULL = 1.5
FREE_KB = (4, 8, 12, 16, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256)


def fill_while_working(newsroom: Newsroom) -> None:
    """No byte is free while articles are under way and while others are sent."""
    draw = random.Random(1)
    newsroom.put("dang-thu", write_article(draw, sentences=40))
    _fill(newsroom.station)
    newsroom.put("gui-khi-day", write_article(draw), seconds=35.0)
    time.sleep(SECONDS_FULL)
    _require_served(newsroom.station)
    _empty(newsroom.station)


def fill_at_every_write(newsroom: Newsroom) -> None:
    """The last byte goes a little later each time: between any two writes of one publication."""
    draw = random.Random(3)
    for number, free in enumerate(FREE_KB):
        _fill(newsroom.station, free)
        newsroom.put(f"gan-day-{number}", write_article(draw, sentences=2), seconds=35.0)
        time.sleep(SECONDS_NEARLY_FULL)
        _require_served(newsroom.station)
        _empty(newsroom.station)


def fill_before_start(newsroom: Newsroom) -> None:
    """No byte is free when it starts: what is published is served."""
    stop(newsroom)
    _fill(newsroom.station)
    _start_and_look(newsroom)
    _empty(newsroom.station)


def lock_before_start(newsroom: Newsroom) -> None:
    """The data may only be read when it starts: what is published is served."""
    stop(newsroom)
    mount(newsroom.station.data, "remount,ro")
    _start_and_look(newsroom)
    mount(newsroom.station.data, f"remount,rw,size={KB}k")


def _start_and_look(newsroom: Newsroom) -> None:
    stand(newsroom)
    _require_served(newsroom.station)
    assert ask(newsroom.station, "/healthz")[0] == 503
    newsroom.put("khong-nhan", write_article(random.Random(2)), seconds=35.0)
    stop(newsroom)


def _require_served(station: Station) -> None:
    assert served_names(station)
    assert require_whole_as_served(station) >= 1
    assert ask(station, "/")[0] == 200


def _fill(station: Station, free_kb: int = 0) -> None:
    """Of the disk so many kB are left, in blocks of four."""
    ballast = station.data / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with suppress(OSError):
        os.truncate(ballast, max(0, ballast.stat().st_size - free_kb * 1024))


def _empty(station: Station) -> None:
    (station.data / "ballast").unlink()


FAULTS = (
    Fault("disk full while working", fill_while_working, disk=KB),
    Fault("disk full at every write", fill_at_every_write, disk=KB),
    Fault("disk full at start", fill_before_start, disk=KB),
    Fault("data read-only at start", lock_before_start, disk=KB),
)
