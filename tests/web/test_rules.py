"""Every address of the desk and the API says what it wants of who calls it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from service.model import Act
from service.web import create_app
from service.web.rules import API, DESK, OPEN, READ, RULES
from tests.web.newsroom import Newsroom

FOR_EVERYBODY = {"archives", "channels", "public", "media", "health", "static"}
OF_ITS_OWN = {"private", "metrics"}  # for programs, which are no persons: tests/web/test_metrics.py


@pytest.fixture
def app(newsroom: Newsroom) -> Flask:
    return create_app(newsroom.service, now=newsroom.service.production.now)


def guarded(app: Flask) -> Iterator[tuple[str, str]]:
    """Each endpoint of desk and API with one of its methods."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.split(".")[0] not in FOR_EVERYBODY | OF_ITS_OWN:
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield rule.endpoint, method


def test_every_address_has_a_rule_and_every_rule_an_address(app: Flask) -> None:
    assert {endpoint for endpoint, _ in guarded(app)} == set(RULES)
    assert all(each.startswith("desk.") for each in DESK)
    assert all(each.startswith("api.") for each in API)


def test_what_only_reads_is_asked_for_by_get_and_what_acts_by_nothing_else(app: Flask) -> None:
    previews = {
        "desk.preview_entry",
        "desk.preview_import",
        "desk.foresee_bulk",
        "api.preview",
        "desk.redeem",
        "desk.choose",
    }
    forms = {"desk.new_article", "desk.tokens", "desk.people", "desk.person"}
    forms |= {"desk.webhooks", "desk.webhook", "desk.channels", "desk.channel"}
    forms |= {"api.webhooks", "api.webhook", "api.deliveries"}
    forms |= {"api.channels", "api.channel", "api.private_feeds"}
    forms |= {"desk.do_bulk"}  # whose act the form names: each article asks for it
    for endpoint, method in guarded(app):
        if endpoint not in previews | forms:
            assert isinstance(RULES[endpoint], Act) == (method != "GET"), endpoint


def test_only_the_way_in_is_open_to_all() -> None:
    assert {each for each, rule in RULES.items() if rule is OPEN} == {
        "desk.sign_in",
        "desk.redeem",
        "desk.choose",
        "api.openapi",
    }
    assert {rule for rule in RULES.values() if not isinstance(rule, Act)} == {OPEN, READ}
