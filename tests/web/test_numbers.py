"""Numbers in addresses that no row can have."""

import json

import pytest
from flask import Flask

from service.web import create_app
from tests.web.newsroom import SHORT, Editor, Newsroom
from tests.web.test_api import System

TOO_LARGE = str(10**30)


@pytest.fixture
def app(newsroom: Newsroom) -> Flask:
    return create_app(newsroom.service, now=newsroom.service.production.now)


def test_a_number_that_no_row_has_is_no_address_wherever_one_stands(
    app: Flask, editor: Editor
) -> None:
    numbered = [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    assert numbered
    for rule in numbered:
        address = "/".join(
            TOO_LARGE if part.startswith("<int:") else "x" if part.startswith("<") else part
            for part in rule.rule.split("/")
        )
        methods = rule.methods or set()
        answer = editor.get(address) if "GET" in methods else editor.post(address)
        assert answer.status == 404, address


@pytest.mark.parametrize("number", [TOO_LARGE, "9" * 5000, "²", "-1", str(2**31)])
def test_a_form_that_sends_a_number_that_no_row_has_is_told_so(
    newsroom: Newsroom, editor: Editor, number: str
) -> None:
    article = newsroom.take_in("so-cua-form", SHORT)
    for act in ("roll-back", "release", "hold-back", "approve-release"):
        answer = editor.post(f"/desk/articles/{article.id}/{act}", edition=number)
        assert answer.status == 422, act


@pytest.mark.parametrize("number", [int(TOO_LARGE), 2**63, 2**31, -1])
def test_an_edition_that_no_row_has_is_told_so_to_other_systems(
    newsroom: Newsroom, number: int
) -> None:
    newsroom.take_in("so-cua-may", SHORT)
    sent = json.dumps({"edition": number}).encode()
    for act in ("roll-back", "release", "hold", "accept"):
        answer = System(newsroom).ask(f"articles/so-cua-may/{act}", "POST", sent)
        assert answer.status == 422, act
