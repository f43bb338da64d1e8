"""Whatever is written into any field of any form, query or body: kept as text, or refused."""

import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from service.web.api.openapi import openapi_document
from tests.web.attacks.besieged import Besieged, Seat
from tests.web.attacks.fields import Asked, properties
from tests.web.attacks.payloads import AT_EACH, PAYLOADS, harm
from tests.web.attacks.routes import Route
from tests.web.attacks.walls import is_guarded
from tests.web.newsroom import form_of

ROUNDS = 3
"""A form that lacks one field is not asked for the next: names are learnt in turns."""

LEAST_FIELDS = 60
LEAVING = ("desk.sign_out", "desk.end_session")
SURE = {"sure": "yes"}
"""What a form says that wants to be meant."""

PLAIN = {"name": "Lan", "address": "https://toa.example/nghe", "text": "Một câu của bài.", **SURE}


@pytest.fixture(scope="module")
def asked(besieged: Besieged) -> Asked:
    """The names of all fields of desk and public pages, learnt by asking."""
    app = besieged.application()
    asked = Asked(app)
    seat = Seat(besieged, app)
    for _ in range(ROUNDS):
        for route in besieged.routes():
            if route.room == "api" or route.endpoint in LEAVING:
                continue
            fields = {name: PLAIN.get(name, "1") for name in asked.of(route.endpoint)}
            answer = seat.send(route, route.path(besieged.known), fields)
            if answer.mimetype == "text/html" and answer.status_code == 200:
                asked.read_forms(answer.get_data())
            if answer.status_code == 401:
                seat.take()
    assert sum(map(len, asked.names.values())) > LEAST_FIELDS
    return asked


def attacked(besieged: Besieged, asked: Asked) -> Iterator[tuple[Route, str]]:
    """Each address of desk and public pages with each of its fields."""
    for route in besieged.routes():
        if route.room != "api":
            for name in sorted(asked.of(route.endpoint)):
                yield route, name


def test_the_fields_of_a_form_are_learnt_from_what_asks_for_them(asked: Asked) -> None:
    assert {"name", "password", "token", "code"} <= asked.of("desk.redeem")
    assert "notice" in asked.of("desk.withdraw_article")
    assert {"grapheme", "alias"} <= asked.of("desk.save_entry")


def require_harmless(
    besieged: Besieged, seat: Seat, route: Route, fields: Mapping[str, object]
) -> None:
    answer = seat.send(route, route.path(besieged.known), fields)
    assert not harm(answer, besieged.secrets()), f"{route}: {fields}"
    if answer.status_code == 401 and is_guarded(route):
        seat.take()


@AT_EACH
def test_no_form_or_query_does_harm_with_the_same_in_all_its_fields(
    besieged: Besieged, asked: Asked, at_each: int
) -> None:
    seat, turn = Seat(besieged, besieged.application()), itertools.cycle(PAYLOADS.values())
    for route in besieged.routes():
        if route.room == "api" or not asked.of(route.endpoint):
            continue
        for payload in itertools.islice(turn, at_each):
            sent = payload.encode("utf-8", "surrogatepass")
            fields = dict.fromkeys(asked.of(route.endpoint), sent)
            require_harmless(besieged, seat, route, fields)


def beside(asked: Asked, route: Route, name: str, payload: str) -> dict[str, object]:
    """A form that is right but for one field."""
    others = {each: PLAIN.get(each, "1") for each in asked.of(route.endpoint) - {name}}
    return {**others, name: payload.encode("utf-8", "surrogatepass")}


def test_no_field_of_a_form_or_query_does_harm_beside_others_that_are_right(
    besieged: Besieged, asked: Asked
) -> None:
    """Each field with one payload, in turn; the faults' long run tries all of them."""
    seat, turn = Seat(besieged, besieged.application()), itertools.cycle(PAYLOADS.values())
    for route, name in attacked(besieged, asked):
        for payload in itertools.islice(turn, 1):
            require_harmless(besieged, seat, route, beside(asked, route, name, payload))


@pytest.mark.faults
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_no_field_does_harm_whatever_is_in_it(
    besieged: Besieged, asked: Asked, payload: str
) -> None:
    seat = Seat(besieged, besieged.application())
    for route, name in attacked(besieged, asked):
        require_harmless(besieged, seat, route, beside(asked, route, name, payload))


def test_no_file_of_a_form_does_harm_by_its_name_or_its_content(besieged: Besieged) -> None:
    seat, turn = Seat(besieged, besieged.application()), itertools.cycle(PAYLOADS.values())
    for route in besieged.routes():
        if route.room == "desk" and route.method == "POST" and route.endpoint not in LEAVING:
            for field, payload in itertools.product(("file", "sound"), itertools.islice(turn, 3)):
                content = payload.encode("utf-8", "surrogatepass")
                name = "".join(each for each in payload if each.isprintable() and each != '"')
                form = {"form_token": seat.form_token}
                kind, body = form_of(form, [(field, name[:200], content)])
                answer = seat.client.open(
                    route.path(besieged.known), method="POST", data=body, content_type=kind
                )
                assert not harm(answer, besieged.secrets()), f"{route}: {field}"


def bodies(besieged: Besieged) -> Iterator[tuple[Route, str]]:
    """Each address of the API with each property of its JSON, and each word of its query."""
    document = openapi_document("https://loa.example", "1")
    told = {
        f"api.{each['operationId']}": each
        for item in document["paths"].values()
        for method, each in item.items()
        if method != "parameters"
    }
    for route in besieged.routes():
        if route.room != "api":
            continue
        operation = told[route.endpoint]
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        for name in sorted(set(properties(schema, document["components"]))):
            yield route, name
        for each in operation.get("parameters", ()):
            if each.get("in") == "query":
                yield route, f"?{each['name']}"


def sent_to(besieged: Besieged, at_each: int) -> Iterator[tuple[Route, str, str]]:
    """Each place of a body or query of the API, with as many payloads."""
    turn = itertools.cycle(PAYLOADS.values())
    for route, name in bodies(besieged):
        for payload in itertools.islice(turn, at_each):
            yield route, name, payload


@AT_EACH
def test_no_property_of_a_body_of_the_api_does_harm(besieged: Besieged, at_each: int) -> None:
    client, bearer, tried = besieged.application().test_client(), besieged.bearer(), 0
    plain = {"text": "Tin phường\n\nMột câu của bài.", "url": "https://toa.example/nghe"}
    for route, name, payload in sent_to(besieged, at_each):
        path = route.path({**besieged.known, "source_id": "tan-cong/2"})
        query: dict[str, Any] = {}
        sent: dict[str, Any] = dict(plain)
        if name.startswith("?"):
            query[name[1:]] = payload.encode("utf-8", "surrogatepass")
        else:
            sent[name] = payload
        for value in (sent, {**sent, name: [payload]}, {**sent, name: {payload[:50]: payload}}):
            if route.method == "GET" and value is not sent:
                continue
            answer = client.open(
                path,
                method=route.method,
                query_string=query,
                data=None if route.method == "GET" else json.dumps(value),
                content_type="application/json",
                headers=bearer,
            )
            assert not harm(answer, besieged.secrets()), f"{route}: {name}"
            assert answer.mimetype in ("application/json", "application/problem+json", "")
            tried += 1
    assert tried > LEAST_FIELDS


def test_what_was_written_is_shown_as_text_on_every_page_afterwards(
    besieged: Besieged, asked: Asked
) -> None:
    """What the attacks above left behind, and an article of nothing else."""
    newsroom = besieged.newsroom
    for name, payload in PAYLOADS.items():
        text = f"<h1>{name} {payload}</h1><p>Một câu của bài. {payload}</p>"
        if name not in ("half a letter", "NUL", "much"):  # no texts, or too large a one
            newsroom.take_in(f"tan-cong/{name}", text, section=payload[:50] or None)
    seat = Seat(besieged, besieged.application())
    articles = [
        each.id for name in PAYLOADS
        if (each := newsroom.service.library.article_by_source(f"tan-cong/{name}"))
    ]  # fmt: skip
    assert len(articles) > len(PAYLOADS) // 2
    for route in besieged.routes():
        if route.method != "GET" or route.room == "api":
            continue
        for article_id in articles if "article_id" in route.arguments else articles[:1]:
            path = route.path({**besieged.known, "article_id": article_id})
            answer = seat.client.get(path, buffered=True)
            assert not harm(answer, besieged.secrets()), path
