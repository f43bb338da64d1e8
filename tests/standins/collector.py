"""A collector of OpenTelemetry on loopback: it keeps what is handed in, or refuses it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Collector(ThreadingHTTPServer):
    """Its ``spans`` are as they came, each with its attributes as plain values."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.spans: list[dict[str, Any]] = []
        self.resources: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.refusing = False

    @property
    def address(self) -> str:
        """What LOA_OTLP_URL calls it."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/v1/traces" or self.server.refusing:
            self.send_error(503)
            return
        assert self.headers["Content-Type"] == "application/json"
        self.server.bodies.append(body)
        for each in json.loads(body)["resourceSpans"]:
            self.server.resources.append(_plain(each["resource"]["attributes"]))
            for scope in each["scopeSpans"]:
                self.server.spans += [
                    {**span, "attributes": _plain(span["attributes"])} for span in scope["spans"]
                ]
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _plain(attributes: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["key"]: next(iter(each["value"].values())) for each in attributes}


@contextmanager
def collector() -> Iterator[Collector]:
    """A collector that listens."""
    with Collector() as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield found
        finally:
            found.shutdown()
            thread.join()
