"""Newsrooms are opened when somebody asks for them, and what is wrong with one stays its own."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.compose.newsrooms.served import Operator, serving

STORY = "Tin đầu\n\n01-01-2026 08:00\n\nCâu đầu.\n"


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_many_newsrooms_are_answered_by_few_that_are_open(operator: Operator) -> None:
    names = [f"n{number}" for number in range(8)]
    for name in names:
        operator.write(name)
    with serving(operator, most=3) as served:
        for name in names * 2:
            assert f"Tin {name}" in served.ask(name, "/").text
            assert served.ask(name, "/feed.xml").status == 200
        assert served.ask_host("localhost", "/readyz").status == 200
        health = served.ask_host("localhost", "/healthz").json
    assert health == {"ok": True, "newsrooms": 8, "refused": 0, "awake": 3}


def test_a_newsroom_that_is_added_changed_or_taken_away_is_so_without_a_new_start(
    operator: Operator,
) -> None:
    operator.write("a")
    with serving(operator) as served:
        assert served.ask("b", "/").status == 421
        operator.write("b")
        until(lambda: served.ask("b", "/").status == 200)
        operator.write("b", 'description = "Mô tả mới"')
        until(lambda: "Mô tả mới" in served.ask("b", "/").text)
        (operator.folder / "newsrooms" / "b.toml").unlink()
        until(lambda: served.ask("b", "/").status == 421)
        assert served.ask("a", "/").status == 200


def test_a_newsroom_whose_disk_is_spoilt_takes_no_other_down(operator: Operator) -> None:
    operator.write("a")
    operator.write("b", "data = 'thường'")
    (operator.folder / "thường").write_text("a file in the place of the folder", "utf-8")
    operator.write("b", f"data = {json.dumps(str(operator.folder / 'thường'))}")
    with serving(operator) as served:
        assert served.ask("b", "/").status == 503
        assert served.ask("a", "/").status == 200


def test_a_newsroom_whose_database_is_lost_is_read_on_and_others_are_not_touched(
    operator: Operator,
) -> None:
    for name in ("a", "b"):
        operator.write(name)
        operator.record(name, "bai/1", STORY)
    (operator.folder / "data" / "b" / "loa.db").write_bytes(b"no database at all" * 100)
    with serving(operator) as served:
        assert served.ask("b", "/healthz").status == 503
        assert "Tin đầu" in served.ask("b", "/feed.xml").text
        assert served.ask("a", "/healthz").status == 200


def test_a_body_is_as_large_as_its_own_newsroom_lets_it_be(operator: Operator) -> None:
    operator.write("small", "article_limit_bytes = 1000")
    operator.write("large", "article_limit_bytes = 1000000")
    headers = {"Authorization": "Bearer none", "Content-Type": "text/plain"}
    with serving(operator) as served:
        asked = {
            name: served.ask(name, "/api/v1/articles/x", "PUT", b"x" * 200_000, headers).status
            for name in ("small", "large")
        }
    assert asked == {"small": 413, "large": 401}


def until(holds: Callable[[], bool]) -> None:
    """Waits for what a program sees by itself within a second or two."""
    for _ in range(100):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it never came to hold")
