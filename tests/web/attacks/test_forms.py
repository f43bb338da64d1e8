"""No page of another site has anything done: forms without the session's token, other origins."""

from collections.abc import Iterator

import pytest

from tests.web.attacks.besieged import Besieged, Seat
from tests.web.attacks.routes import Route
from tests.web.attacks.walls import is_guarded

LEAST = 50


def acting(besieged: Besieged) -> Iterator[Route]:
    """Every address of the desk that does something."""
    found = [each for each in besieged.routes() if each.room == "desk" and each.method != "GET"]
    assert len(found) > LEAST
    yield from found


@pytest.mark.parametrize("token", ["missing", "empty", "another's", "cut", "other letters", "NUL"])
def test_no_form_is_taken_without_the_sessions_own_token(besieged: Besieged, token: str) -> None:
    app = besieged.application()
    seat, other = Seat(besieged, app), Seat(besieged, app)
    sent = {
        "missing": None,
        "empty": "",
        "another's": other.form_token,
        "cut": seat.form_token[:-1],
        "other letters": "é\ufffd\u0130",
        "NUL": f"{seat.form_token}\x00",
    }[token]
    for route in acting(besieged):
        if is_guarded(route):
            fields = {} if sent is None else {"form_token": sent}
            answer = seat.client.open(route.path(besieged.known), method=route.method, data=fields)
            assert answer.status_code == 403, str(route)


def test_the_token_is_taken_from_the_form_alone(besieged: Besieged) -> None:
    seat = Seat(besieged, besieged.application())
    for route in acting(besieged):
        if is_guarded(route):
            answer = seat.client.open(
                route.path(besieged.known),
                method=route.method,
                query_string={"form_token": seat.form_token},
                headers={"X-CSRF-Token": seat.form_token},
                json={"form_token": seat.form_token},
            )
            assert answer.status_code == 403, str(route)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost@evil.example"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_no_form_of_another_site_is_taken_though_its_token_is_right(
    besieged: Besieged, headers: dict[str, str]
) -> None:
    seat = Seat(besieged, besieged.application())
    for route in acting(besieged):
        answer = seat.send(route, route.path(besieged.known), {}, headers=headers)
        assert answer.status_code == 403, str(route)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost@evil.example", "localhost:80:80", "[",
     "evil.example#localhost", "localhost\t", "203.0.113.9"],
)  # fmt: skip
def test_no_address_answers_in_the_name_of_another_host(besieged: Besieged, host: str) -> None:
    app, bearer = besieged.application(), besieged.bearer()
    seat = Seat(besieged, app)
    client = app.test_client(use_cookies=False)
    for route in besieged.routes():
        headers = {"Host": host, "Cookie": seat.cookie, **(bearer if route.room == "api" else {})}
        answer = client.open(
            route.path(besieged.known),
            method=route.method,
            headers=headers,
            data=None if route.method == "GET" else {"form_token": seat.form_token},
        )
        assert answer.status_code in (400, 421), str(route)
        assert host not in answer.text or host == "["


def test_what_a_proxy_might_say_of_the_host_is_not_believed(besieged: Besieged) -> None:
    seat = Seat(besieged, besieged.application())
    claims = ("X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded")
    headers = dict.fromkeys(claims, "evil.example")
    for route in besieged.routes():
        if route.method == "GET":
            answer = seat.send(route, route.path(besieged.known), {}, headers=headers)
            assert b"evil.example" not in answer.get_data(), str(route)
            assert "evil.example" not in str(answer.headers), str(route)
