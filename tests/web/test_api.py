"""The API over HTTP: articles in, jobs and episodes out, errors as problem+json."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from tests.web.newsroom import SHORT, Answer, Newsroom


class System:
    """A newsroom's system with a token."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        library = newsroom.service.library
        self._token = library.make_token(None, datetime.now(UTC))
        self.name = library.tokens()[0].name

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes = b"",
        kind: str = "application/json",
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": kind, **more}
        return self._newsroom.ask(f"/api/v1/{path}", method, body, headers)

    def put(self, source_id: str, **fields: Any) -> Answer:
        return self.ask(f"articles/{quote(source_id)}", "PUT", json.dumps(fields).encode())


@pytest.fixture
def system(newsroom: Newsroom) -> System:
    return System(newsroom)


def test_an_article_becomes_an_episode_and_a_correction_keeps_its_guid(
    newsroom: Newsroom, system: System
) -> None:
    new = system.put("2021/07/cầu mới", html=SHORT, published="2021-07-02T07:49:00+07:00")
    assert (new.status, new.json["job"]["state"] in ("queued", "running")) == (201, True)
    newsroom.service.jobs.wait(new.json["job"]["id"], timeout=60)

    same = system.put("2021/07/cầu mới", html=SHORT, published="2021-07-02T07:49:00+07:00")
    assert (same.status, same.json["job"]) == (200, None)

    corrected = system.put("2021/07/cầu mới", html=SHORT.replace("bốn", "sáu"))
    assert corrected.status == 202
    newsroom.service.jobs.wait(corrected.json["job"]["id"], timeout=60)

    episode = system.ask(f"articles/{quote('2021/07/cầu mới')}").json["episode"]
    assert (episode["guid"], episode["edition"]) == (same.json["episode"]["guid"], 2)
    assert newsroom.ask(episode["audio"].removeprefix(newsroom.base_url)).status == 200
    assert newsroom.ask(episode["page"].removeprefix(newsroom.base_url)).status == 200


def test_what_the_sender_knows_wins_over_what_is_recognised(system: System) -> None:
    answer = system.put(
        "api/biet-truoc",
        html=SHORT,
        title="Tựa của toà soạn",
        published="2021-07-02T07:49:00+07:00",
        author="T.H",
        section="Giao thông",
        link="https://bao.example/cau",
    )
    article = answer.json["article"]
    assert article["title"] == "Tựa của toà soạn"
    assert datetime.fromisoformat(article["published"]) == datetime(2021, 7, 2, 0, 49, tzinfo=UTC)
    assert (article["author"], article["section"]) == ("T.H", "Giao thông")
    assert article["link"] == "https://bao.example/cau"


def test_markdown_is_taken_by_its_type_and_as_a_field(system: System) -> None:
    text = "# Chợ quê mở lại\n\nSáng nay, xã khai trương lại **khu chợ** sau sáu tháng sửa chữa.\n"
    bare = system.ask("articles/api-md", "PUT", text.encode(), "text/markdown; charset=utf-8")
    field = system.put("api-md-2", markdown=text)
    for answer in (bare, field):
        assert answer.status == 201
        assert answer.json["article"]["title"] == "Chợ quê mở lại"


def test_a_post_is_taken_as_wordpress_answers_it(system: System) -> None:
    post = {
        "id": 7,
        "date_gmt": "2026-10-14T01:00:00",
        "link": "https://xa.example/cho",
        "title": {"rendered": "Chợ quê &#8211; mở lại"},
        "content": {"rendered": "<p>Sáng nay, xã khai trương lại khu chợ sau sáu tháng.</p>"},
    }
    article = system.put("api-wp", **post).json["article"]
    assert (article["title"], article["link"]) == ("Chợ quê – mở lại", "https://xa.example/cho")
    assert datetime.fromisoformat(article["published"]) == datetime(2026, 10, 14, 1, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=utf-8"])
def test_a_page_may_be_sent_as_it_is(system: System, kind: str) -> None:
    answer = system.ask(f"articles/api-trang-{len(kind)}", "PUT", SHORT.encode(), kind)
    assert answer.status == 201
    assert answer.json["article"]["title"] == "Thành phố khởi công cây cầu mới"


def test_five_calls_are_one_job(newsroom: Newsroom, system: System) -> None:
    system.put("api/nam-lan", html=SHORT)
    ids = {
        (job := system.ask("articles/api/nam-lan/regenerate", "POST").json["job"]) and job["id"]
        for _ in range(5)
    }
    newest = newsroom.service.library.article_by_source("api/nam-lan")
    assert newest is not None
    newsroom.finish(newest.id)
    assert len(ids - {None}) <= 2, "the one that ran and the one that follows it"
    assert len(newsroom.service.library.editions(newest.id)) == 1


def test_a_job_can_be_asked_for(newsroom: Newsroom, system: System) -> None:
    job = system.put("api/viec", html=SHORT).json["job"]
    newsroom.service.jobs.wait(job["id"], timeout=60)
    told = system.ask(f"jobs/{job['id']}").json
    assert (told["state"], told["done"]) == ("done", told["total"])


@pytest.mark.parametrize("path", ["articles/khong-co", "jobs/khong-co"])
def test_what_is_not_there_is_a_problem(system: System, path: str) -> None:
    answer = system.ask(path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["title"] == "Không tìm thấy"
    assert answer.json["title_en"] == "Not Found"


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "Bearer ", "Basic eDp5", "x"])
def test_without_a_token_nothing_is_told(newsroom: Newsroom, authorization: str | None) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    answer = newsroom.ask("/api/v1/articles/x", headers=headers)
    assert answer.status == 401
    challenge = answer.headers["WWW-Authenticate"]
    assert challenge.startswith('Bearer realm="loa"')
    assert ("invalid_token" in challenge) == (authorization is not None)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_revoked_token_opens_nothing(newsroom: Newsroom) -> None:
    library, now = newsroom.service.library, datetime.now(UTC)
    token = library.make_token("cũ", now)
    library.revoke_token("cũ", now)
    answer = newsroom.ask("/api/v1/articles/x", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 401


def json_of(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xff\xfe{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (json_of(), "application/json", 422),
        (json_of(html=SHORT, text="x"), "application/json", 422),
        (json_of(html=5), "application/json", 422),
        (json_of(html=SHORT, colour="red"), "application/json", 422),
        (json_of(html=SHORT, published="2021-02-30T00:00+07:00"), "application/json", 422),
        (json_of(html=SHORT, published="2021-02-03T00:00"), "application/json", 422),
        (json_of(html=SHORT, link="javascript:alert(1)"), "application/json", 422),
        (json_of(html=SHORT, link="http://[x"), "application/json", 422),
        (json_of(html=SHORT, link="http:abc"), "application/json", 422),
        (json_of(text="\ud800"), "application/json", 422),
        (json_of(text=""), "application/json", 422),
        (json_of(text="Chỉ có tựa bài"), "application/json", 422),
        (json_of(title="Tin của phường", text="x" * 9_000), "application/json", 422),
        (b"%PDF-1.7", "text/plain", 422),
        (b"\x00\x01\x02", "text/plain", 422),
        (SHORT.encode(), "application/pdf", 415),
        (SHORT.encode(), "", 415),
        (b"x" * 20_001, "text/plain", 413),
        (json_of(text="x" * 20_001), "application/json", 413),
        (b"x" * 500_000, "text/plain", 413),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason_in_two_languages(
    newsroom: Newsroom, system: System, body: bytes, kind: str, status: int
) -> None:
    answer = system.ask("articles/api-xau", "PUT", body, kind)
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["detail"]
    assert answer.json["detail_en"]
    assert newsroom.service.library.article_by_source("api-xau") is None


@pytest.mark.parametrize(
    "path", ["..", ".", "a/../b", "a/./b", "a/", "a/..", "%2e%2e", "%20..%20", "a%2F..%2Fb", "%20"]
)
def test_an_id_that_clients_cannot_ask_for_is_refused(
    newsroom: Newsroom, system: System, path: str
) -> None:
    answer = system.ask(f"articles/{path}", "PUT", json_of(html=SHORT))
    assert answer.status == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Mã bài" in answer.json["detail"]
    assert newsroom.service.library.article_by_source(unquote(path).strip()) is None


@pytest.mark.parametrize("source_id", ["..a", "a...b", "2021/.an/x.", "a b", "cầu/mới"])
def test_the_address_given_back_leads_to_the_article(system: System, source_id: str) -> None:
    new = system.put(source_id, html=SHORT)
    assert new.status == 201
    path = urlsplit(urljoin("http://bao.example", new.headers["Location"])).path
    found = system.ask(path.removeprefix("/api/v1/"))
    assert found.json["article"]["source_id"] == source_id


def test_a_wrong_method_is_a_problem_too(system: System) -> None:
    answer = system.ask("articles/x", "PATCH")
    assert answer.status == 405
    assert "PUT" in answer.headers["Allow"]
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_a_system_sends_is_written_down(newsroom: Newsroom, system: System) -> None:
    article = system.put("api/so-ghi", html=SHORT).json["article"]
    entry = next(e for e in newsroom.service.library.audit() if e.subject == article["id"])
    assert (entry.action, entry.who) == ("take-in", system.name)
