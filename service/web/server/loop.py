"""The loop that asks all sockets who has something to say: no exception ends it.

It stands in for waitress's own, which leaves with select(2) at the first descriptor
above 1023, and with the first exception that a connection raises in its turn.
"""

import logging
import select
import time
from collections.abc import MutableMapping
from typing import Any

from waitress import wasyncore

_LOG = logging.getLogger(__name__)

_ENDED = select.POLLHUP | select.POLLERR | select.POLLNVAL
_PAUSE_S = 0.1
"""After a turn that failed as a whole, so that a lasting cause is not met at full speed."""

Sockets = MutableMapping[int, Any]
"""File descriptor → the waitress dispatcher that reads and writes it."""


def run_loop(sockets: Sockets, timeout_s: float) -> None:
    """Turn until there are no ``sockets``. KeyboardInterrupt and SystemExit pass through."""
    while sockets:
        try:
            turn(sockets, timeout_s)
        except Exception:  # noqa: BLE001 - no exception ends the server
            _LOG.exception("Một vòng phục vụ bị lỗi. (A turn of the server's loop failed.)")
            time.sleep(_PAUSE_S)


def turn(sockets: Sockets, timeout_s: float) -> None:
    """Wait until some of ``sockets`` are ready, and let each do what it can.

    One that raises is closed and logged; the others have their turn.
    """
    poll = select.poll()
    for descriptor, each in list(sockets.items()):
        try:
            if wish := _wish(each):
                poll.register(descriptor, wish)
        except Exception:  # noqa: BLE001 - the others have their turn
            _close(descriptor, each, sockets)
    for descriptor, event in poll.poll(timeout_s * 1000):
        ready = sockets.get(descriptor)
        if ready is None:
            continue
        try:
            _serve(ready, event)
        except Exception:  # noqa: BLE001 - the others have their turn
            _close(descriptor, ready, sockets)


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
