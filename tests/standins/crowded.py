"""Loa's web server in a process of its own, before a small application, with few descriptors."""

import contextlib
import io
import logging
import resource
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.web.server import Door, open_server
from tests.ports import free_port
from tests.programs import Program

FEED = b"<rss/>"
BODY = 100_000
"""The largest body that is taken."""
LONG = 8_000_000
"""Bytes of ``/long``, more than any socket takes at once."""


@dataclass(frozen=True)
class Crowded:
    """The running server: where it listens, and the file that it logs to."""

    port: int
    process: Program
    log: Path

    def connect(self, sent: bytes = b"") -> socket.socket:
        """A connection on which ``sent`` was sent."""
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        opened.sendall(sent)
        return opened

    def feed_status(self) -> int:
        """What a new listener is answered who asks for the feed."""
        with self.connect(get("/feed.xml", "Connection: close")) as opened:
            return status_of(opened.recv(65_536))

    def descriptors(self) -> int:
        """How many descriptors the server holds."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


def get(path: str, *headers: str) -> bytes:
    """A GET of ``path`` as it is sent."""
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")).encode()


def status_of(answer: bytes) -> int:
    """The status code that ``answer`` begins with; 0 for none."""
    return int(answer[9:12] or 0)


@contextmanager
def crowded_server(
    folder: Path, soft: int, hard: int, share: int = 0, proxy: str = ""
) -> Iterator[Crowded]:
    """The server with these limits of descriptors (RLIMIT_NOFILE)."""
    log = folder / "server.log"
    process = Program(_main, soft, hard, str(log), share, proxy)
    try:
        assert process.stdout is not None
        yield Crowded(int(process.stdout.readline()), process, log)
    finally:
        process.kill()
        process.communicate(timeout=60)


@contextmanager
def many(sockets: list[socket.socket]) -> Iterator[list[socket.socket]]:
    """``sockets``, closed in the end."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(each) for each in sockets]


def _application(environ: dict[str, Any], start_response: Any) -> Any:
    if environ["PATH_INFO"] == "/long":
        start_response("200 OK", [("Content-Length", str(LONG))])
        return environ["wsgi.file_wrapper"](io.BytesIO(bytes(LONG)))
    if environ["PATH_INFO"] == "/body":
        told = str(len(environ["wsgi.input"].read())).encode()
        start_response("200 OK", [("Content-Length", str(len(told)))])
        return [told]
    if environ["PATH_INFO"] == "/known":
        start_response("304 Not Modified", [("ETag", '"x"')])
        return []
    start_response("200 OK", [("Content-Length", str(len(FEED)))])
    return [FEED]


def _main(soft: int, hard: int, log: str, share: int, proxy: str) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    logging.basicConfig(filename=log, level=logging.INFO)
    port = free_port()
    door = Door(
        host="127.0.0.1",
        port=port,
        threads=4,
        connections_per_address=share,
        trusted_proxy=proxy,
    )
    server = open_server(_application, door, lambda method, path, headers: BODY)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    server.run()
