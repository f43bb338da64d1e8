"""One newsroom's turn, in a program of its own that is forked for it.

What breaks in a turn breaks nobody else's, and all its memory goes with it. The forking
program has no threads, no open database and no connection.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from importlib.metadata import version

from service.compose.chores import list_chores
from service.compose.newsrooms.looking import has_due
from service.compose.newsrooms.roster import Newsroom
from service.compose.opening import open_service
from service.compose.service import Service
from service.errors import LoaError
from service.jobs import Rhythm, do_chore
from service.telemetry.context import join_always
from service.telemetry.tracing import tracing

_LOG = logging.getLogger(__name__)

_LINGERS_S = 3.0
"""An editor who has just listened asks again; to open anew would take as long as the answer."""

_LOOKS_EVERY_S = 0.5
_ENDED_BY_FORCE_S = 60.0


class Ending(IntEnum):
    """How a turn ended, as the exit code of its program."""

    AT_REST = 0
    WORK_LEFT = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class Task:
    """What is done in a turn besides the newsroom's work.

    ``brings_up``: what is published is put in order first; ``looks_after``: its chores are done.
    """

    newsroom: Newsroom
    brings_up: bool
    looks_after: bool


class Turn:
    """A turn under way, seen by the program that began it."""

    def __init__(self, task: Task, pid: int) -> None:
        self.task = task
        self._pid = pid
        self._told_at: float | None = None

    def ended(self) -> Ending | None:
        """How it ended; None while it lasts. A program that was killed has failed."""
        pid, status = os.waitpid(self._pid, os.WNOHANG)
        if not pid:
            if self._told_at and time.monotonic() - self._told_at > _ENDED_BY_FORCE_S:
                os.kill(self._pid, signal.SIGKILL)
            return None
        code = os.waitstatus_to_exitcode(status)
        return Ending(code) if code in tuple(Ending) else Ending.FAILED

    def stop(self) -> None:
        """It is to end soon: its jobs go back into the queue after the steps under way."""
        if self._told_at is None:
            self._told_at = time.monotonic()
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGTERM)


def begin_turn(
    task: Task, now: Callable[[], datetime], rhythm: Rhythm, leash: tuple[int, int]
) -> Turn:
    """The turn, begun.

    ``leash`` is a pipe of this program's: with its end, however that comes, the turn ends.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return Turn(task, pid)
    code = Ending.FAILED
    try:
        code = _take(task, now, rhythm, leash)
    except LoaError as e:
        _LOG.error("%s: %s (%s)", task.newsroom.name, e.vi, e.en)
    except BaseException:  # noqa: BLE001 - the outer edge of the forked program
        _LOG.exception("the turn of newsroom %s broke", task.newsroom.name)
    finally:
        # Whatever the forked program inherited of its parent's, it does not tidy that up.
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _take(
    task: Task, now: Callable[[], datetime], rhythm: Rhythm, leash: tuple[int, int]
) -> Ending:
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C: the parent tells us
    reading, writing = leash
    os.close(writing)
    threading.Thread(target=_follow, args=(reading, over), daemon=True).start()
    join_always(newsroom=task.newsroom.name)
    settings = task.newsroom.settings
    with (
        # Not before the fork: what sends traces has a thread of its own.
        tracing(settings.otlp_url, version("loa")),
        open_service(settings, now=now, name="worker", worker=True, rhythm=rhythm) as service,
    ):
        if task.brings_up:
            service.publish_channel(now())
        else:
            service.watch_clock()
        if task.looks_after:
            _look_after(service, rhythm)
        return _work(service, now, over)


def _look_after(service: Service, rhythm: Rhythm) -> None:
    """Each chore is done once: a newsroom that sleeps is not there at their times."""
    for chore in list_chores(service.production, service.settings, upkeep=rhythm.upkeep):
        do_chore(chore, lambda: service.jobs.lists.count_waiting() > 0, service.enqueue)


def _work(service: Service, now: Callable[[], datetime], over: threading.Event) -> Ending:
    """Jobs are done by the Service's own worker: here it is only seen when none is left."""
    rests_since: float | None = None
    while not over.wait(_LOOKS_EVERY_S):
        if not _is_at_rest(service, now()):
            rests_since = None
            continue
        rests_since = rests_since or time.monotonic()
        if time.monotonic() - rests_since >= _LINGERS_S:
            return Ending.AT_REST
    return Ending.AT_REST if _is_at_rest(service, now()) else Ending.WORK_LEFT


def _is_at_rest(service: Service, now: datetime) -> bool:
    return not (has_due(service.library, now) or service.jobs.lists.has_open())


def _follow(leash: int, over: threading.Event) -> None:
    """The turn ends with the program that began it, however that one ended."""
    with suppress(OSError):
        os.read(leash, 1)
    over.set()
