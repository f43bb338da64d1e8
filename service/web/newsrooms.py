"""Several newsrooms behind one address to listen on: which one answers is the host's name alone.

Each answers with an application of its own, around a Service of its own: nothing that one of
them knows is in reach of another's requests.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Flask

from service.compose import list_trouble, open_service
from service.compose.newsrooms.awake import Awake
from service.compose.newsrooms.roster import Newsroom
from service.compose.newsrooms.watched import WatchedRoster
from service.errors import LoaError, StoreError
from service.jobs import Poller
from service.telemetry.context import joined
from service.web.app import bare_app, create_app
from service.web.bodies import FORM_OVERHEAD, BodyLimits
from service.web.hosts import host_of, is_loopback
from service.web.server.refusals import refusal
from service.web.site import close_site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_LOG = logging.getLogger(__name__)

_IDLE_S = 600.0
_SWEPT_EVERY_S = 5.0
_HEALTH = ("/healthz", "/readyz")


class NewsroomsApp:
    """The application of all newsrooms of ``roster``, ``most`` of them open at once.

    ``now`` is its clock. Use ``running`` around what it answers.
    """

    def __init__(self, roster: WatchedRoster, *, most: int, now: Callable[[], datetime]) -> None:
        self._roster = roster
        self._now = now
        self._awake = Awake(self._open, most=most, idle=_IDLE_S, ticks=time.monotonic)
        self._in_order: dict[str, Newsroom] = {}
        self._routes = bare_app()

    @contextmanager
    def running(self) -> Iterator[None]:
        """While this lasts, newsrooms that nobody asks for are put to sleep; then all are."""
        sweeper = Poller("loa-sleep", "newsrooms to close", self._put_to_sleep)
        sweeper.start(_SWEPT_EVERY_S)
        try:
            yield
        finally:
            sweeper.stop()
            self._awake.close()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """The answer of the newsroom that is asked for by its name."""
        asked = environ.get("HTTP_HOST") or ""
        newsroom = self._roster.of_host(host_of(asked))
        if newsroom is None:
            return self._answer_stranger(asked, environ, start_response)
        with ExitStack() as lent:
            try:
                app = lent.enter_context(self._awake.lent(newsroom))
            except LoaError as e:
                _LOG.error("newsroom %s cannot be opened: %s", newsroom.name, e.en)
                return _refuse(503, environ, start_response)
            # What is left to send of it is bytes, or an open file: neither needs the Service.
            with joined(newsroom=newsroom.name):
                return app(environ, start_response)

    def body_limit(self, method: str, path: str, headers: Mapping[str, str]) -> int:
        """Bytes that the body of this request may have, as its newsroom's settings say."""
        newsroom = self._roster.of_host(host_of(headers.get("HOST", "")))
        if newsroom is None:
            return FORM_OVERHEAD
        return BodyLimits(self._routes, newsroom.settings).of(method, path, headers)

    def _put_to_sleep(self) -> None:
        self._awake.close_idle(self._roster.now().newsrooms)

    @contextmanager
    def _open(self, newsroom: Newsroom) -> Iterator[Flask]:
        settings = newsroom.settings
        with open_service(settings, now=self._now, name="serve", reads_on=True) as service:
            # Once in this program, and again where its settings are others.
            if self._in_order.get(newsroom.name) != newsroom:
                try:
                    service.publish_channel(self._now())
                    self._in_order[newsroom.name] = newsroom
                except StoreError as e:
                    service = service.reading_on(list_trouble(e))
            for trouble in service.troubles:
                _LOG.error("newsroom %s: %s %s", newsroom.name, trouble.en, trouble.cure_en)
            app = create_app(service, now=self._now)
            try:
                yield app
            finally:
                close_site(app)

    def _answer_stranger(
        self, asked: str, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """What is said to who names none of the newsrooms."""
        if not asked and environ.get("SERVER_PROTOCOL") == "HTTP/1.1":  # RFC 9112, section 3.2
            return _refuse(400, environ, start_response)
        if environ.get("PATH_INFO") in _HEALTH and (not asked or is_loopback(host_of(asked) or "")):
            return self._tell_health(start_response)
        return _refuse(421, environ, start_response)

    def _tell_health(self, start_response: "StartResponse") -> Iterable[bytes]:
        """To this machine alone: that the program answers, and how many newsrooms it has.

        One whose file is wrong is counted and makes the program no less well: whoever ends a
        program that is not well would end all the others with it.
        """
        roster = self._roster.now()
        told = {
            "ok": True,
            "newsrooms": len(roster.newsrooms),
            "refused": len(roster.refused),
            "awake": len(self._awake),
        }
        body = f"{json.dumps(told)}\n".encode()
        kinds = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]
        start_response("200 OK", [*kinds, ("Content-Length", str(len(body)))])
        return [body]


def _refuse(
    code: int, environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    status, headers, body = refusal(code, environ.get("PATH_INFO", ""))
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]
