"""Another newspaper's web server on loopback: answers as it is told, over real sockets."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias

Talk: TypeAlias = Callable[[socket.socket], None]
"""What the server says on a connection, once it has read the request."""


@dataclass(slots=True)
class Site:
    """A running server: put what each path answers into ``pages``; ``asked`` keeps what came."""

    port: int
    pages: dict[str, bytes | Talk] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)

    @property
    def place(self) -> tuple[str, int]:
        """Address and port, as a fetcher permits them."""
        return "127.0.0.1", self.port

    def url(self, path: str = "/", host: str = "bao.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [each.split(b" ")[1].decode() for each in self.asked]


@contextmanager
def open_site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A server on a free port of 127.0.0.1."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        site = Site(listener.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(listener, site, tls), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def answer(
    body: bytes = b"", *headers: str, kind: str = "text/html", status: str = "200 OK"
) -> bytes:
    """An HTTP answer with its length."""
    told = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers)
    return "\r\n".join((*told, "", "")).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that sends elsewhere."""
    return answer(b"", f"Location: {location}", status=status)


def _serve(listener: socket.socket, site: Site, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        while True:
            line, _ = listener.accept()
            threading.Thread(target=_talk, args=(line, site, tls), daemon=True).start()


def _talk(line: socket.socket, site: Site, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError), line:
        if tls is None:
            _respond(line, site)
        else:
            with tls.wrap_socket(line, server_side=True) as sealed:
                _respond(sealed, site)


def _respond(line: socket.socket, site: Site) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = line.recv(65_536)
        if not piece:
            return
        head += piece
    site.asked.append(head)
    page = site.pages.get(head.split(b" ")[1].decode("ascii", "replace"))
    if page is None:
        line.sendall(answer(status="404 Not Found"))
    elif isinstance(page, bytes):
        line.sendall(page)
    else:
        page(line)
