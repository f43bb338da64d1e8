"""The order in which connections give way: made once for many newcomers.

To ask five thousand connections anew for each newcomer would take longer than the
newcomers take to come: the site would answer nobody else.
"""

from collections import deque
from typing import TYPE_CHECKING

from service.web.server.admission import Standing, in_order_of_giving_way

if TYPE_CHECKING:
    from service.web.server.connection import Connection

_IN_ADVANCE = 64
_LASTS_S = 0.25
"""An order is of its moment: those who wait no longer are passed over until it is made anew."""
_NOBODY_LASTS_S = 0.05
"""How long nobody is looked for again once nobody may go."""


class Order:
    """Those of ``connections`` that may go, as they stand at the monotonic time ``now``."""

    def __init__(self, connections: "list[Connection]", now: float) -> None:
        standings = [each.standing(now) for each in connections]
        places = in_order_of_giving_way(standings, _IN_ADVANCE)
        self._left = deque((connections[place], standings[place]) for place in places)
        self._ends = now + (_LASTS_S if places else _NOBODY_LASTS_S)
        self._had_some = bool(places)

    def is_used_up(self, now: float) -> bool:
        """Whether it is to be made anew."""
        return now >= self._ends or (self._had_some and not self._left)

    def take(self, now: float) -> "Connection | None":
        """The next that still waits for what it waited for; None when nobody is left."""
        while self._left and now < self._ends:
            connection, before = self._left.popleft()
            if _waits_still(connection, before, now):
                return connection
        return None


def _waits_still(connection: "Connection", before: Standing, now: float) -> bool:
    if connection.socket is None:
        return False
    after = connection.standing(now)
    return after.waiting and after.waited_s >= before.waited_s and after.address == before.address
