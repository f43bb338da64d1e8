"""Numbers in addresses that no row can have."""

import pytest
from flask import Flask

from service.web import create_app
from tests.web.newsroom import Editor, Newsroom

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
