"""Hands finished spans to a collector, in a thread of its own that holds nobody up.

A collector that is away costs spans and nothing else: what does not fit is dropped and counted.
"""

import logging
import queue
import secrets
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from service.telemetry.otlp import render_spans
from service.telemetry.spans import COLLECTOR, Span

_LOG = logging.getLogger(__name__)

_PATH = "/v1/traces"
_MOST_WAITING, _MOST_AT_ONCE = 4096, 512
_EVERY_S, _ANSWER_S = 2.0, 5.0


@contextmanager
def tracing(address: str, version: str) -> Iterator[None]:
    """While this lasts, spans go to the collector at ``address``; with none, none are made."""
    if not address:
        yield
        return
    posting = Posting(address.rstrip("/") + _PATH, _resource(version))
    posting.start()
    COLLECTOR.take = posting.take
    try:
        yield
    finally:
        COLLECTOR.take = None
        posting.stop()


def _resource(version: str) -> Mapping[str, str]:
    return {
        "service.name": "loa",
        "service.version": version,
        "service.instance.id": secrets.token_hex(8),
    }


class Posting:
    """What waits to be handed in, and the thread that does it."""

    def __init__(self, url: str, resource: Mapping[str, str]) -> None:
        self._url = url
        self._resource = resource
        self._waiting: queue.Queue[Span] = queue.Queue(_MOST_WAITING)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loa-traces", daemon=True)
        self._dropped = 0
        self._is_failing = False

    def start(self) -> None:
        """Begins to hand in."""
        self._thread.start()

    def stop(self) -> None:
        """Hands the rest in, and ends."""
        self._stopping.set()
        self._thread.join()

    def take(self, span: Span) -> None:
        """The span is handed in soon, or dropped where too many wait."""
        try:
            self._waiting.put_nowait(span)
        except queue.Full:
            self._dropped += 1

    def _run(self) -> None:
        while not self._stopping.wait(_EVERY_S):
            self._hand_in()
        self._hand_in()

    def _hand_in(self) -> None:
        while spans := self._next():
            if not self._post(render_spans(spans, self._resource)):
                return

    def _next(self) -> list[Span]:
        spans: list[Span] = []
        with suppress(queue.Empty):
            while len(spans) < _MOST_AT_ONCE:
                spans.append(self._waiting.get_nowait())
        return spans

    def _post(self, body: bytes) -> bool:
        """Whether the collector took it. Its failures are told once, not at each try."""
        request = urllib.request.Request(  # noqa: S310 - settings let only http and https in
            self._url, body, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=_ANSWER_S):  # noqa: S310
                self._is_failing = False
                return True
        except (OSError, ValueError) as e:  # of urllib's own, HTTPError is an OSError
            if not self._is_failing:
                _LOG.warning("traces are not handed in: %s (%d dropped)", e, self._dropped)
            self._is_failing = True
            return False
