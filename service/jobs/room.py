"""Where runs work side by side, and one that may kill its program works alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from service.jobs.steps import Abandoned


class Room:
    """Of a program's runs: any number together, or a single suspect.

    All that are in flight when a program dies are suspects. Begun again alone, only the
    one that did it is in flight at the next death.
    """

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._inside = 0
        self._is_taken = False
        self._suspects_waiting = 0
        self._is_closed = False

    def close(self) -> None:
        """Nobody enters any more; those who wait are sent away."""
        with self._change:
            self._is_closed = True
            self._change.notify_all()

    @contextmanager
    def entered(self, *, alone: bool) -> Iterator[None]:
        """Waits until there is room, for one that is ``alone`` until nobody else is inside.

        Raises ``Abandoned`` when the room is closed meanwhile.
        """
        with self._change:
            self._wait(alone=alone)
            self._inside += 1
            self._is_taken = alone
        try:
            yield
        finally:
            with self._change:
                self._inside -= 1
                self._is_taken = False
                self._change.notify_all()

    def _wait(self, *, alone: bool) -> None:
        self._suspects_waiting += alone
        try:
            self._change.wait_for(lambda: self._is_closed or self._may_enter(alone=alone))
        finally:
            self._suspects_waiting -= alone
        if self._is_closed:
            raise Abandoned

    def _may_enter(self, *, alone: bool) -> bool:
        if alone:
            return self._inside == 0
        # A suspect that waits is let in before others: they might never leave it the room.
        return not self._is_taken and self._suspects_waiting == 0
