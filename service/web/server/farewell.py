"""Connections that have had their last word and are only waited for to hang up.

A socket closed while bytes of its client lie unread is reset, and the client may
never see the answer (RFC 9112, 9.6). So what still comes is read and thrown away,
for a moment and for a few connections at a time.
"""

import socket
import time
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

from waitress import wasyncore

_MOMENT_S = 2.0
_AT_ONCE = 16


class Farewell(wasyncore.dispatcher):
    """A socket that is read to its end, or until its moment is over."""

    def __init__(self, sock: socket.socket, sockets: MutableMapping[int, Any]) -> None:
        super().__init__(sock, map=sockets)
        self.connected = True
        self._until = time.monotonic() + _MOMENT_S

    def readable(self) -> bool:
        if time.monotonic() >= self._until:
            self.handle_close()
            return False
        return True

    def writable(self) -> bool:
        return False

    def handle_read(self) -> None:
        self.recv(65_536)

    def handle_close(self) -> None:
        if self.socket is not None:
            _empty(self.socket)
        self.close()


def part_from(sock: socket.socket, last_word: bytes, sockets: MutableMapping[int, Any]) -> None:
    """Send ``last_word`` to ``sock`` as far as it goes at once, and see it off."""
    leaving = [each for each in sockets.values() if isinstance(each, Farewell)]
    for each in leaving[: max(0, len(leaving) - _AT_ONCE + 1)]:
        each.handle_close()
    try:
        sock.setblocking(False)
        with suppress(BlockingIOError):
            sock.send(last_word)  # short: it fits, or nobody reads
        sock.shutdown(socket.SHUT_WR)
        Farewell(sock, sockets)
    except OSError:
        sock.close()


def _empty(sock: socket.socket) -> None:
    """Throw away what of a request has come: at most a megabyte of it."""
    with suppress(OSError):
        for _ in range(16):
            if not sock.recv(65_536):
                return
