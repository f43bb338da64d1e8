"""Every request: its line in the log, the id that joins its lines, what is counted of it."""

import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import request

from service.telemetry.context import joined, new_id
from service.telemetry.events import tell
from service.telemetry.spans import span

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    Wsgi = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]

REQUEST_ID = "X-Request-Id"
STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds within which answers are counted."""

_ROUTE, _AREA = "loa.route", "loa.area"
_LONGEST_PATH = 300


@dataclass(slots=True)
class Answers:
    """Answers of one part of the site: how many by status, and within which of ``STEPS``."""

    by_status: Counter[int] = field(default_factory=Counter)
    within: list[int] = field(default_factory=lambda: [0] * (len(STEPS) + 1))
    seconds: float = 0.0


class Traffic:
    """What this program answered since its start, counted from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: dict[str, Answers] = {}
        self.count_connections: Callable[[], int] = int
        """How many connections are open; the server puts its own in here."""

    def note(self, area: str, status: int, seconds: float) -> None:
        """One more answer of a part of the site."""
        with self._lock:
            answers = self._answers.setdefault(area, Answers())
            answers.by_status[status] += 1
            answers.within[bisect_left(STEPS, seconds)] += 1
            answers.seconds += seconds

    def answers(self) -> Mapping[str, Answers]:
        """The answers so far, by the parts of the site."""
        with self._lock:
            return {
                area: Answers(Counter(each.by_status), list(each.within), each.seconds)
                for area, each in sorted(self._answers.items())
            }


def note_route() -> None:
    """The request tells what it was taken for: an address' form, without what stands in it."""
    rule = request.url_rule
    request.environ[_ROUTE] = rule.rule if rule else None
    named = request.blueprint or ("static" if request.endpoint == "static" else None)
    request.environ[_AREA] = named or "nothing"


@dataclass(slots=True)
class _Beginning:
    """``start_response`` as the application calls it: it hears how the answer begins."""

    start_response: "StartResponse"
    request_id: str
    status: int = 500
    length: int | None = None

    def start(self, status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        self.status = int(status.split()[0])
        lengths = (int(value) for name, value in headers if name.lower() == "content-length")
        self.length = next(lengths, None)
        return self.start_response(status, [*headers, (REQUEST_ID, self.request_id)], *rest)


def observed(answer: "Wsgi", traffic: Traffic) -> "Wsgi":
    """``answer``, each of whose requests is told and counted.

    The line has the path without its parameters, which may hold a one-time link, and nothing
    of who asked: listeners are nobody's business, and editors' acts are lines of their own.
    """

    def answer_observed(
        environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        begun, beginning = time.perf_counter(), _Beginning(start_response, new_id())
        within, method = environ.get("HTTP_TRACEPARENT"), str(environ.get("REQUEST_METHOD"))
        with (
            joined(request=beginning.request_id),
            span("request", within=within, method=method, request=beginning.request_id) as known,
        ):
            try:
                return answer(environ, beginning.start)
            finally:
                known.update(route=environ.get(_ROUTE), status=beginning.status)
                seconds = time.perf_counter() - begun
                traffic.note(str(environ.get(_AREA, "nothing")), beginning.status, seconds)
                _tell(method, environ, beginning, seconds)

    return answer_observed


def _tell(method: str, environ: "WSGIEnvironment", beginning: _Beginning, seconds: float) -> None:
    tell(
        "request",
        method=method,
        path=str(environ.get("PATH_INFO", ""))[:_LONGEST_PATH],
        route=environ.get(_ROUTE),
        status=beginning.status,
        bytes=beginning.length,
        seconds=round(seconds, 4),
    )
