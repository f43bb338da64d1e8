"""No address takes a body that is larger than what it is for; asked over sockets."""

import socket
from collections.abc import Iterator

import pytest

from service.web.bodies import (
    FORM_OVERHEAD,
    BodyLimits,
    largest_body,
    pictured_body,
    recording_body,
)
from tests.web.attacks.besieged import Besieged, Seat
from tests.web.attacks.routes import Route

STRANGER: dict[str, str] = {}


def head(route: Route, besieged: Besieged, *lines: str) -> bytes:
    asked = f"{route.method} {route.path(besieged.known)} HTTP/1.1"
    return "\r\n".join((asked, "Host: 127.0.0.1", *lines, "", "")).encode()


def told(besieged: Besieged, words: bytes) -> int:
    """The status that is answered to a head alone: nothing of the body was sent."""
    with socket.create_connection(("127.0.0.1", besieged.newsroom.port), timeout=20) as asking:
        asking.sendall(words)
        return int(asking.makefile("rb").readline().split()[1])


def writing(besieged: Besieged) -> Iterator[Route]:
    for route in besieged.routes():
        if route.method != "GET":
            yield route


def test_every_address_has_a_limit_and_a_strangers_is_the_least(besieged: Besieged) -> None:
    settings = besieged.newsroom.service.settings
    limits = BodyLimits(besieged.newsroom.app, settings)
    most = max(largest_body(settings), recording_body(settings), pictured_body(settings))
    for route in besieged.routes():
        path = route.path(besieged.known)
        assert limits.of(route.method, path, STRANGER) <= FORM_OVERHEAD
        known = {"AUTHORIZATION": "Bearer x", "COOKIE": "loa_desk=x", "CONTENT_TYPE": "text/html"}
        assert limits.of(route.method, path, known) <= most
        for other in {"GET", "POST", "PUT", "LOA"} - {route.method}:
            assert limits.of(other, path, STRANGER) <= FORM_OVERHEAD


def test_a_strangers_body_is_refused_at_every_address_before_it_is_sent(besieged: Besieged) -> None:
    for route in besieged.routes():
        words = head(route, besieged, f"Content-Length: {FORM_OVERHEAD + 1}")
        assert told(besieged, words) in (401, 413), str(route)


def test_nobodys_body_is_without_a_bound(besieged: Besieged) -> None:
    seat, bearer = Seat(besieged, besieged.newsroom.app), besieged.bearer()["Authorization"]
    for route in writing(besieged):
        words = head(
            route, besieged, f"Cookie: {seat.cookie}", f"Authorization: {bearer}",
            f"Content-Length: {10**9}",
        )  # fmt: skip
        assert told(besieged, words) == 413, str(route)


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: -1",),
        ("Content-Length: 1, 2",),
        ("Content-Length: 1", "Content-Length: 2"),
        ("Content-Length: 0x10",),
        ("Content-Length: 10", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: gzip, chunked, identity",),
        ("Transfer-Encoding : chunked",),
        ("X: a\x00b",),
        ("X: a\r Y: folded", "Content-Length: 5\r\nLoa-Attack"),
        ("A" * 300_000 + ": x",),
        (*[f"X-{number}: {'a' * 1000}" for number in range(300)],),
    ],
    ids=lambda lines: lines[0][:40],
)
def test_no_address_takes_a_request_of_two_meanings(
    besieged: Besieged, lines: tuple[str, ...]
) -> None:
    """Request smuggling (RFC 9112, section 11.2): refused, or answered and closed as a whole."""
    for route in list(writing(besieged))[:10]:
        status = told(besieged, head(route, besieged, *lines) + b"0\r\n\r\n")
        assert 400 <= status < 500 or status == 501, f"{route} {status}"
