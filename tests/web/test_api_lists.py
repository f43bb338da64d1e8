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


def test_the_articles_are_told_a_part_at_once_and_none_twice_while_others_come(
    newsroom: Newsroom, system: System
) -> None:
    for number in range(5):
        newsroom.take_in(f"trang/{number}", f"Chuyện lạ số {number}\n\nMột câu về hồ Ba Bể xanh.")
    asked = "articles?limit=2&q=" + quote("Ba Bể")
    first = system.ask(asked)
    require_as_told("GET", "/articles", first)
    newsroom.take_in("trang/9", "Chuyện lạ số chín\n\nMột câu nữa về hồ Ba Bể xanh.")
    told, cursor = [each["source_id"] for each in first.json["articles"]], first.json["next"]
    while cursor:
        part = system.ask(f"{asked}&cursor={cursor}").json
        told += [each["source_id"] for each in part["articles"]]
        cursor = part["next"]
    assert told == [f"trang/{number}" for number in (4, 3, 2, 1, 0)]
    assert system.ask(asked).json["articles"][0]["source_id"] == "trang/9"


def test_articles_are_found_without_marks_and_by_where_they_stand(
    newsroom: Newsroom, system: System
) -> None:
    newsroom.take_in("tim/1", "Lũ quét ở Mường Xén\n\nNước dâng nhanh trong đêm qua.")
    found = system.ask("articles?q=" + quote("muong xen")).json["articles"]
    assert [each["source_id"] for each in found] == ["tim/1"]
    assert found[0]["title"] == "Lũ quét ở Mường Xén"
    assert newsroom.ask(found[0]["url"].removeprefix(newsroom.base_url)).status == 401
    episode = newsroom.record("tim/2", "Lũ rút ở Mường Xén\n\nNước rút dần trong sáng nay.")
    public = system.ask("articles?state=public&q=" + quote("Mường Xén")).json["articles"]
    assert episode.id in [each["id"] for each in public]
    assert {each["state"] for each in public} == {"public"}


def test_a_state_that_there_is_not_is_refused_with_those_there_are(system: System) -> None:
    answer = system.ask("articles?state=publik")
    assert answer.status == 400
    assert "public" in answer.json["detail"]
    require_as_told("GET", "/articles", answer)


def test_a_cursor_of_another_list_is_refused(newsroom: Newsroom, system: System) -> None:
    for number in range(2):
        newsroom.take_in(f"con-tro/{number}")
    cursor = system.ask("articles?limit=1").json["next"]
    assert system.ask(f"articles/con-tro/1/editions?cursor={cursor}").status == 400
