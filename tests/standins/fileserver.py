"""A loopback web server for a few fixed files, as an ordinary static host serves them."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SUFFIXES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".vtt": "text/vtt; charset=utf-8",
    ".json": "application/json",
}


@dataclass(slots=True)
class FileServer:
    """A running server: put files into ``files`` by path, read ``requests`` afterwards."""

    base_url: str
    files: dict[str, bytes] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)


@contextmanager
def serving(files: Mapping[str, bytes] | None = None) -> Iterator[FileServer]:
    """A server on a free port of 127.0.0.1 that answers GET, HEAD and single ranges."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    host = FileServer(f"http://127.0.0.1:{httpd.server_port}", dict(files or {}))
    httpd.host = host  # type: ignore[attr-defined]  # how http.server passes context on
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Nothing: ``requests`` keeps what came."""

    def _answer(self, *, with_body: bool) -> None:
        host: FileServer = self.server.host  # type: ignore[attr-defined]  # see serving
        host.requests.append(f"{self.command} {self.path}")
        content = host.files.get(self.path)
        if content is None:
            self._send(HTTPStatus.NOT_FOUND, b"", {}, with_body)
            return
        suffix = self.path[self.path.rfind(".") :]
        headers = {"Content-Type": SUFFIXES[suffix], "Accept-Ranges": "bytes"}
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not asked:
            self._send(HTTPStatus.OK, content, headers, with_body)
            return
        begin, end = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
        if begin > end:
            refusal = {"Content-Range": f"bytes */{len(content)}"}
            self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", refusal, with_body)
            return
        headers["Content-Range"] = f"bytes {begin}-{end}/{len(content)}"
        self._send(HTTPStatus.PARTIAL_CONTENT, content[begin : end + 1], headers, with_body)

    def _send(
        self, status: HTTPStatus, content: bytes, headers: dict[str, str], with_body: bool
    ) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(content)
