"""moto's S3 over a socket, with faults: python s3_program.py PORT."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, run_simple

Environ = dict[str, Any]
Start = Callable[..., Any]

_SLOW_SECONDS = 3600.0


class Faults:
    """What becomes of the next requests before, or after, the ``store`` has seen to them.

    A number is answered with that status and nothing done; "lost" is done and answered 500;
    "silent" is done and never answered; "unconditional" forgets that a name may be taken.
    """

    def __init__(self, store: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._due: list[tuple[str, list[str]]] = []
        self._seen: list[str] = []

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path == "/-/faults":
            asked = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
            self._due = [(asked["how"], asked["methods"])] * asked["times"]
            return _answer(start, HTTPStatus.OK)
        if path == "/-/seen":
            seen, self._seen = self._seen, []
            return _answer(start, HTTPStatus.OK, json.dumps(seen).encode())
        self._seen.append(f"{method} {path}")
        return self._answer(self._next(method), environ, start)

    def _next(self, method: str) -> str:
        with self._lock:
            if self._due and method in self._due[0][1]:
                return self._due.pop(0)[0]
            return ""

    def _answer(self, how: str, environ: Environ, start: Start) -> Iterable[bytes]:
        if how.isdigit():
            length = int(environ.get("CONTENT_LENGTH") or 0)
            environ["wsgi.input"].read(length)
            return _answer(start, HTTPStatus(int(how)))
        if how == "unconditional":
            environ.pop("HTTP_IF_NONE_MATCH", None)
        if how in ("lost", "silent"):
            self._done(environ, lambda *told: None)
            if how == "silent":
                time.sleep(_SLOW_SECONDS)
            return _answer(start, HTTPStatus.INTERNAL_SERVER_ERROR)
        return self._done(environ, start)

    def _done(self, environ: Environ, start: Start) -> Iterable[bytes]:
        # moto looks and writes in two steps: real stores do so in one.
        with self._alone:
            return list(self._store(environ, start))


def _answer(start: Start, status: HTTPStatus, body: bytes = b"") -> Iterable[bytes]:
    start(f"{status.value} {status.phrase}", [("Content-Length", str(len(body)))])
    return [body]


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        pass


if __name__ == "__main__":
    moto = DomainDispatcherApplication(create_backend_app)
    run_simple("127.0.0.1", int(sys.argv[1]), Faults(moto), threaded=True, request_handler=_Silent)
