"""Somebody who has come in may ask as much as a person or a system needs, and not without end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from service.web.rate_limits import COSTS, RateLimits
from service.web.rules import RULES
from tests.web.newsroom import Editor, Newsroom, open_newsroom

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LIMIT = 20


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("limited")
    with open_newsroom(folder, worker=False, requests_per_minute=LIMIT) as newsroom:
        yield newsroom


def waits(limits: RateLimits, times: int, now: datetime, cost: int = 1) -> list[int]:
    return [limits.seconds_to_wait("lan", cost, now) for _ in range(times)]


def test_a_minutes_requests_may_come_at_once_and_then_as_they_grow_again() -> None:
    limits = RateLimits(60)
    assert waits(limits, 60, NOW) == [0] * 60
    assert waits(limits, 1, NOW) == [1]
    assert waits(limits, 3, NOW + timedelta(seconds=2)) == [0, 0, 1]
    assert waits(limits, 61, NOW + timedelta(hours=1)) == [0] * 60 + [1]


def test_what_has_a_voice_speak_counts_for_more() -> None:
    limits = RateLimits(60)
    assert waits(limits, 7, NOW, COSTS["desk.hear"]) == [0] * 6 + [10]
    assert set(COSTS) <= set(RULES)


def test_a_clock_that_was_set_back_shuts_nobody_out_and_gives_nothing() -> None:
    limits = RateLimits(60)
    assert waits(limits, 61, NOW)[-1] == 1
    assert waits(limits, 1, NOW - timedelta(days=1)) == [1]
    assert waits(limits, 1, NOW - timedelta(days=1) + timedelta(seconds=1)) == [0]


def test_nobody_waits_for_another_nor_where_there_is_no_limit() -> None:
    limits = RateLimits(1)
    assert [limits.seconds_to_wait(who, 1, NOW) for who in ("lan", "an", "lan")] == [0, 0, 60]
    assert waits(RateLimits(0), 500, NOW) == [0] * 500


def test_a_token_that_asks_without_end_is_told_when_to_come_again(newsroom: Newsroom) -> None:
    secret = newsroom.service.library.make_token(None, datetime.now(UTC))
    asked = [
        newsroom.ask("/api/v1/articles", headers={"Authorization": f"Bearer {secret}"})
        for _ in range(LIMIT + 1)
    ]
    assert [each.status for each in asked] == [200] * LIMIT + [429]
    assert 1 <= int(asked[-1].headers["Retry-After"]) <= 60
    assert "Hãy thử lại sau" in asked[-1].json["detail"]
    assert newsroom.ask("/feed.xml").status == 200, "listeners are not counted"


def test_a_person_who_asks_without_end_is_told_on_a_page(newsroom: Newsroom) -> None:
    editor = Editor(newsroom)
    told = [editor.get("/desk/account") for _ in range(LIMIT + 1)]
    assert told[0].status == 200
    assert told[-1].status == 429
    assert "quá nhiều yêu cầu" in told[-1].text
