"""Every address has a wall, and who has no credential, or a false one, stands before it."""

import hashlib
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from service.model import SESSION_IDLE, SESSION_LIFE
from tests.web.attacks.besieged import Besieged, Seat
from tests.web.attacks.payloads import harm
from tests.web.attacks.routes import Route, routes
from tests.web.attacks.walls import EVERYBODY, is_guarded, without_rule
from tests.web.test_sessions import Clock

MANY = 100
"""Fewer addresses than Loa has: a test that met as few met none."""


def guarded(besieged: Besieged) -> list[Route]:
    found = [each for each in besieged.routes() if is_guarded(each)]
    assert len(found) >= MANY
    return found


def test_every_address_says_what_it_asks_of_who_calls_it(besieged: Besieged) -> None:
    assert without_rule(besieged.routes()) == []
    assert set(EVERYBODY) <= {each.endpoint for each in besieged.routes()}


@pytest.mark.parametrize("rule", ["/moi", "/desk/moi", "/api/v1/moi", "/audio/moi/<x>"])
def test_a_new_address_without_a_rule_is_named(besieged: Besieged, rule: str) -> None:
    app = besieged.application()
    app.add_url_rule(rule, "new", lambda **_: "", methods=["GET"])

    assert without_rule(routes(app)) == [f"GET {rule}"]


def test_nothing_of_desk_or_api_is_given_to_who_has_no_credential(besieged: Besieged) -> None:
    client = besieged.application().test_client()
    for route in guarded(besieged):
        path = route.path(besieged.known)
        for method in (route.method, "HEAD", "OPTIONS"):
            answer = client.open(path, method=method)
            assert answer.status_code in (401, 405), f"{method} {route}"
            assert not harm(answer, besieged.secrets())
        for asked in ("?token=x", "?access_token=x", "?form_token=x", "?key=x"):
            assert client.open(path + asked, method=route.method).status_code == 401, str(route)


def cookies(besieged: Besieged, app: Flask) -> dict[str, str]:
    """What a browser might send that never signed in, by how it was come by."""
    seat = Seat(besieged, app)
    held = seat.cookie.removeprefix("loa_desk=")
    own = SecureCookieSessionInterface().get_signing_serializer(app)
    assert own is not None
    key = own.loads(held)["key"]
    body, _, mark = held.rpartition(".")
    forged = {"no signature": body, "an empty signature": f"{body}.", "nothing": "", "dots": "..."}
    for name, secret in {"an empty key": "", "a likely key": "dev", "zeros": "\0" * 32}.items():
        other = Flask("other")
        other.secret_key = secret or "x"
        signer = SecureCookieSessionInterface().get_signing_serializer(other)
        assert signer is not None
        forged[f"signed by {name}"] = str(signer.dumps({"key": key}))
    # What a copy of the database tells: digests, which open nothing even where they are signed.
    digest = hashlib.sha256(str(key).encode()).hexdigest()
    for name, told in {"a digest": digest, "no key": None, "a list": [key], "all": True}.items():
        forged[f"signed by us with {name}"] = str(own.dumps({"key": told}))
    forged["another's signature"] = f"{body[:-2]}xx.{mark}"
    forged["much"] = "a" * 3_000
    return forged


def test_no_forged_cookie_opens_anything(besieged: Besieged) -> None:
    app = besieged.application()
    forged = cookies(besieged, app)
    for route in guarded(besieged):
        client = app.test_client(use_cookies=False)
        path = route.path(besieged.known)
        for name, value in forged.items():
            answer = client.open(path, method=route.method, headers={"Cookie": f"loa_desk={value}"})
            assert answer.status_code == 401, f"{route}: {name}"
            assert not harm(answer, besieged.secrets())


@pytest.mark.parametrize("after", [SESSION_LIFE, SESSION_IDLE, SESSION_LIFE * 400])
def test_no_session_that_has_run_out_opens_anything(besieged: Besieged, after: timedelta) -> None:
    clock = Clock()
    besieged = Besieged(besieged.newsroom, besieged.known, clock)
    seat = Seat(besieged, besieged.application())
    clock.now += after
    for route in guarded(besieged):
        if route.room == "desk":
            answer = seat.send(route, route.path(besieged.known), {})
            assert answer.status_code == 401, str(route)


def test_a_session_that_was_ended_opens_nothing_wherever_its_cookie_is(besieged: Besieged) -> None:
    seat = Seat(besieged, besieged.application())
    cookie = seat.cookie
    seat.client.post("/desk/sign-out", data={"form_token": seat.form_token})
    for route in guarded(besieged):
        if route.room == "desk":
            answer = seat.send(route, route.path(besieged.known), {}, headers={"Cookie": cookie})
            assert answer.status_code == 401, str(route)


def bearers(besieged: Besieged) -> dict[str, str]:
    """Headers that stand where a token does."""
    right, library = besieged.bearer()["Authorization"], besieged.newsroom.service.library
    now = datetime.now().astimezone()
    revoked = library.make_token("đã thu hồi", now)
    library.revoke_token("đã thu hồi", now)
    ended = library.make_token("đã hết hạn", now, now - timedelta(seconds=1))
    secret = right.removeprefix("Bearer ")
    return {
        "a revoked one": f"Bearer {revoked}",
        "an expired one": f"Bearer {ended}",
        "cut": f"Bearer {secret[:-1]}",
        "longer": f"Bearer {secret}a",
        "in capitals": f"Bearer {secret.swapcase()}",
        "its digest": f"Bearer {hashlib.sha256(secret.encode()).hexdigest()}",
        "as a password": f"Basic {secret}",
        "without its kind": secret,
        "two": f"Bearer {secret}, Bearer {secret}",
        "none": "Bearer ",
        "much": "Bearer " + "a" * 9_000,
        "other letters": "Bearer Ã\xa9Ã\xff",
    }


def test_no_false_token_opens_anything_nor_a_true_one_elsewhere(besieged: Besieged) -> None:
    client = besieged.application().test_client()
    for name, header in bearers(besieged).items():
        for route in guarded(besieged):
            answer = client.open(
                route.path(besieged.known), method=route.method, headers={"Authorization": header}
            )
            assert answer.status_code == 401, f"{route}: {name}"
    true = besieged.bearer()
    for route in guarded(besieged):
        if route.room == "desk":  # a token of the API is no session
            answer = client.open(route.path(besieged.known), method=route.method, headers=true)
            assert answer.status_code == 401, str(route)


def test_no_session_of_the_desk_opens_the_api(besieged: Besieged) -> None:
    seat = Seat(besieged, besieged.application())
    for route in guarded(besieged):
        if route.room == "api":
            headers = {"Cookie": seat.cookie}
            answer = seat.client.open(
                route.path(besieged.known), method=route.method, headers=headers
            )
            assert answer.status_code == 401, str(route)
