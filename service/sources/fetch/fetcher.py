"""Fetches what lies at an address of another site, or says why not."""

import http.client
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.response import BaseHTTPResponse

from service.errors import FetchError
from service.sources.fetch.answer import Answer, media_type_of
from service.sources.fetch.body import PACKINGS, read_body
from service.sources.fetch.connection import connection_to, trusted_context
from service.sources.fetch.destination import (
    PORTS,
    Destination,
    quoted,
    read_destination,
    redirected,
)
from service.sources.fetch.limits import Limits
from service.sources.fetch.reasons import RefusalError
from service.sources.fetch.resolving import Resolver, checked_addresses, resolve_by_system
from service.sources.fetch.statuses import refusal_of

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SECRETS = frozenset({"authorization", "cookie", "proxy-authorization"})
_NOT_MODIFIED = 304
_BROKEN = (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: ``url``, with these ``headers`` besides the usual.

    ``types`` are the media types that are taken, "image/*" being a whole kind and "" what
    claims none; empty takes all. Of the headers, secrets go to the asked origin alone.
    """

    url: str
    limits: Limits
    types: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)


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
                headers = self._headers(wish, where, secrets=where.origin == origin)
                answer = self._ask(where, wish, headers, deadline)
                if answer.status not in _REDIRECTS:
                    return answer
                url = redirected(where, answer.headers["location"])
            raise RefusalError("chuyển hướng quá nhiều lần", "it redirects too often")
        except RefusalError as e:
            raise _told(wish.url, url, e) from e

    def _destination(self, url: str) -> Destination:
        where = read_destination(url, self.ports | {port for _, port in self.permitted})
        if where.host in self.own_names:
            raise RefusalError("đó là trang của chính Loa", "that is Loa's own site")
        return where

    def _headers(self, wish: Wish, where: Destination, *, secrets: bool) -> dict[str, str]:
        usual = {
            "Host": where.host_header,
            "User-Agent": self.agent,
            "Accept": ", ".join(sorted(filter(None, wish.types))) or "*/*",
            "Accept-Encoding": PACKINGS,
            "Connection": "close",
        }
        asked = {
            name: value
            for name, value in wish.headers.items()
            if secrets or name.lower() not in _SECRETS
        }
        return {**usual, **asked}

    def _ask(
        self, where: Destination, wish: Wish, headers: Mapping[str, str], deadline: float
    ) -> Answer:
        """The answer of the first of the host's addresses that takes a connection."""
        look_up = min(wish.limits.connect, deadline - self.clock())
        addresses = checked_addresses(where, self.resolver, look_up, self.permitted)
        context = self.context or trusted_context()
        for address in addresses:
            left = deadline - self.clock()
            _require(left)
            connect = min(wish.limits.connect, left)
            with connection_to(where, address, context, connect, left) as line:
                try:
                    if not _reach(line):
                        continue
                    return self._exchange(line, where, wish, headers, deadline)
                except _BROKEN as e:
                    _require(deadline - self.clock())
                    raise _explained(e) from e
        raise RefusalError("không kết nối được", "no connection", passing=True, unreachable=True)

    def _exchange(
        self,
        line: HTTPConnection,
        where: Destination,
        wish: Wish,
        headers: Mapping[str, str],
        deadline: float,
    ) -> Answer:
        line.timeout = wish.limits.read
        line.request(
            "GET", where.target, headers=headers, preload_content=False, decode_content=False
        )
        with line.getresponse() as response:
            told = _told_headers(response)
            status = response.status
            if status in _REDIRECTS and "location" in told:
                return Answer(where.url, status, told, b"")
            if status == _NOT_MODIFIED and wish.headers:
                return Answer(where.url, status, told, b"")
            if status != http.HTTPStatus.OK:
                raise refusal_of(status, told)
            _require_type(media_type_of(told), wish.types)
            content = read_body(
                response, wish.limits.content, lambda: _require(deadline - self.clock())
            )
        # A connection that was cut may look like the end of an answer without a length.
        _require(deadline - self.clock())
        return Answer(where.url, status, told, content)


def _reach(line: HTTPConnection) -> bool:
    """Whether the address took the connection; where it did, a broken handshake is raised."""
    try:
        line.connect()
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
        return False
    return True


def _told_headers(response: BaseHTTPResponse) -> Mapping[str, str]:
    return MappingProxyType({name.lower(): value for name, value in response.headers.items()})


def _require(left: float) -> None:
    if left <= 0:
        raise RefusalError("quá thời gian chờ", "it took too long", passing=True)


def _require_type(claimed: str, types: frozenset[str]) -> None:
    if types and claimed not in types and f"{claimed.partition('/')[0]}/*" not in types:
        raise RefusalError(
            f"nội dung loại “{claimed[:40]}”, không phải loại cần lấy",
            f"its type is “{claimed[:40]}”, which is not wanted",
        )


def _explained(error: Exception) -> RefusalError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return RefusalError(
            "chứng chỉ không đáng tin", "the certificate is not trusted", passing=True
        )
    if isinstance(error, ssl.SSLError):
        return RefusalError("không mở được kết nối mã hoá", "TLS failed", passing=True)
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return RefusalError("quá thời gian chờ", "no answer in time", passing=True)
    return RefusalError("trả lời bị cắt ngang", "the answer was cut off", passing=True)


def _told(asked: str, at: str, reason: RefusalError) -> FetchError:
    by_vi, by_en = ("", "") if at == asked else (f" (qua {quoted(at)})", f" (by {quoted(at)})")
    return FetchError(
        f"Không lấy được {quoted(asked)}{by_vi}: {reason.vi}.",
        f"Cannot fetch {quoted(asked)}{by_en}: {reason.en}.",
        reason=(reason.vi, reason.en),
        transient=reason.passing,
        retry_after=reason.retry_after,
        status=reason.status,
        unreachable=reason.unreachable,
    )
