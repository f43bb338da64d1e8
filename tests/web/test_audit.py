"""The audit is read at the desk, in files, by programs and in the shell, by who may."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import quote

import pytest

from service.desk.auditing import ACT_WORDS
from service.model import Act, Role, Scope, person_actor, shell_actor
from tests.web.newsroom import Editor, Newsroom

EVIL = '=HYPERLINK("http://x")'
_SOURCE_IDS = (f"nhat-ky/{number}" for number in count(1))


@pytest.fixture(scope="module")
def article_id(newsroom: Newsroom) -> str:
    """An article that much was done to; another one where the module is begun again."""
    article = newsroom.take_in(next(_SOURCE_IDS))
    library, now = newsroom.service.library, datetime.now(UTC)
    with library.together():
        for number in range(120):
            library.record(Act.NOTE, article.id, shell_actor("lan"), now, f"ghi {number}")
        library.record(Act.NOTE, article.id, shell_actor("lan"), now, EVIL)
    return article.id


def source_id(newsroom: Newsroom, article_id: str) -> str:
    article = newsroom.service.library.article(article_id)
    assert article is not None
    return article.source_id


def token(newsroom: Newsroom, *scopes: Scope) -> dict[str, str]:
    made = newsroom.service.library.make_token(None, datetime.now(UTC), scopes=scopes)
    return {"Authorization": f"Bearer {made}"}


def test_every_act_has_words() -> None:
    assert set(ACT_WORDS) == set(Act)


def test_the_page_tells_fifty_acts_and_leads_to_the_ones_before(
    newsroom: Newsroom, editor: Editor, article_id: str
) -> None:
    page = editor.get(f"/desk/audit?article={source_id(newsroom, article_id)}").text
    assert page.count("<tr>") == 51
    assert "ghi 119" in page
    assert "lan (máy chủ)" in page
    assert f'href="/desk/articles/{article_id}"' in page
    before = page.split("before=")[1].split('"')[0].split("&")[0]
    older = editor.get(f"/desk/audit?article={article_id}&before={before}").text
    assert "ghi 119" not in older
    assert "ghi 40" in older


@pytest.mark.parametrize(
    "asked",
    ["who=lan&act=note", "since=2020-01-01", "act=take-in&who=test", "until=9999-12-30"],
)
def test_it_is_asked_by_person_act_and_day(editor: Editor, article_id: str, asked: str) -> None:
    page = editor.get(f"/desk/audit?article={article_id}&{asked}")
    assert page.status == 200
    assert "<tbody>" in page.text
    assert "Không có việc" in editor.get(f"/desk/audit?article={article_id}&since=2999-01-01").text


@pytest.mark.parametrize(
    "asked",
    [
        *("act=khong-co", "since=hôm+qua", "until=9999-12-31", "since=2026-13-01"),
        *("since=0001-01-01", "since=9999-12-31T23:59-14:00", "until=0001-01-01T00:00%2B14:00"),
        *("before=x", "before=0", "before=99999999999999999999"),
        *("who=" + "x" * 201, "article=" + "é" * 900),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_reason(
    newsroom: Newsroom, editor: Editor, asked: str
) -> None:
    safe = quote(asked, safe="=&+%")
    assert editor.get(f"/desk/audit?{safe}").status == 422
    answer = newsroom.ask(
        f"/api/v1/audit?{safe.replace('before', 'cursor')}", headers=token(newsroom, Scope.READ)
    )
    assert answer.status == 422
    assert answer.json["detail"]


def test_it_is_had_as_a_table_in_which_nothing_runs(editor: Editor, article_id: str) -> None:
    answer = editor.get(f"/desk/audit.csv?article={article_id}&act=note")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nhat-ky.csv"'
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert rows[0] == ["id", "at", "act", "subject", "detail", "who", "kind", "person"]
    assert len(rows) == 122
    assert rows[1][2:7] == ["note", article_id, f"'{EVIL}", "lan", "shell"]


def test_it_is_had_as_json(editor: Editor, article_id: str) -> None:
    acts = json.loads(editor.get(f"/desk/audit.json?article={article_id}&act=note").text)
    assert len(acts) == 121
    assert acts[0]["detail"] == EVIL
    assert json.loads(editor.get("/desk/audit.json?article=khong-co").text) == []


def test_programs_go_through_it_by_the_cursor(newsroom: Newsroom, article_id: str) -> None:
    headers, found, cursor = token(newsroom, Scope.READ), [], ""
    while True:
        path = f"/api/v1/audit?article={source_id(newsroom, article_id)}&act=note&limit=50{cursor}"
        answer = newsroom.ask(path, headers=headers)
        assert answer.status == 200
        found += [each["detail"] for each in answer.json["acts"]]
        if answer.json["next"] is None:
            break
        cursor = f"&cursor={answer.json['next']}"
    assert found == [EVIL, *(f"ghi {number}" for number in range(119, -1, -1))]


def test_acts_on_people_are_told_to_admins_and_to_who_did_them(newsroom: Newsroom) -> None:
    library, now = newsroom.service.library, datetime.now(UTC)
    nobody = library.add_person("Người Mới Đến", Role.VIEWER, (), now)
    library.record(Act.PERSON, nobody.name, shell_actor("lan"), now)
    viewer = Editor(newsroom, nobody)
    own = json.loads(viewer.get("/desk/audit.json?act=sign-in").text)
    assert {each["who"] for each in own} == {nobody.name}
    assert json.loads(viewer.get("/desk/audit.json?act=person").text) == []
    admin = Editor(newsroom)
    assert "Người Mới Đến" in admin.get("/desk/audit.json?act=person").text
    reading = newsroom.ask("/api/v1/audit?act=person", headers=token(newsroom, Scope.READ))
    assert reading.json["acts"] == []
    ruling = token(newsroom, Scope.READ, Scope.ADMIN)
    assert newsroom.ask("/api/v1/audit?act=person", headers=ruling).json["acts"]
    named = f"/api/v1/audit?who={quote('Người Mới Đến')}"
    assert newsroom.ask(named, headers=ruling).json["acts"]


def test_a_name_means_everybody_who_bears_or_bore_it(newsroom: Newsroom) -> None:
    library, now = newsroom.service.library, datetime.now(UTC)
    borne = [library.add_person("Hai Người Một Tên", Role.EDITOR, (), now)]
    library.remove_person(borne[0].id, now)
    borne.append(library.add_person("Hai Người Một Tên", Role.EDITOR, (), now))
    for person in borne:
        library.record(Act.NOTE, "bai-cua-hai-nguoi", person_actor(person), now, str(person.id))
    told = newsroom.ask(
        f"/api/v1/audit?who={quote('hai người một tên')}", headers=token(newsroom, Scope.READ)
    )
    assert [each["detail"] for each in told.json["acts"]] == [str(borne[1].id), str(borne[0].id)]


def test_a_day_means_the_newsrooms_own(newsroom: Newsroom, editor: Editor, article_id: str) -> None:
    today = datetime.now(newsroom.service.settings.zone)
    page = f"/desk/audit.json?article={article_id}&act=note"
    assert len(json.loads(editor.get(f"{page}&since={today:%Y-%m-%d}").text)) == 121
    yesterday = today - timedelta(days=1)
    assert json.loads(editor.get(f"{page}&until={yesterday:%Y-%m-%d}").text) == []
