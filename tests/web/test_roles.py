"""Each role at each address, each scope at each address of the API: who may, and nobody else."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from service.desk.permissions import PERMISSIONS
from service.model import Act, Role, Scope
from service.web import create_app
from service.web.numbers import LARGEST
from service.web.rules import API, DESK, OPEN, READ, Rule
from tests.web.newsroom import SHORT, Answer, Editor, Newsroom

Cell = tuple[str, str, str]
"""An endpoint, a method and a path."""


@pytest.fixture(scope="module")
def cells(newsroom: Newsroom) -> list[Cell]:
    """All addresses of desk and API, filled in with what there is."""
    article = newsroom.take_in("vai-tro/1")
    return list(_cells(newsroom, {"article_id": article.id, "source_id": "vai-tro/1"}))


def _cells(newsroom: Newsroom, known: dict[str, str]) -> Iterator[Cell]:
    app = create_app(newsroom.service, now=newsroom.service.production.now)
    for rule in app.url_map.iter_rules():
        if rule.endpoint in DESK or rule.endpoint in API:
            path = re.sub(r"<int:\w+>", str(LARGEST), rule.rule)
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: known.get(found[1], "0" * 32), path)
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield rule.endpoint, method, path


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_call_what_its_row_says_and_nothing_else(
    newsroom: Newsroom, cells: list[Cell], role: Role
) -> None:
    somebody, tried = Editor(newsroom, newsroom.person(role)), 0
    for endpoint, method, path in cells:
        rule = DESK.get(endpoint)
        if rule is None or rule in (OPEN, Act.SIGN_OUT):
            continue
        answer = somebody.get(path) if method == "GET" else somebody.post(path)
        let = rule is READ or rule in PERMISSIONS[role]
        assert (answer.status != 403) == let, (role, method, path, answer.status)
        assert answer.status < 500
        tried += 1
    assert tried > 60


@pytest.mark.parametrize("scope", list(Scope))
def test_every_scope_opens_what_it_says_and_nothing_else(
    newsroom: Newsroom, cells: list[Cell], scope: Scope
) -> None:
    now = datetime.now(UTC)
    token = newsroom.service.library.make_token(
        f"chỉ {scope.value}", now, now + timedelta(hours=1), scopes=[scope]
    )
    for endpoint, method, path in cells:
        rule = API.get(endpoint)
        if rule is None or rule is OPEN:
            continue
        answer = _ask(newsroom, token, method, path)
        assert (answer.status != 403) == _opens(scope, rule), (scope, method, path)
        if answer.status == 403:
            problem = answer.json
            assert "quyền" in problem["detail"]
            assert problem["title"] == "Không được phép"


@pytest.mark.parametrize("role", list(Role))
def test_a_persons_token_lets_no_more_than_the_person_may(
    newsroom: Newsroom, cells: list[Cell], role: Role
) -> None:
    now, person = datetime.now(UTC), newsroom.person(role)
    token = newsroom.service.library.make_token(
        f"của {role.value}", now, now + timedelta(hours=1), scopes=list(Scope), person_id=person.id
    )
    for endpoint, method, path in cells:
        rule = API.get(endpoint)
        if isinstance(rule, Act):
            answer = _ask(newsroom, token, method, path)
            assert (answer.status != 403) == (rule in PERMISSIONS[role]), (role, method, path)


def test_a_person_of_one_section_changes_its_articles_and_reads_all(newsroom: Newsroom) -> None:
    own, other, without = (
        newsroom.take_in(f"muc/{number}", section=section)
        for number, section in enumerate(("Kinh Tế", "Thể thao", None))
    )
    somebody = Editor(newsroom, newsroom.person(Role.PUBLISHER, ("Kinh tế",)))
    assert somebody.post(f"/desk/articles/{own.id}/regenerate").status == 303
    for each in (other, without):
        assert somebody.get(f"/desk/articles/{each.id}").status == 200
        refused = somebody.post(f"/desk/articles/{each.id}/regenerate")
        assert refused.status == 403
        assert "chuyên mục" in refused.text


def test_nobody_takes_in_for_another_section_nor_moves_its_article_into_the_own(
    newsroom: Newsroom,
) -> None:
    newsroom.take_in("muc/cua-nguoi-khac", section="Thể thao")
    person = newsroom.person(Role.EDITOR, ("Kinh tế",))
    now = datetime.now(UTC)
    token = newsroom.service.library.make_token(
        "của một chuyên mục", now, now + timedelta(hours=1), person_id=person.id
    )
    bearer = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"html": SHORT, "section": "Kinh tế"}).encode()
    other = json.dumps({"html": SHORT, "section": "Thể thao"}).encode()

    def put(name: str, sent: bytes) -> int:
        return newsroom.ask(f"/api/v1/articles/{name}", "PUT", sent, bearer).status

    assert put("muc/moi", body) == 201
    assert put("muc/moi-khac", other) == 403
    assert put("muc/cua-nguoi-khac", body) == 403
    assert put("muc/moi", other) == 403, "nor is it given away"
    assert newsroom.service.library.article_by_source("muc/moi-khac") is None


def _opens(scope: Scope, rule: Rule) -> bool:
    return rule in scope.acts if isinstance(rule, Act) else scope is Scope.READ


def _ask(newsroom: Newsroom, token: str, method: str, path: str) -> Answer:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/html"}
    body = SHORT.encode() if method in ("PUT", "POST") else None
    return newsroom.ask(path, method, body, headers)
