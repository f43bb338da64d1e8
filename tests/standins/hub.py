"""A WebSub hub on loopback: it takes what a publisher says, and answers as it is told to, or never.

It reads the form by itself, as the specification of WebSub and its hubs ask for it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class Hub:
    """``hangs``: it takes the call and says nothing until the end."""

    port: int
    hangs: bool = False
    statuses: list[int] = field(default_factory=list)
    retry_after: str = ""
    calls: list[dict[str, list[str]]] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def place(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def url(self) -> str:
        return f"http://hub.example:{self.port}/publish"

    @property
    def topics(self) -> list[str]:
        """The feeds that it was told of, in their order."""
        return [call["hub.url"][0] for call in self.calls]

    def wait_for(self, count: int) -> None:
        """Returns once so many calls have come."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.calls) >= count, timeout=60)


@contextmanager
def open_hub() -> Iterator[Hub]:
    """A hub on a free port of 127.0.0.1."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            is_form = self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            with hub.arrived:
                hub.calls.append(parse_qs(content, strict_parsing=True) if is_form else {})
                hub.arrived.notify_all()
            if hub.hangs:
                hub.ended.wait()
                self.close_connection = True
                return
            self.send_response(hub.statuses.pop(0) if hub.statuses else 202)
            if hub.retry_after:
                self.send_header("Retry-After", hub.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        hub = Hub(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield hub
        finally:
            hub.ended.set()
            server.shutdown()
            thread.join()
