"""Listening sockets, threads and loop put together as one server."""

from collections.abc import Iterable
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments

from service.web.server.admission import connections_within
from service.web.server.connections import Connections
from service.web.server.descriptors import raise_descriptor_limit
from service.web.server.listener import Listener
from service.web.server.loop import Sockets, run_loop
from service.web.server.threads import Threads

_TURN_S = 1.0
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
"""Who comes from here is ourselves, or a proxy that speaks for everybody."""


class WebServer:
    """A server that listens; ``run`` answers until it is interrupted or closed."""

    def __init__(self, sockets: Sockets, threads: Threads) -> None:
        self._sockets = sockets
        self._threads = threads

    def run(self) -> None:
        """Answer until KeyboardInterrupt or SystemExit, or until another thread closes it."""
        try:
            run_loop(self._sockets, _TURN_S)
        except (KeyboardInterrupt, SystemExit):
            self._threads.shutdown()

    def close(self) -> None:
        """Stop the threads and close every socket."""
        self._threads.shutdown()
        wasyncore.close_all(self._sockets, ignore_all=True)


def open_server(application: Any, *, host: str, port: int, threads: int) -> WebServer:
    """A server of ``application`` that listens on every address of ``host``.

    It takes the descriptors that the process may have, and lets in as many
    connections as they allow. Raises ValueError for a host that nobody knows, OSError
    when the port cannot be had.
    """
    most = connections_within(raise_descriptor_limit())
    adjustments = Adjustments(host=host, port=port, threads=threads, ident="loa")
    dispatcher = Threads(threads)
    connections = Connections(most, most // 2, _LOOPBACK)
    sockets: dict[int, Any] = {}
    try:
        _listen(application, adjustments, dispatcher, connections, sockets)
    except BaseException:
        wasyncore.close_all(sockets, ignore_all=True)
        raise
    dispatcher.start()
    return WebServer(sockets, dispatcher)


def _listen(
    application: Any,
    adjustments: Adjustments,
    dispatcher: Threads,
    connections: Connections,
    sockets: Sockets,
) -> None:
    addresses: Iterable[Any] = adjustments.listen
    for address in addresses:
        Listener(
            application,
            connections,
            map=sockets,
            dispatcher=dispatcher,
            adj=adjustments,
            sockinfo=address,
        )
