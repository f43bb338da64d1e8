"""All open connections of the server, and how many each address holds."""

import time
from collections import Counter
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Any

from service.web.server.admission import is_overdue
from service.web.server.leaving import Order

if TYPE_CHECKING:
    from service.web.server.connection import Connection

_TRIES = 16
"""Connections looked at for one that may go: a newcomer costs no more than this."""
_MOST_ORDERS = 64


class Connections(MutableMapping[int, Any]):
    """File descriptor → connection; waitress adds and removes them as they come and go.

    ``most`` may be open at once, ``share`` of them from one address that is not
    ``shared`` by many (loopback and a proxy speak for everybody behind them).
    """

    def __init__(self, most: int, share: int, shared: frozenset[str]) -> None:
        self.most = most
        self._share = share
        self._shared = shared
        self._open: dict[int, Connection] = {}
        self._of_address: Counter[str] = Counter()
        self._orders: dict[str | None, Order] = {}

    def __getitem__(self, descriptor: int) -> Any:
        return self._open[descriptor]

    def __setitem__(self, descriptor: int, connection: Any) -> None:
        self._open[descriptor] = connection
        self._of_address[connection.client] += 1

    def __delitem__(self, descriptor: int) -> None:
        client = self._open.pop(descriptor).client
        self._of_address[client] -= 1
        if self._of_address[client] <= 0:
            del self._of_address[client]

    def __iter__(self) -> Iterator[int]:
        return iter(self._open)

    def __len__(self) -> int:
        return len(self._open)

    def make_room(self, address: str) -> bool:
        """Whether a newcomer from ``address`` fits, once another has given way if need be."""
        if self.is_over_share(address) and not self._give_way(address):
            return False
        return len(self) < self.most or self._give_way()

    def is_over_share(self, address: str) -> bool:
        """Whether ``address`` holds all the connections that one address may hold."""
        return address not in self._shared and self._of_address[address] >= self._share

    def rename(self, connection: "Connection", client: str) -> None:
        """Count ``connection`` for ``client``, whom a proxy named."""
        self._of_address[connection.client] -= 1
        connection.client = client
        self._of_address[client] += 1

    def close_overdue(self, now: float) -> None:
        """Close whoever kept us waiting too long at the monotonic time ``now``."""
        for each in list(self._open.values()):
            if is_overdue(each.standing(now)):
                each.close_late()

    def _give_way(self, address: str | None = None) -> bool:
        now = time.monotonic()
        for _ in range(_TRIES):
            chosen = self._next_to_go(address, now)
            if chosen is None:
                return False
            if not chosen.has_unread():
                chosen.handle_close()
                return True
            # The rest of its request may have come, only not had its turn.
            chosen.handle_read()
        return False

    def _next_to_go(self, address: str | None, now: float) -> "Connection | None":
        """Who gives way next; of ``address`` alone unless that is None."""
        order = self._orders.get(address)
        chosen = order.take(now) if order is not None else None
        if chosen is None and (order is None or order.is_used_up(now)):
            if len(self._orders) >= _MOST_ORDERS:
                self._orders.clear()
            order = self._orders[address] = Order(self._candidates(address), now)
            chosen = order.take(now)
        return chosen

    def _candidates(self, address: str | None) -> "list[Connection]":
        return [each for each in self._open.values() if address in (None, each.client)]
