"""A machine's share of the work for all newsrooms: turn by turn, some side by side."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from service.compose.newsrooms.looking import Lookout
from service.compose.newsrooms.roster import Newsroom
from service.compose.newsrooms.rota import Rota
from service.compose.newsrooms.turns import Ending, Task, Turn, begin_turn
from service.compose.newsrooms.watched import WatchedRoster
from service.jobs import STEADY, Rhythm

_TICK_S = 0.25


class Shift:
    """Serves the newsrooms of ``roster`` in turn, in ``places`` at once, until it is stopped."""

    def __init__(
        self,
        roster: WatchedRoster,
        places: int,
        now: Callable[[], datetime],
        rhythm: Rhythm = STEADY,
    ) -> None:
        self._roster = roster
        self._now = now
        self._rhythm = rhythm
        self._rota = Rota(places)
        self._lookout = Lookout()
        self._turns: dict[str, Turn] = {}
        self._brought_up: dict[str, Newsroom] = {}

    def run(self, wait: Callable[[float], bool]) -> None:
        """Until ``wait``, asked to wait some seconds, says that all is to stop.

        Then the turns under way end, and their jobs stay in the queues.
        """
        leash, ours = os.pipe()
        try:
            while not wait(_TICK_S):
                self._tick(leash, ours)
        finally:
            for turn in self._turns.values():
                turn.stop()
            while self._turns:
                self._see_endings()
                time.sleep(_TICK_S)
            os.close(leash)
            os.close(ours)

    def _tick(self, leash: int, ours: int) -> None:
        newsrooms = self._roster.now().newsrooms
        self._see_endings()
        self._rota.set_newsrooms(newsrooms)
        for name, turn in self._turns.items():
            if newsrooms.get(name) != turn.task.newsroom:
                turn.stop()  # it is gone, or has other settings now
        self._look(newsrooms)
        moment = time.monotonic()
        for name in self._rota.to_end(moment):
            self._turns[name].stop()
        while (next_one := self._rota.next(moment)) is not None:
            self._begin(newsrooms[next_one], moment, leash, ours)

    def _look(self, newsrooms: Mapping[str, Newsroom]) -> None:
        sleeping = [
            each for name, each in newsrooms.items() if not self._rota.is_known_to_wait(name)
        ]
        for name in self._lookout.find_work(sleeping, self._now(), time.monotonic()):
            self._rota.note_work(name, time.monotonic())

    def _begin(self, newsroom: Newsroom, moment: float, leash: int, ours: int) -> None:
        name = newsroom.name
        task = Task(
            newsroom,
            brings_up=self._brought_up.get(name) != newsroom,
            looks_after=self._rota.begin(name, moment),
        )
        self._turns[name] = begin_turn(task, self._now, self._rhythm, (leash, ours))
        self._brought_up[name] = newsroom

    def _see_endings(self) -> None:
        for name, turn in tuple(self._turns.items()):
            ending = turn.ended()
            if ending is None:
                continue
            del self._turns[name]
            if ending is Ending.FAILED:
                self._brought_up.pop(name, None)
            self._rota.end(
                name,
                time.monotonic(),
                left=ending is Ending.WORK_LEFT,
                failed=ending is Ending.FAILED,
            )
