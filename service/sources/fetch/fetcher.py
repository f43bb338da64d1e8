"""Fetches what lies at an address of another site, or tells it something; or says why not."""

import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import urllib3
from urllib3.connection import HTTPConnection

from service.errors import FetchError
from service.sources.fetch.answer import Answer
from service.sources.fetch.body import PACKINGS
from service.sources.fetch.connection import connection_to, trusted_context
from service.sources.fetch.destination import (
    PORTS,
    Destination,
    quoted,
    read_destination,
    redirected,
)
from service.sources.fetch.exchange import BROKEN, REDIRECTS, ask, explained, tell
from service.sources.fetch.limits import Limits
from service.sources.fetch.reasons import RefusalError
from service.sources.fetch.resolving import (
    Resolver,
    checked_addresses,
    require_no_inside,
    resolve_by_system,
)
from service.sources.fetch.wish import Message, Wish

_FETCH = ("Không lấy được", "Cannot fetch")
_SEND = ("Không gửi được tới", "Cannot send to")
_SECRETS = frozenset({"authorization", "cookie", "proxy-authorization"})


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks other sites; safe to use from several threads.

    ``agent`` names us. ``own_names`` are hosts that we serve ourselves, and which are not
    asked. ``context`` says which certificates are believed, by default those of the machine
    and of Loa. ``clock`` answers seconds that never run backwards.

    ``permitted`` are pairs of address and port that are asked although they are of the
    inside. It is for tests, whose sites stand on loopback: no setting leads to it.
    """

    agent: str
    own_names: frozenset[str] = frozenset()
    ports: frozenset[int] = PORTS
    resolver: Resolver = resolve_by_system
    context: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.monotonic
    permitted: Collection[tuple[str, int]] = ()

    def fetch(self, wish: Wish) -> Answer:
        """The answer to ``wish``, whole, with status 200 (or 304 where headers ask for it).

        Raises FetchError.
        """
        deadline = self.clock() + wish.limits.total
        url, origin = wish.url, None
        try:
            for _ in range(wish.limits.redirects + 1):
                where = self._destination(url)
                origin = origin or where.origin
                headers = self._asking(wish, where, secrets=where.origin == origin)
                answer = self._answered(where, wish, headers, deadline)
                if answer.status not in REDIRECTS:
                    return answer
                url = redirected(where, answer.headers["location"])
            raise RefusalError("chuyển hướng quá nhiều lần", "it redirects too often")
        except RefusalError as e:
            raise _told(wish.url, url, e) from e

    def send(self, message: Message) -> Answer:
        """That ``message`` was taken, with any 2xx; its answer's content is not read.

        Redirects are not followed. Raises FetchError.
        """
        deadline = self.clock() + message.limits.total
        try:
            where = self._destination(message.url)
            headers = {**self._usual(where), **message.headers}
            with self._line_to(where, message.limits, deadline) as line:
                return tell(line, where, message, headers)
        except RefusalError as e:
            raise _told(message.url, message.url, e, _SEND) from e

    def require_outside(self, url: str) -> None:
        """Raises FetchError where ``url`` would never be asked, whatever its name stands for."""
        try:
            require_no_inside(self._destination(url), self.permitted)
        except RefusalError as e:
            raise _told(url, url, e, _SEND) from e

    def _destination(self, url: str) -> Destination:
        where = read_destination(url, self.ports | {port for _, port in self.permitted})
        if where.host in self.own_names:
            raise RefusalError("đó là trang của chính Loa", "that is Loa's own site")
        return where

    def _usual(self, where: Destination) -> dict[str, str]:
        return {"Host": where.host_header, "User-Agent": self.agent, "Connection": "close"}

    def _asking(self, wish: Wish, where: Destination, *, secrets: bool) -> dict[str, str]:
        types = {
            "Accept": ", ".join(sorted(filter(None, wish.types))) or "*/*",
            "Accept-Encoding": PACKINGS,
        }
        asked = {
            name: value
            for name, value in wish.headers.items()
            if secrets or name.lower() not in _SECRETS
        }
        return {**self._usual(where), **types, **asked}

    def _answered(
        self, where: Destination, wish: Wish, headers: Mapping[str, str], deadline: float
    ) -> Answer:
        with self._line_to(where, wish.limits, deadline) as line:
            return ask(line, where, wish, headers, lambda: _require(deadline - self.clock()))

    @contextmanager
    def _line_to(
        self, where: Destination, limits: Limits, deadline: float
    ) -> Iterator[HTTPConnection]:
        """A connection to the first of the host's addresses that takes one.

        What breaks it is raised as RefusalError, also what does so inside.
        """
        look_up = min(limits.connect, deadline - self.clock())
        addresses = checked_addresses(where, self.resolver, look_up, self.permitted)
        context = self.context or trusted_context()
        for address in addresses:
            left = deadline - self.clock()
            _require(left)
            connect = min(limits.connect, left)
            with connection_to(where, address, context, connect, left) as line:
                try:
                    if not _reach(line):
                        continue
                    line.timeout = limits.read
                    yield line
                except BROKEN as e:
                    _require(deadline - self.clock())
                    raise explained(e) from e
                return
        raise RefusalError("không kết nối được", "no connection", passing=True, unreachable=True)


def _reach(line: HTTPConnection) -> bool:
    """Whether the address took the connection; where it did, a broken handshake is raised."""
    try:
        line.connect()
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
        return False
    return True


def _require(left: float) -> None:
    if left <= 0:
        raise RefusalError("quá thời gian chờ", "it took too long", passing=True)


def _told(asked: str, at: str, reason: RefusalError, act: tuple[str, str] = _FETCH) -> FetchError:
    by_vi, by_en = ("", "") if at == asked else (f" (qua {quoted(at)})", f" (by {quoted(at)})")
    return FetchError(
        f"{act[0]} {quoted(asked)}{by_vi}: {reason.vi}.",
        f"{act[1]} {quoted(asked)}{by_en}: {reason.en}.",
        reason=(reason.vi, reason.en),
        transient=reason.passing,
        retry_after=reason.retry_after,
        status=reason.status,
        unreachable=reason.unreachable,
    )
