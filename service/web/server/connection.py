"""One listener's connection: what it owes us, and what we owe it."""

import socket
import time
from collections import deque
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import Any

from waitress.buffers import ReadOnlyFileBasedBuffer
from waitress.channel import HTTPChannel

from service.web.server.admission import Standing
from service.web.server.answering import Answer, Refusal
from service.web.server.farewell import part_from
from service.web.server.parsing import Request
from service.web.server.refusals import LATE

_FEW = 16_384
"""Bytes that are copied rather than kept."""

_AHEAD = 131_072
"""Bytes the system is asked to hold for a listener who is slow to take them; Linux takes twice
that, 2.7 MB a second over a way of 100 ms. By itself it takes 4 MB for each who begins to play,
and most seek or stop long before. ``python -m bench.load``"""

_AT_ONCE = 65_536
"""Bytes read and sent together; waitress would read as many as the system may ever hold."""


class Connection(HTTPChannel):
    """waitress's channel, which answers one request after the other.

    waitress hands requests that came in one packet to one thread, which then waits
    between them until the listener has taken the first answer: sixteen listeners who
    take nothing would hold sixteen threads. Here the later ones wait, not the thread.
    """

    task_class = Answer
    error_task_class = Refusal

    # waitress's own, which its stubs leave out or call something else.
    server: Any
    socket: Any
    requests: Any
    requests_lock: Any
    _map: Any
    _fileno: Any

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:  # noqa: A002 - waitress's name
        self.client = str(addr[0])
        self.parser_class: Any = partial(Request, limit_of=server.limit_of)
        self._later: deque[Any] = deque()
        self._was_refused = False
        self._owing_since = self._taken_at = time.monotonic()
        with suppress(OSError):  # a connection that has ended already, as waitress will find
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _AHEAD)
        super().__init__(server, sock, addr, adj, map=map)
        self.sendbuf_len = _AT_ONCE

    def standing(self, now: float) -> Standing:
        """What is known of it at the monotonic time ``now``."""
        request = self.request
        waiting = not (self.requests or self._later or self.total_outbufs_len or self.will_close)
        return Standing(
            address=self.client,
            waiting=waiting,
            waited_s=now - self._owing_since,
            begun=request is not None,
            headers_whole=request is not None and request.headers_finished,
            body_bytes=request.body_bytes_received if request is not None else 0,
            stalled_s=now - self._taken_at if self.total_outbufs_len else 0.0,
        )

    def has_unread(self) -> bool:
        """Whether bytes have come that had no turn yet: it is no longer we who wait."""
        try:
            return bool(self.socket.recv(1, socket.MSG_PEEK))
        except OSError:
            return False

    def handle_read(self) -> None:
        try:
            self.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return  # read when a newcomer needed room, in this same turn
        except OSError:
            pass  # waitress meets it again, and closes
        super().handle_read()

    def close_late(self) -> None:
        """Close it for having kept us waiting, with a word where a request had begun."""
        if self.request is None or self.total_outbufs_len or self.requests:
            self.handle_close()
        else:
            self._part(LATE)

    def _part(self, last_word: bytes) -> None:
        if self.socket is None:
            return
        left, sockets = self.socket, self._map
        self.socket = None
        self.handle_close()
        part_from(left, last_word, sockets)

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self._owing_since = time.monotonic()
        return super().received(data)

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent = super().send(data, do_close)
        if sent:
            self._taken_at = time.monotonic()
        return sent

    def write_soon(self, data: Any) -> int:
        """Send ``data`` as it can be taken.

        Many bytes are kept as they are, shared with all who get the same feed; waitress
        would copy them for each, above a megabyte into a temporary file.
        """
        if not self.total_outbufs_len:
            self._taken_at = time.monotonic()
        if isinstance(data, bytes) and len(data) > _FEW:
            shared = ReadOnlyFileBasedBuffer(BytesIO(data))
            shared.prepare()
            data = shared
        return super().write_soon(data)

    def send_continue(self) -> None:
        super().send_continue()
        # A thread may have done so after its request was done: what is left waits for us.
        if (descriptor := self._fileno) is not None:
            self._map.look_at(descriptor)

    def service(self) -> None:
        with self.requests_lock:
            self._later.extend(self.requests[1:])
            del self.requests[1:]
        self._owing_since = time.monotonic()
        self._was_refused = self.requests[0].error is not None
        super().service()
        self._owing_since = time.monotonic()

    def readable(self) -> bool:
        return not self._later and bool(super().readable())

    def writable(self) -> bool:
        return bool(super().writable()) or self._may_go_on()

    def handle_write(self) -> None:
        super().handle_write()
        if self._may_go_on() and self.connected:
            self.requests.append(self._later.popleft())
            self.server.add_task(self)

    def _may_go_on(self) -> bool:
        return bool(self._later) and not (
            self.requests or self.total_outbufs_len or self.will_close or self.close_when_flushed
        )

    def handle_close(self) -> None:
        if self._was_refused and self.connected:
            # The rest of its body may be on its way.
            self._was_refused = False
            self._part(b"")
            return
        while self._later:
            self._later.popleft().close()
        if self.request is not None and not self.requests:
            with suppress(OSError):
                self.request.close()
            self.request = None
        super().handle_close()
