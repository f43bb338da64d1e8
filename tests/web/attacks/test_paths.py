"""Whatever stands in an address, a header or a method: no file, no header, no error of ours."""

import itertools
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.web.attacks.besieged import Besieged, Seat
from tests.web.attacks.payloads import AT_EACH, PAYLOADS, harm
from tests.web.attacks.routes import Route
from tests.web.attacks.walls import is_guarded

WAYS_UP = {
    "plain": "../../../../etc/passwd",
    "escaped": "%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "escaped twice": "%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "of too many bytes": "%c0%ae%c0%ae%c0%af%c0%ae%c0%ae/etc/passwd",
    "to Loa's own": "..%2floa.db",
    "to the key": "%2e%2e/%2e%2e/secret",
    "backslashes": "..%5c..%5csecret",
    "absolute": "%2fetc%2fpasswd",
    "NUL": "x%00.mp3",
    "line": "x%0d%0aLoa-Attack:%20yes",
    "no letter": "%ff%fe",
    "half a letter": "%ed%a0%80",
    "colons": "file:%2f%2f%2fetc%2fpasswd",
    "dots": "....%2f%2f....%2f%2fsecret",
}


def arguments(besieged: Besieged) -> Iterator[tuple[Route, str]]:
    """Each part of each address that is filled in."""
    for route in besieged.routes():
        for argument in route.arguments:
            yield route, argument


HEADERS = (
    *("User-Agent", "Referer", "Accept", "Accept-Language", "Accept-Encoding", "Range"),
    *("If-None-Match", "If-Match", "If-Range", "If-Modified-Since", "Idempotency-Key", "Origin"),
    *("Content-Type", "X-Forwarded-For", "X-Forwarded-Proto", "X-HTTP-Method-Override", "Cookie"),
)


@AT_EACH
def test_no_part_of_an_address_leads_out_of_what_is_served(
    besieged: Besieged, at_each: int
) -> None:
    seat, bearer = Seat(besieged, besieged.application()), besieged.bearer()
    turn, tried = itertools.cycle(WAYS_UP.values()), 0
    for route, argument in arguments(besieged):
        for way in itertools.islice(turn, min(at_each, len(WAYS_UP))):
            path = route.path({**besieged.known, argument: way})
            headers = bearer if route.room == "api" else {}
            answer = seat.send(route, path, {}, headers=headers)
            assert not harm(answer, besieged.secrets()), f"{route}: {argument}"
            assert answer.status_code in (308, *range(400, 500)) or route.room in ("api", "desk")
            tried += 1
    assert tried > 100


@AT_EACH
def test_no_part_of_an_address_is_done_by_a_browser(besieged: Besieged, at_each: int) -> None:
    seat, bearer = Seat(besieged, besieged.application()), besieged.bearer()
    turn = itertools.cycle(PAYLOADS.values())
    for route, argument in arguments(besieged):
        for payload in itertools.islice(turn, at_each):
            sent = quote(payload[:2000], safe="", errors="surrogatepass")
            path = route.path({**besieged.known, argument: sent})
            headers = bearer if route.room == "api" else {}
            answer = seat.send(route, path, {}, headers=headers)
            assert not harm(answer, besieged.secrets()), f"{route}: {argument}"


SENT = tuple(
    text[:4000]
    for text in PAYLOADS.values()
    if text.isprintable() and all(ord(each) < 256 for each in text)  # no server hands on others
)
TO_EACH = 4
"""Payloads that each address is sent, in turn: with its neighbours a room meets all of them."""


@pytest.mark.parametrize("headers", [HEADERS[:9], HEADERS[9:]], ids=["asking", "carrying"])
def test_no_header_does_harm_at_any_address(besieged: Besieged, headers: tuple[str, ...]) -> None:
    seat, bearer = Seat(besieged, besieged.application()), besieged.bearer()
    turn = itertools.cycle(SENT)
    for route in besieged.routes():
        for payload in itertools.islice(turn, TO_EACH):
            sent = {**dict.fromkeys(headers, payload), **(bearer if route.room == "api" else {})}
            answer = seat.client.open(
                route.path(besieged.known), method=route.method, headers=sent, buffered=True
            )
            assert not harm(answer, besieged.secrets()), f"{route}: {payload[:40]}"
            assert "loa-attack" not in str(answer.headers).lower()
            is_form = route.room == "desk" and route.method != "GET" and is_guarded(route)
            assert not is_form or answer.status_code in (401, 403), str(route)


METHODS = ("GET", "PUT", "PATCH", "DELETE", "POST", "TRACE", "CONNECT", "PROPFIND", "LOA")


@pytest.mark.parametrize("method", METHODS)
def test_an_address_does_nothing_by_a_method_that_is_not_its_own(
    besieged: Besieged, method: str
) -> None:
    app, bearer = besieged.application(), besieged.bearer()
    seat, urls = Seat(besieged, app), app.url_map.bind("")
    for path in {each.path(besieged.known) for each in besieged.routes()}:
        if urls.test(path, method):
            continue
        headers = bearer if path.startswith("/api") else {}
        form = {"form_token": seat.form_token}
        answer = seat.client.open(path, method=method, data=form, headers=headers, buffered=True)
        assert answer.status_code in (308, 404, 405), f"{method} {path}"
        assert not harm(answer, besieged.secrets())
