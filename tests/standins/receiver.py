"""Another system on loopback that is told of events, and verifies what it gets by itself.

The verification is written from the specification (Standard Webhooks), not by Loa's code.
"""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Received:
    """One message as it came."""

    path: str
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    def signed_by(self, secret: str) -> bool:
        """Whether one of the signatures is that of ``secret``."""
        key = base64.b64decode(secret.split("_", 1)[1])
        stamped = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode()
        expected = base64.b64encode(hmac.new(key, stamped + self.content, hashlib.sha256).digest())
        signatures = [each.split(",") for each in self.headers["webhook-signature"].split(" ")]
        return ["v1", expected.decode()] in signatures


@dataclass
class Receiver:
    """Answers as ``answer`` says: status and headers; None breaks the connection off."""

    port: int
    answer: Callable[[], tuple[int, dict[str, str]] | None] = lambda: (204, {})
    received: list[Received] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def place(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def url(self) -> str:
        return f"http://toa.example:{self.port}/nhan"

    def answers(self, *statuses: int, **headers: str) -> None:
        """The next messages get these answers, and all others the last of them."""
        rest = list(statuses)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = lambda: (rest.pop(0) if len(rest) > 1 else rest[0], named)

    def wait_for(self, count: int, kind: str = "") -> list[Received]:
        """The messages, of this kind alone if one is named, once so many have come."""

        def come() -> list[Received]:
            return [each for each in self.received if kind in ("", each.json["type"])]

        with self.arrived:
            assert self.arrived.wait_for(lambda: len(come()) >= count, timeout=60)
            return come()


@contextmanager
def open_receiver() -> Iterator[Receiver]:
    """A receiver on a free port of 127.0.0.1."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            with receiver.arrived:
                receiver.received.append(Received(self.path, headers, content))
                receiver.arrived.notify_all()
            told = receiver.answer()
            if told is None:
                self.close_connection = True
                return
            self.send_response(told[0])
            for name, value in told[1].items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        receiver = Receiver(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
