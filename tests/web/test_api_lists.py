"""The API's lists: a part at once, whatever comes meanwhile."""

from urllib.parse import quote

import pytest

from tests.web.newsroom import SHORT, Newsroom
from tests.web.test_api import System
from tests.web.test_openapi import require_as_told

EDITIONS = "/articles/{source_id}/editions"


@pytest.fixture
def system(newsroom: Newsroom) -> System:
    return System(newsroom)


def test_the_editions_of_an_article_are_told_a_part_at_once(
    newsroom: Newsroom, system: System
) -> None:
    words = ("bốn", "năm", "sáu")
    for word in words:
        newsroom.record("danh-sach/1", SHORT.replace("bốn", word))
    first = system.ask("articles/danh-sach/1/editions?limit=2")
    require_as_told("GET", EDITIONS, first)
    assert [each["edition"] for each in first.json["editions"]] == [3, 2]
    assert [each["public"] for each in first.json["editions"]] == [True, False]
    newsroom.record("danh-sach/1", SHORT.replace("bốn", "bảy"))
    rest = system.ask(f"articles/danh-sach/1/editions?limit=2&cursor={first.json['next']}")
    assert [each["edition"] for each in rest.json["editions"]] == [1]
    assert rest.json["next"] is None
    assert rest.json["editions"][0]["duration_ms"] > 0


def test_an_article_that_was_never_recorded_has_no_editions(
    newsroom: Newsroom, system: System
) -> None:
    newsroom.take_in("danh-sach/2")
    answer = system.ask("articles/danh-sach/2/editions")
    assert answer.json == {"editions": [], "next": None}
    assert system.ask("articles/danh-sach/khong-co/editions").status == 404


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=101", "limit=x", "limit=", "limit=٣", "cursor=x", "cursor=eA=="]
)
def test_a_limit_or_a_cursor_that_is_none_is_refused(
    newsroom: Newsroom, system: System, asked: str
) -> None:
    newsroom.take_in("danh-sach/2")
    answer = system.ask(f"articles/danh-sach/2/editions?{quote(asked, safe='=')}")
    assert answer.status == 400
    require_as_told("GET", EDITIONS, answer)


@pytest.mark.parametrize("last", ["editions", "audit", "corrections"])
def test_an_id_at_whose_address_something_else_is_told_is_refused(
    system: System, last: str
) -> None:
    assert system.put(f"danh-sach/{last}", html=SHORT).status == 422
    assert system.put(last, html=SHORT).status == 201
    assert system.put(f"{last}/bai", html=SHORT).status == 201
