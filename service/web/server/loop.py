"""The loop that asks all sockets who has something to say: no exception ends it.

It stands in for waitress's own, which leaves with select(2) at the first descriptor
above 1023, and with the first exception that a connection raises in its turn.
"""

import logging
import select
import time
from typing import Any

from waitress import wasyncore

_LOG = logging.getLogger(__name__)

_ENDED = select.POLLHUP | select.POLLERR | select.POLLNVAL
_PAUSE_S = 0.1
"""After a turn that failed as a whole, so that a lasting cause is not met at full speed."""


class Sockets(dict[int, Any]):
    """File descriptor → the waitress dispatcher that reads and writes it.

    It remembers which came and went, so that a turn need not ask all of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._changed: set[int] = set()

    def __setitem__(self, descriptor: int, each: Any) -> None:
        super().__setitem__(descriptor, each)
        self._changed.add(descriptor)

    def __delitem__(self, descriptor: int) -> None:
        super().__delitem__(descriptor)
        self._changed.add(descriptor)

    def look_at(self, descriptor: int) -> None:
        """Have the socket of ``descriptor`` asked in the next turn; any thread may say so."""
        self._changed.add(descriptor)

    def take_changed(self) -> set[int]:
        """The descriptors that came or went since this was asked last."""
        # One by one: what a thread adds meanwhile is taken now or stays for the next time.
        return {self._changed.pop() for _ in range(len(self._changed))}


class Loop:
    """Waits for ``sockets`` by poll(2).

    What a connection waits for changes only by its own events and while a thread
    answers it: only those are asked in each turn, whatever the number of the others.
    """

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._poll = select.poll()
        self._registered: dict[int, tuple[Any, int]] = {}
        self._to_ask: set[int] = set()

    def run(self, timeout_s: float) -> None:
        """Turn until there are no sockets. KeyboardInterrupt and SystemExit pass through."""
        while self._sockets:
            try:
                self.turn(timeout_s)
            except Exception:  # noqa: BLE001 - no exception ends the server
                _LOG.exception("Một vòng phục vụ bị lỗi. (A turn of the server's loop failed.)")
                time.sleep(_PAUSE_S)

    def turn(self, timeout_s: float) -> None:
        """Wait until some sockets are ready, and let each do what it can.

        One that raises is closed and logged; the others have their turn.
        """
        to_ask, self._to_ask = self._to_ask | self._sockets.take_changed(), set()
        for descriptor in to_ask:
            each = self._sockets.get(descriptor)
            if each is None:
                self._forget(descriptor)
            else:
                self._ask(descriptor, each)
        for descriptor, event in self._poll.poll(timeout_s * 1000):
            ready = self._sockets.get(descriptor)
            # Closed in this turn, its descriptor may be another's by now.
            if ready is None or self._registered[descriptor][0] is not ready:
                continue
            self._to_ask.add(descriptor)
            try:
                _serve(ready, event)
            except Exception:  # noqa: BLE001 - the others have their turn
                _close(descriptor, ready, self._sockets)

    def _ask(self, descriptor: int, each: Any) -> None:
        # Asked before its wish: a thread that ends in between has changed it by then.
        # Doors and farewells, which have no requests, may change by themselves.
        if getattr(each, "requests", True):
            self._to_ask.add(descriptor)
        try:
            wish = _wish(each)
        except Exception:  # noqa: BLE001 - the others have their turn
            _close(descriptor, each, self._sockets)
            return
        if self._sockets.get(descriptor) is not each:
            return  # closed by what it was asked
        if not wish:
            self._forget(descriptor)
        elif self._registered.get(descriptor) != (each, wish):
            self._poll.register(descriptor, wish)
            self._registered[descriptor] = (each, wish)

    def _forget(self, descriptor: int) -> None:
        if self._registered.pop(descriptor, None) is not None:
            self._poll.unregister(descriptor)


def _wish(each: Any) -> int:
    # No POLLPRI: one urgent byte (MSG_OOB) would wake the loop for ever.
    wish = select.POLLIN if each.readable() else 0
    if each.writable() and not each.accepting:
        wish |= select.POLLOUT
    return wish


def _serve(each: Any, event: int) -> None:
    try:
        if event & select.POLLIN:
            each.handle_read_event()
        # Reading may have closed it.
        if event & select.POLLOUT and each.socket is not None:
            each.handle_write_event()
        if event & _ENDED and each.socket is not None:
            each.handle_close()
    except ConnectionError:
        each.handle_close()


def _close(descriptor: int, each: Any, sockets: Sockets) -> None:
    """Close what raised; the doors themselves (listeners, the trigger) stay open."""
    _LOG.error("Một kết nối bị lỗi và được đóng. (A connection failed: closed.)", exc_info=True)
    if isinstance(each, wasyncore.file_dispatcher) or each.accepting:
        time.sleep(_PAUSE_S)
        return
    try:
        each.handle_close()
    except Exception:  # noqa: BLE001 - it is forgotten below
        _LOG.exception("Không đóng được kết nối ấy. (It could not be closed either.)")
    if sockets.get(descriptor) is each:
        del sockets[descriptor]
