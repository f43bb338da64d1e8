"""Listening sockets, threads and loop put together as one server."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments

from service.web.server.admission import connections_within
from service.web.server.connections import Connections
from service.web.server.descriptors import raise_descriptor_limit
from service.web.server.listener import Listener
from service.web.server.loop import Loop, Sockets
from service.web.server.parsing import BodyLimit
from service.web.server.threads import Threads

_TURN_S = 1.0
_BACKLOG = 4096
"""Newcomers that wait in the kernel while a turn lasts; it cuts this to net.core.somaxconn."""
_HEADER_BYTES = 65_536
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
"""Who comes from here is ourselves, or a proxy that speaks for everybody."""


class WebServer:
    """A server that listens; ``run`` answers until it is interrupted or closed."""

    def __init__(self, sockets: Sockets, threads: Threads, connections: Connections) -> None:
        self._sockets = sockets
        self._threads = threads
        self.connections = connections

    def run(self) -> None:
        """Answer until KeyboardInterrupt or SystemExit, or until another thread closes it."""
        try:
            Loop(self._sockets).run(_TURN_S)
        except (KeyboardInterrupt, SystemExit):
            self._threads.shutdown()

    def close(self) -> None:
        """Stop the threads and close every socket."""
        self._threads.shutdown()
        wasyncore.close_all(self._sockets, ignore_all=True)


@dataclass(frozen=True, slots=True)
class Door:
    """Where a server listens, and whom it lets in (docs/settings.md)."""

    host: str
    port: int
    threads: int
    connections: int = 5_000
    connections_per_address: int = 0
    trusted_proxy: str = ""

    def connections_allowed(self, descriptors: int) -> Connections:
        """The connections that fit, with the share of one address."""
        most = min(self.connections, connections_within(descriptors))
        share = self.connections_per_address or max(1, most // 2)
        return Connections(most, share, _LOOPBACK | {self.trusted_proxy})

    def adjustments(self) -> Adjustments:
        """What waitress is told of it."""
        named: dict[str, Any] = {}
        if self.trusted_proxy:
            named = {
                "trusted_proxy": self.trusted_proxy,
                "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
            }
        return Adjustments(
            host=self.host,
            port=self.port,
            threads=self.threads,
            ident="loa",
            backlog=_BACKLOG,
            max_request_header_size=_HEADER_BYTES,
            **named,
        )


def open_server(application: Any, door: Door, limit_of: BodyLimit) -> WebServer:
    """A server of ``application`` that listens on every address of the ``door``'s host.

    It takes the descriptors that the process may have, and lets in as many
    connections as they allow; ``limit_of`` bounds the body of each request. Raises
    ValueError for a host that nobody knows, OSError when the port cannot be had.
    """
    connections = door.connections_allowed(raise_descriptor_limit())
    threads = Threads(door.threads)
    sockets = Sockets()
    try:
        listen(application, door, connections, limit_of, threads, sockets)
    except BaseException:
        wasyncore.close_all(sockets, ignore_all=True)
        raise
    threads.start()
    return WebServer(sockets, threads, connections)


def listen(
    application: Any,
    door: Door,
    connections: Connections,
    limit_of: BodyLimit,
    threads: Threads,
    sockets: Sockets,
) -> None:
    """Add to ``sockets`` a listener for each address of the ``door``'s host."""
    adjustments = door.adjustments()
    addresses: Iterable[Any] = adjustments.listen
    for address in addresses:
        Listener(
            application,
            connections,
            limit_of,
            map=sockets,
            dispatcher=threads,
            adj=adjustments,
            sockinfo=address,
        )
