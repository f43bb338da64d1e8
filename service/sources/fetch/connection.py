"""A connection to one checked address, which is cut once its time is over.

A read time-out begins anew with each byte: a server that sends one now and then, in its
handshake, headers or body, would hold its caller for hours. Only cutting the connection from
outside ends that.
"""

import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection

from service.sources.fetch.destination import Destination


@cache
def trusted_context() -> ssl.SSLContext:
    """Whom to believe: the machine's certificates, and those that come with Loa."""
    context = ssl.create_default_context()
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return context


@contextmanager
def connection_to(
    where: Destination, address: str, context: ssl.SSLContext, connect: float, total: float
) -> Iterator[HTTPConnection]:
    """A connection to ``address``, and to nothing else, in the name of ``where``'s host.

    Nothing is resolved, and no proxy of the environment is asked, which would resolve by
    itself. It is closed at the end, and cut after ``total`` seconds.
    """
    if where.scheme == "https":
        connection: HTTPConnection = HTTPSConnection(
            address,
            where.port,
            timeout=connect,
            ssl_context=context,
            server_hostname=where.host,
        )
    else:
        connection = HTTPConnection(address, where.port, timeout=connect)
    timer = threading.Timer(max(total, 0.0), _cut, (connection,))
    timer.daemon = True
    timer.start()
    try:
        yield connection
    finally:
        timer.cancel()
        timer.join()  # one that fires just now must not cut what has the number next
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    line = connection.sock
    if line is None:
        return
    # A second name of the same socket, since TLS wraps shutdown in a farewell of its own.
    with suppress(OSError), socket.socket(fileno=os.dup(line.fileno())) as twin:
        twin.shutdown(socket.SHUT_RDWR)
