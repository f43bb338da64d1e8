"""The door: it lets newcomers in, and says a word to those who must wait."""

import errno
import logging
import time
from typing import Any

from waitress.server import TcpWSGIServer
from waitress.utilities import Error

from service.errors import reason_of
from service.web.proxies import mark_passed_on
from service.web.server.connection import Connection
from service.web.server.connections import Connections
from service.web.server.farewell import part_from
from service.web.server.parsing import BodyLimit
from service.web.server.proxy import client_behind
from service.web.server.refusals import BUSY

_LOG = logging.getLogger(__name__)

_AT_ONCE = 64
"""Newcomers let in before those inside have their turn again."""
_REST_S = 1.0
"""How long nobody is let in after the system had no descriptor left."""
_TOLD_EVERY_S = 60.0
_LOOKED_AFTER_S = 2.0

_SCARCE = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
"""accept(2): the process or the system has no room; the newcomer stays in the queue."""


class _BusyError(Error):
    code = 503


class Listener(TcpWSGIServer):
    """waitress's listening socket, behind which ``connections`` are looked after."""

    channel_class = Connection
    # waitress's own, which its stubs leave out or call something else.
    socket: Any
    active_channels: Any
    _map: Any

    def __init__(
        self, application: Any, connections: Connections, limit_of: BodyLimit, **kw: Any
    ) -> None:
        self.connections = connections
        self.limit_of = limit_of
        self._rests_until = self._told_at = self._looked_at = -float("inf")
        super().__init__(application, **kw)
        self.active_channels = connections

    def readable(self) -> bool:
        now = time.monotonic()
        if now >= self._looked_at + _LOOKED_AFTER_S:
            self._looked_at = now
            self.connections.close_overdue(now)
        return bool(self.accepting) and now >= self._rests_until

    def handle_accept(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                sock, address = self.socket.accept()
            except BlockingIOError:
                return
            except OSError as e:
                if e.errno in _SCARCE:
                    self._rest(e)
                    return
                continue  # a newcomer who has left again; accept(2) says to go on
            self._welcome(sock, address)

    def _welcome(self, sock: Any, address: Any) -> None:
        if not self.connections.make_room(str(address[0])):
            self._tell("Đã đủ kết nối, người đến thêm nhận 503. (Full: newcomers get 503.)")
            part_from(sock, BUSY, self._map)
            return
        try:
            self.set_socket_options(sock)
            self.channel_class(self, sock, address, self.adj, map=self._map)
        except OSError:
            sock.close()

    def add_task(self, task: Any) -> None:
        """Let ``task``, a connection with a whole request, be answered."""
        request = task.requests[0]
        mark_passed_on(request.headers)
        if task.addr[0] == self.adj.trusted_proxy and request.error is None:
            client = client_behind(request.headers)
            if client and client != task.client:
                if self.connections.is_over_share(client):
                    request.error = _BusyError("")
                else:
                    self.connections.rename(task, client)
        super().add_task(task)

    def _rest(self, error: OSError) -> None:
        self._rests_until = time.monotonic() + _REST_S
        self._tell(
            f"Chưa nhận thêm được kết nối: {reason_of(error)}. "
            f"(Cannot accept for now: {error.strerror}.)"
        )

    def _tell(self, message: str) -> None:
        """Log ``message``, once a minute however many come."""
        now = time.monotonic()
        if now >= self._told_at + _TOLD_EVERY_S:
            self._told_at = now
            _LOG.warning(message)

    def handle_error(self) -> None:
        _LOG.error("Cửa nhận kết nối bị lỗi. (The listening socket failed.)", exc_info=True)

    def handle_close(self) -> None:
        """The door stays: what the loop tells of it is no reason to be deaf for ever."""
