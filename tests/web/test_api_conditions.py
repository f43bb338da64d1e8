"""Nobody writes over what was not seen, and what is sent twice is done once."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from service.model import Article, Role
from service.store.library import Library
from service.web import create_app
from tests.store.shelf import make_override
from tests.web.newsroom import SHORT, Answer, Newsroom, form_of
from tests.web.test_api import System
from tests.web.test_openapi import require_as_told

ARTICLE = "/articles/{source_id}"


@pytest.fixture
def system(newsroom: Newsroom) -> System:
    return System(newsroom)


def sent(system: System, source_id: str, html: str = SHORT, **headers: str) -> Answer:
    body = json.dumps({"html": html}).encode()
    return ask(system, f"articles/{quote(source_id)}", "PUT", body, **headers)


def ask(
    system: System, path: str, method: str = "GET", body: bytes = b"", **headers: str
) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return system.ask(path, method, body, more=named)


def finished(newsroom: Newsroom, source_id: str) -> None:
    article = newsroom.service.library.article_by_source(source_id)
    assert article is not None
    newsroom.finish(article.id)


def test_a_tag_is_the_same_until_text_corrections_or_edition_change(
    newsroom: Newsroom, system: System
) -> None:
    tags = [sent(system, "tag/1").headers["ETag"]]
    finished(newsroom, "tag/1")
    tags.append(ask(system, "articles/tag/1").headers["ETag"])
    assert ask(system, "articles/tag/1").headers["ETag"] == tags[-1]
    tags.append(sent(system, "tag/1", SHORT.replace("bốn", "sáu")).headers["ETag"])
    finished(newsroom, "tag/1")
    tags.append(ask(system, "articles/tag/1").headers["ETag"])
    assert len(set(tags)) == len(tags)


def test_who_has_the_answer_already_gets_none(newsroom: Newsroom, system: System) -> None:
    sent(system, "tag/2")
    finished(newsroom, "tag/2")
    told = ask(system, "articles/tag/2")
    again = ask(system, "articles/tag/2", If_None_Match=told.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == told.headers["ETag"]
    other = ask(system, "articles/tag/2", If_None_Match='"khac"')
    assert other.status == 200


def test_a_correction_of_what_changed_meanwhile_is_refused_and_both_states_are_told(
    newsroom: Newsroom, system: System
) -> None:
    seen = sent(system, "tag/3").headers["ETag"]
    theirs = sent(system, "tag/3", SHORT.replace("bốn", "sáu"))
    mine = sent(system, "tag/3", SHORT.replace("bốn", "tám"), If_Match=seen)
    assert mine.status == 412
    require_as_told("PUT", ARTICLE, mine)
    assert mine.json["seen"] == seen
    assert mine.json["current"]["revision"] == theirs.json["article"]["revision"]
    found = ask(system, "articles/tag/3")
    assert found.json["article"]["revision"] == theirs.json["article"]["revision"]

    again = sent(system, "tag/3", SHORT.replace("bốn", "tám"), If_Match=found.headers["ETag"])
    assert again.status == 202


def test_that_a_recording_got_on_is_no_change_of_what_was_seen(
    newsroom: Newsroom, system: System
) -> None:
    sent(system, "tag/4")
    finished(newsroom, "tag/4")
    seen = sent(system, "tag/4", SHORT.replace("bốn", "sáu")).headers["ETag"]
    corrected = sent(system, "tag/4", SHORT.replace("bốn", "sáu"), If_Match=seen)
    assert corrected.status in (200, 202)


def test_what_an_editor_adds_changes_the_tag(newsroom: Newsroom, system: System) -> None:
    article = sent(system, "tag/5").json["article"]
    finished(newsroom, "tag/5")
    seen = ask(system, "articles/tag/5").headers["ETag"]
    newsroom.service.library.set_override(make_override(article["id"], "câu khác"))
    assert ask(system, "articles/tag/5").headers["ETag"] != seen
    assert sent(system, "tag/5", If_Match=seen).status == 412
    assert ask(system, "articles/tag/5/regenerate", "POST", If_Match=seen).status == 412


def test_what_waits_is_told_released_and_taken_back_as_the_document_says(
    newsroom: Newsroom, system: System
) -> None:
    body = json.dumps({"html": SHORT, "hold": True}).encode()
    new = system.ask("articles/tag/cho", "PUT", body)
    require_as_told("PUT", ARTICLE, new)
    newsroom.service.jobs.wait(new.json["job"]["id"], timeout=60)
    waiting = ask(system, "articles/tag/cho")
    require_as_told("GET", ARTICLE, waiting)
    assert waiting.json["pending"]["reasons"]
    editions = ask(system, "articles/tag/cho/editions")
    require_as_told("GET", f"{ARTICLE}/editions", editions)
    assert editions.json["editions"][0]["released"] is None

    seen = waiting.headers["ETag"]
    for step in ("hold", "accept", "release", "withdraw", "restore"):
        answer = ask(system, f"articles/tag/cho/{step}", "POST", b"{}")
        assert answer.status == 200, answer.text
        require_as_told("POST", f"{ARTICLE}/{step}", answer)
    stale = ask(system, "articles/tag/cho/withdraw", "POST", b"{}", If_Match=seen)
    assert stale.status == 412
    assert stale.json["current"]["edition"] == 1
    told = ask(system, "articles/tag/cho/corrections")
    require_as_told("GET", f"{ARTICLE}/corrections", told)


def test_only_a_new_article_is_taken_where_that_is_asked(system: System) -> None:
    assert sent(system, "tag/6", If_None_Match="*").status == 201
    second = sent(system, "tag/6", SHORT.replace("bốn", "sáu"), If_None_Match="*")
    assert second.status == 412
    require_as_told("PUT", ARTICLE, second)
    assert "đã có" in second.json["detail"]


@pytest.mark.parametrize("tag", ["*", '"x"'])
def test_a_condition_on_what_is_not_there_is_not_met(system: System, tag: str) -> None:
    refused = sent(system, "tag/khong-co", If_Match=tag)
    assert refused.status == 412
    require_as_told("PUT", ARTICLE, refused)
    assert refused.json["current"] is None
    assert ask(system, "articles/tag/khong-co").status == 404


def test_of_many_who_send_a_new_article_at_once_one_is_told_that_it_is_new(
    system: System,
) -> None:
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: sent(system, "tag/dua"), range(12)))
    assert sorted(each.status for each in answers).count(201) == 1
    assert {each.json["article"]["id"] for each in answers} == {answers[0].json["article"]["id"]}


def test_of_many_who_correct_what_they_saw_at_once_one_wins(system: System) -> None:
    seen = sent(system, "tag/dua-sua").headers["ETag"]
    words = ("hai", "ba", "năm", "sáu", "bảy", "tám")
    with ThreadPoolExecutor(len(words)) as pool:
        answers = list(
            pool.map(
                lambda word: sent(system, "tag/dua-sua", SHORT.replace("bốn", word), If_Match=seen),
                words,
            )
        )
    assert sorted(each.status for each in answers) == [202, *[412] * (len(words) - 1)]


class PutBetween(Library):
    """The library, of which an article is put anew just after it was read."""

    put: Callable[[], object] | None = None

    def article_by_source(self, source_id: str) -> Article | None:
        found = super().article_by_source(source_id)
        put, self.put = self.put, None
        if put is not None:
            put()
        return found


def interrupted(newsroom: Newsroom, system: System, path: str, method: str) -> TestResponse:
    """What is answered to a request during which the article is put anew."""
    service = newsroom.service
    library = PutBetween(service.library._database)
    production = replace(service.production, library=library)
    app = create_app(replace(service, production=production), now=production.now)
    source_id = "/".join(path.split("/")[1:3])
    puts = []
    library.put = lambda: puts.append(sent(system, source_id, SHORT.replace("bốn", "sáu")))
    bearer = {"Authorization": f"Bearer {system._token}", "Host": "localhost"}
    answer = app.test_client().open(f"/api/v1/{path}", method=method, headers=bearer)
    assert [each.status for each in puts] == [202]
    return answer


def test_what_is_put_while_an_article_is_told_is_not_lost_by_the_tag_it_was_told_with(
    newsroom: Newsroom, system: System
) -> None:
    old = sent(system, "tag/giua").json["article"]["revision"]
    finished(newsroom, "tag/giua")
    told = interrupted(newsroom, system, "articles/tag/giua", "GET")
    assert told.json is not None
    assert told.json["article"]["revision"] == old
    mine = sent(system, "tag/giua", SHORT.replace("bốn", "tám"), If_Match=told.headers["ETag"])
    assert mine.status == 412


def test_an_act_gives_no_tag_of_a_text_that_it_does_not_tell(
    newsroom: Newsroom, system: System
) -> None:
    old = sent(system, "tag/sau").json["article"]["revision"]
    finished(newsroom, "tag/sau")
    told = interrupted(newsroom, system, "articles/tag/sau/regenerate", "POST")
    assert told.json is not None
    assert told.json["article"]["revision"] == old
    assert "ETag" not in told.headers


# --- Idempotency-Key ---------------------------------------------------------


def test_what_is_sent_twice_with_one_key_is_done_once_and_answered_twice(
    newsroom: Newsroom, system: System
) -> None:
    first = sent(system, "khoa/1", Idempotency_Key='"k-1"')
    again = sent(system, "khoa/1", Idempotency_Key='"k-1"')
    assert (first.status, again.status) == (201, 201)
    assert first.body == again.body
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert first.headers["Idempotency-Replayed"] is None
    taken = [
        each
        for each in newsroom.service.library.audit(limit=100)
        if each.subject == first.json["article"]["id"] and each.action == "take-in"
    ]
    assert len(taken) == 1


def test_a_key_that_came_with_another_request_is_refused(system: System) -> None:
    sent(system, "khoa/2", Idempotency_Key="k-2")
    for other in (
        sent(system, "khoa/2", SHORT.replace("bốn", "sáu"), Idempotency_Key="k-2"),
        sent(system, "khoa/2b", Idempotency_Key="k-2"),
        ask(system, "articles/khoa/2/regenerate", "POST", Idempotency_Key="k-2"),
    ):
        assert other.status == 422
        assert "Idempotency-Key" in other.json["detail"]


def test_a_refusal_is_given_again_too(system: System) -> None:
    first = ask(system, "articles/khoa/3", "PUT", b"{}", Idempotency_Key="k-3")
    again = ask(system, "articles/khoa/3", "PUT", b"{}", Idempotency_Key="k-3")
    assert (first.status, again.status) == (422, 422)
    assert again.headers["Content-Type"] == "application/problem+json"
    assert again.json == first.json


def test_each_system_has_keys_of_its_own(newsroom: Newsroom, system: System) -> None:
    sent(system, "khoa/4", Idempotency_Key="k-4")
    assert sent(System(newsroom), "khoa/4b", Idempotency_Key="k-4").status == 201


def test_a_key_of_a_revoked_token_is_not_that_of_another_of_its_name(
    newsroom: Newsroom, system: System
) -> None:
    library = newsroom.service.library
    sent(system, "khoa/ten", Idempotency_Key="k-ten")
    library.revoke_token(system.name, datetime.now(UTC))
    system._token = library.make_token(system.name, datetime.now(UTC))
    again = sent(system, "khoa/ten", Idempotency_Key="k-ten")
    assert again.headers["Idempotency-Replayed"] is None


def test_a_key_of_a_removed_person_is_not_that_of_another_of_the_name(
    newsroom: Newsroom, system: System
) -> None:
    library, now = newsroom.service.library, datetime.now(UTC)
    answers = []
    for number in range(2):
        person = library.add_person("Trùng Tên", Role.EDITOR, (), now)
        name = f"của người thứ {number}"
        system._token = library.make_token(name, now, person_id=person.id)
        answers.append(sent(system, "khoa/nguoi", Idempotency_Key="k-nguoi"))
        library.remove_person(person.id, now)
    assert [each.headers["Idempotency-Replayed"] for each in answers] == [None, None]


def test_a_person_has_the_same_keys_by_each_token(newsroom: Newsroom, system: System) -> None:
    library, now, person = newsroom.service.library, datetime.now(UTC), newsroom.person(Role.EDITOR)
    for number, replayed in enumerate((None, "true")):
        system._token = library.make_token(f"khoá {number}", now, person_id=person.id)
        answer = sent(system, "khoa/hai-ma", Idempotency_Key="k-hai-ma")
        assert answer.headers["Idempotency-Replayed"] == replayed


def test_while_a_request_is_done_its_second_is_told_to_wait(
    newsroom: Newsroom, system: System
) -> None:
    with ThreadPoolExecutor(6) as pool:
        barrier = threading.Barrier(6)

        def send(_: int) -> Answer:
            barrier.wait(20)
            return sent(system, "khoa/5", Idempotency_Key="k-5")

        answers = list(pool.map(send, range(6)))
    statuses = {each.status for each in answers}
    assert 201 in statuses
    assert statuses <= {201, 409}
    made = [each for each in answers if each.status == 201]
    assert len({each.body for each in made}) == 1
    for waiting in (each for each in answers if each.status == 409):
        assert waiting.headers["Retry-After"] == "1"
        require_as_told("PUT", ARTICLE, waiting)


@pytest.mark.parametrize("key", ['""', "x" * 256, '"ch\u1ea1y"'.encode().decode("latin-1")])
def test_a_key_that_is_none_is_refused(system: System, key: str) -> None:
    assert sent(system, "khoa/6", Idempotency_Key=key).status == 400


def test_a_form_with_pictures_may_carry_a_key(system: System) -> None:
    kind, body = form_of({"html": SHORT}, [])
    for status in (201, 201):
        answer = system.ask("articles/khoa/7", "PUT", body, kind, more={"Idempotency-Key": "k-7"})
        assert answer.status == status
    assert answer.headers["Idempotency-Replayed"] == "true"
