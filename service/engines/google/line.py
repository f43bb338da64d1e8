"""A keep-alive connection that is cut once an answer has taken too long.

A read time-out begins anew with each byte that arrives. A server that sends one
now and then, in its status line, its headers or its body, would hold its caller
for hours; only cutting the connection from outside ends that.
"""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool


class LineSession(requests.Session):
    """A session that sends one request at a time, can be cut and remembers no visitor."""

    def __init__(self) -> None:
        super().__init__()
        self._line = _Line()
        for scheme in ("http://", "https://"):
            self.mount(scheme, self._line)
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def cut_after(self, seconds: float) -> AbstractContextManager[None]:
        """What is still under way after ``seconds`` sees the end of its connection."""
        return self._line.cut_after(seconds)


class _Line(HTTPAdapter):
    def __init__(self) -> None:
        super().__init__()
        self._connection: HTTPConnection | None = None
        self._is_cut = False

    @contextmanager
    def cut_after(self, seconds: float) -> Iterator[None]:
        self._is_cut = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # one that fires just now must not cut the next request

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        """A pool whose connections introduce themselves; requests' own place for this."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        if "ConnectionCls" not in vars(pool):
            pool.ConnectionCls = _introducing(pool.ConnectionCls, self._meet)
        own: HTTPConnectionPool = pool
        return own

    def _meet(self, connection: HTTPConnection) -> None:
        self._connection = connection
        if self._is_cut:
            self._cut()

    def _cut(self) -> None:
        self._is_cut = True
        if self._connection is None or self._connection.sock is None:
            return
        # A second name of the same socket, since TLS wraps shutdown in a farewell of its own.
        with (
            suppress(OSError),
            socket.socket(fileno=os.dup(self._connection.sock.fileno())) as twin,
        ):
            twin.shutdown(socket.SHUT_RDWR)


def _introducing(kind: Any, meet: Callable[[HTTPConnection], None]) -> Any:
    """``kind`` of connection, which calls ``meet`` with itself whenever it has connected."""

    class Introducing(kind):  # type: ignore[misc] # HTTP, HTTPS or through a proxy
        def connect(self) -> None:
            super().connect()
            meet(self)

    return Introducing
