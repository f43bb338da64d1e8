"""Chores: what is due from time to time, each by its name, at its own times.

dbos sees to it that of all workers one does a chore at each of its times. A chore that fails
is told by its name in the log, is tried again at its next time, and holds up no other.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS

from service.errors import LoaError
from service.jobs.board import Board
from service.jobs.names import CHORE
from service.model.job import Asker, Priority
from service.telemetry.events import tell

_logger = logging.getLogger(__name__)


_LOA = Asker("", Priority.REDO)


@dataclass(frozen=True, slots=True)
class Chore:
    """What ``act`` does is due at the times of ``schedule``, a cron expression, seconds first.

    Its hours are those of the time ``zone``.

    ``act`` gives the episodes to be made again, which wait until nobody else waits. It may
    raise LoaError. ``name`` is told in the log, and never changes: it is in the queue's file.
    """

    name: str
    schedule: str
    act: Callable[[], Iterable[str]]
    zone: str = "UTC"


class Chores:
    """The chores of this program, and what they ask to be made again, put on ``board``."""

    def __init__(self, chores: Iterable[Chore], board: Board) -> None:
        self._chores = {each.name: each for each in chores}
        self._board = board

    def schedule(self, do: Callable[[datetime, str], None]) -> None:
        """dbos, which knows ``do`` as a workflow, calls it at each time of each chore, by name.

        What an older Loa had scheduled under other names has no times any more.
        """
        wanted = {f"{CHORE}-{name}": chore for name, chore in self._chores.items()}
        for old in DBOS.list_schedules(schedule_name_prefix=CHORE):
            if old["schedule_name"] not in wanted:
                DBOS.delete_schedule(old["schedule_name"])
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": name,
                    "workflow_fn": do,
                    "schedule": chore.schedule,
                    "context": chore.name,
                    "cron_timezone": chore.zone,
                }
                for name, chore in wanted.items()
            ]
        )

    def do(self, name: str) -> None:
        """The chore is done, or the log tells why not."""
        chore = self._chores.get(name)
        if chore is not None:  # else a run of another Loa's, taken over
            do_chore(chore, self._board.has_waiting, self._board.enqueue)


def do_chore(chore: Chore, has_waiting: Callable[[], bool], enqueue: Callable[..., object]) -> None:
    """The chore is done now, or the log tells why not.

    What it finds to make again waits for a time when nobody else does.
    """
    begun = time.monotonic()
    try:
        again = tuple(chore.act())
        if again and not has_waiting():
            for episode_id in again:
                enqueue(episode_id, by=_LOA)
        seconds = round(time.monotonic() - begun, 3)
        tell("chore", chore=chore.name, asked=len(again), seconds=seconds)
    except LoaError as e:
        _logger.warning("chore %s failed and is tried again later: %s", chore.name, e.en)
    except Exception:
        _logger.exception("chore %s broke", chore.name)
