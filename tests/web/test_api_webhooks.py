"""Webhooks over the API: another system looks after its own, as an admin does at the desk."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.model import DeliveryState, Scope
from service.model.webhook import SUBSCRIBED
from tests.standins.receiver import Receiver
from tests.web.newsroom import Answer, Newsroom
from tests.web.test_openapi import require_as_told

ONE = "/webhooks/{webhook_id}"
TRIAL = "webhook.test"


class Admin:
    """A system whose token has the scope `admin`."""

    def __init__(self, newsroom: Newsroom, *scopes: Scope) -> None:
        now = datetime.now(UTC)
        library = newsroom.service.library
        self._newsroom = newsroom
        until = now + timedelta(hours=1)
        name = f"webhook {now.isoformat()}"
        self._token = library.make_token(name, now, until, scopes=scopes or (Scope.ADMIN,))

    def ask(self, path: str, method: str = "GET", **sent: Any) -> Answer:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        body = json.dumps(sent).encode() if sent else b""
        return self._newsroom.ask(f"/api/v1/{path}", method, body, headers)


@pytest.fixture
def admin(newsroom: Newsroom) -> Admin:
    return Admin(newsroom, Scope.READ, Scope.ADMIN)


@pytest.fixture
def told(receiver: Receiver) -> Receiver:
    receiver.received.clear()
    receiver.answers(204)
    return receiver


@pytest.fixture
def webhook(newsroom: Newsroom, admin: Admin, told: Receiver) -> Iterator[str]:
    """The path of a webhook; it is gone afterwards, as others count theirs."""
    answer = admin.ask("webhooks", "POST", address=told.url, events=["episode.withdrawn"])
    path = answer.headers["Location"].removeprefix("/api/v1/")
    yield path
    admin.ask(path, "DELETE")


def test_it_is_added_told_changed_and_removed_as_the_document_says(
    newsroom: Newsroom, admin: Admin, told: Receiver
) -> None:
    new = admin.ask("webhooks", "POST", address=told.url, events=["episode.released"])
    assert new.status == 201
    require_as_told("POST", "/webhooks", new)
    assert new.json["secret"].startswith("whsec_")
    path = new.headers["Location"].removeprefix("/api/v1/")
    one = admin.ask(path)
    require_as_told("GET", ONE, one)
    assert one.json["webhook"]["events"] == ["episode.released"]
    assert new.json["secret"] not in one.text + admin.ask("webhooks").text
    require_as_told("GET", "/webhooks", admin.ask("webhooks"))
    changed = admin.ask(path, "PATCH", events=["edition.ready"], enabled=False)
    require_as_told("PATCH", ONE, changed)
    assert changed.json["webhook"]["events"] == ["edition.ready"]
    assert changed.json["webhook"]["enabled"] is False
    assert admin.ask(path, "PATCH", enabled=True).json["webhook"]["enabled"] is True
    another = admin.ask(f"{path}/secret", "POST")
    require_as_told("POST", f"{ONE}/secret", another)
    assert another.json["secret"] != new.json["secret"]
    # The newsroom's worker acts beside.
    acts = [each for each in newsroom.service.library.audit(50) if "webhook" in each.action]
    told_of = [each.detail for each in acts[:4]]
    assert told_of == ["secret", "enabled", "disabled", "events edition.ready"]
    assert admin.ask(path, "DELETE").status == 204
    gone = admin.ask(path)
    assert gone.status == 404
    require_as_told("GET", ONE, gone)


def test_without_events_it_is_told_of_all(admin: Admin, told: Receiver) -> None:
    new = admin.ask("webhooks", "POST", address=told.url)
    assert len(new.json["webhook"]["events"]) == len(SUBSCRIBED)
    admin.ask(new.headers["Location"].removeprefix("/api/v1/"), "DELETE")


def test_a_trial_stands_in_the_log_and_is_sent_again(
    newsroom: Newsroom, admin: Admin, told: Receiver, webhook: str
) -> None:
    trial = admin.ask(f"{webhook}/test", "POST")
    assert trial.status == 202
    require_as_told("POST", f"{ONE}/test", trial)
    told.wait_for(1, TRIAL)
    number = trial.json["delivery"]["id"]
    again = admin.ask(f"{webhook}/deliveries/{number}/resend", "POST")
    assert again.status == 202
    require_as_told("POST", f"{ONE}/deliveries/{{delivery_id}}/resend", again)
    told.wait_for(2, TRIAL)
    admin.ask(f"{webhook}/test", "POST")
    first = admin.ask(f"{webhook}/deliveries?limit=1")
    require_as_told("GET", f"{ONE}/deliveries", first)
    assert first.json["deliveries"][0]["event"] == TRIAL
    second = admin.ask(f"{webhook}/deliveries?limit=1&cursor={first.json['next']}")
    assert [each["id"] for each in second.json["deliveries"]] == [number]
    assert second.json["next"] is None
    assert second.json["deliveries"][0]["state"] in set(DeliveryState)


@pytest.mark.parametrize(
    "sent",
    [
        {"address": "http://169.254.169.254/latest/"},
        {"address": "ftp://toa.example/"},
        {"address": 7},
        {},
        {"address": "https://toa.example/", "events": []},
        {"address": "https://toa.example/", "events": ["no.such"]},
        {"address": "https://toa.example/", "events": [1]},
        {"address": "https://toa.example/", "events": "edition.ready"},
        {"address": "https://toa.example/", "color": "red"},
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    newsroom: Newsroom, admin: Admin, sent: dict[str, Any]
) -> None:
    before = newsroom.service.library.webhooks()
    answer = admin.ask("webhooks", "POST", **sent)
    assert answer.status == 422, answer.text
    require_as_told("POST", "/webhooks", answer)
    assert newsroom.service.library.webhooks() == before


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "2147483647"])
def test_a_number_that_no_webhook_has_is_no_webhook(
    admin: Admin, webhook: str, number: str
) -> None:
    for method, path in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/test")):
        assert admin.ask(f"webhooks/{number}{path}", method).status == 404
    assert admin.ask(f"{webhook}/deliveries/{number}/resend", "POST").status == 404


def test_a_token_without_the_scope_sees_and_changes_none(newsroom: Newsroom, webhook: str) -> None:
    other = Admin(newsroom, Scope.READ, Scope.SUBMIT, Scope.RELEASE)
    for method, path in (("GET", "webhooks"), ("GET", webhook), ("DELETE", webhook)):
        answer = other.ask(path, method)
        assert answer.status == 403
        assert "admin" in answer.json["detail"]


def test_a_message_of_another_webhook_is_not_sent_by_this_one(
    admin: Admin, told: Receiver, webhook: str
) -> None:
    number = admin.ask(f"{webhook}/test", "POST").json["delivery"]["id"]
    other = admin.ask("webhooks", "POST", address=told.url)
    path = other.headers["Location"].removeprefix("/api/v1/")
    assert admin.ask(f"{path}/deliveries/{number}/resend", "POST").status == 404
    admin.ask(path, "DELETE")
