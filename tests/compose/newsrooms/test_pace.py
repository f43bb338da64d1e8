"""An engine that is asked from one address is asked at one pace, whoever's article it is."""

from pathlib import Path

import pytest

from service.engines.google import GoogleEngine
from tests.compose.newsrooms.served import Operator


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    operator = Operator(tmp_path)
    operator.write("a", "engine = 'google'")
    operator.write("b", "engine = 'google'")
    operator.write("c", "engine = 'google'", "google_url = 'http://127.0.0.1:9'")
    return operator


def test_a_refusal_that_one_newsroom_got_keeps_the_others_from_asking(operator: Operator) -> None:
    names = ("a", "b", "c")
    with operator.opened("a") as a, operator.opened("b") as b, operator.opened("c") as c:
        engines = [each.production.voices.engines["google"] for each in (a, b, c)]
        limiters = [each.limiter for each in engines if isinstance(each, GoogleEngine)]
        limiters[0].refused(120.0)
        shut = {
            name: any(each.is_shut for each in service.circuits())
            for name, service in zip(names, (a, b, c), strict=True)
        }
    assert shut == {"a": True, "b": True, "c": False}
    assert (operator.folder / "data" / "state").is_dir()
