"""Sessions at the desk and tokens of the API, over HTTP: what ends, and what is listed."""

import html
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from service.model import SESSION_IDLE, SESSION_LIFE
from service.web import create_app
from tests.web.newsroom import Editor, Newsroom

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


class Clock:
    """The time, as a test sets it."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser(newsroom: Newsroom, clock: Clock) -> FlaskClient:
    """A signed-in browser of an application whose clock the test sets."""
    client = create_app(newsroom.service, now=clock).test_client()
    answer = client.post("/desk/sign-in", data={"token": newsroom.sign_in_secret()})
    assert answer.status_code == 303
    return client


def numbers(page: str) -> list[int]:
    """The sessions of the page, and first of all this one."""
    found = [int(each) for each in re.findall(r'name="session" value="(\d+)"', page)]
    own = re.search(r">Phiên (\d+) \(phiên này\)", page)
    assert own is not None
    found.remove(int(own[1]))
    return [int(own[1]), *found]


def test_after_signing_out_the_old_cookie_opens_and_posts_nothing(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("phien/ra-ngoai")
    assert editor.post("/desk/sign-out").status == 303
    assert editor.get("/desk/").status == 401
    assert editor.post(f"/desk/articles/{article.id}/regenerate").status == 401
    assert newsroom.service.jobs.current(article.id) is None


def test_a_session_has_an_end_that_reading_does_not_prolong(
    browser: FlaskClient, clock: Clock
) -> None:
    begun, step = clock.now, timedelta(hours=1)
    while clock.now + step < begun + SESSION_LIFE:
        clock.now += step
        answer = browser.get("/desk/")
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    clock.now = begun + SESSION_LIFE
    assert browser.get("/desk/").status_code == 401


def test_a_session_that_is_left_alone_ends(browser: FlaskClient, clock: Clock) -> None:
    clock.now += SESSION_IDLE
    assert browser.get("/desk/").status_code == 401


def test_the_last_use_is_written_at_most_once_a_minute(
    newsroom: Newsroom, browser: FlaskClient, clock: Clock
) -> None:
    begun = clock.now
    number = numbers(browser.get("/desk/sessions").text)[0]
    seen = []
    for seconds in (0, 30, 59, 61, 90, 130):
        clock.now = begun + timedelta(seconds=seconds)
        browser.get("/desk/new")
        found = newsroom.service.library.desk_sessions(clock.now)
        (latest,) = [each.last_seen for each in found if each.number == number]
        seen.append(round((latest - begun).total_seconds()))
    assert seen == [0, 0, 0, 61, 61, 130]


def test_a_database_that_takes_no_notes_keeps_nobody_from_reading(
    newsroom: Newsroom, browser: FlaskClient, clock: Clock
) -> None:
    token = newsroom.service.library.make_token("chỉ đọc", clock.now)
    path = newsroom.service.settings.data / "loa.db"
    tables = ("sessions", "tokens")
    with closing(sqlite3.connect(path)) as connection:
        for table in tables:
            connection.execute(
                f"CREATE TRIGGER no_{table} BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'attempt to write a readonly database'); END"
            )
        connection.commit()
        try:
            clock.now += timedelta(minutes=5)
            assert browser.get("/desk/new").status_code == 200
            bearer = {"Authorization": f"Bearer {token}"}
            assert browser.get("/api/v1/jobs/x", headers=bearer).status_code == 404
        finally:
            for table in tables:
                connection.execute(f"DROP TRIGGER no_{table}")
            connection.commit()


def test_each_sign_in_has_a_key_and_a_form_token_of_its_own(newsroom: Newsroom) -> None:
    first, second = Editor(newsroom), Editor(newsroom)
    assert first.cookie != second.cookie
    assert first.form_token != second.form_token
    first.form_token = second.form_token
    assert first.post("/desk/sign-out").status == 403


def test_sessions_are_listed_with_their_browser_and_this_one_is_marked(newsroom: Newsroom) -> None:
    newsroom.service.library.end_sessions(datetime.now(UTC))
    editor = Editor(newsroom)
    body = f"token={newsroom.sign_in_secret()}".encode()
    newsroom.ask("/desk/sign-in", "POST", body, {**FORM, "User-Agent": FIREFOX})
    page = html.unescape(editor.get("/desk/sessions").text)
    assert len(numbers(page)) == 2
    assert "Firefox trên Windows" in page
    assert "trình duyệt không rõ" in page


def test_one_session_or_all_others_are_ended_from_the_list(newsroom: Newsroom) -> None:
    newsroom.service.library.end_sessions(datetime.now(UTC))
    first, second, third = (Editor(newsroom) for _ in range(3))
    number = numbers(second.get("/desk/sessions").text)[0]
    assert first.post("/desk/sessions/end", session=str(number)).status == 303
    assert second.get("/desk/").status == 401
    assert third.get("/desk/").status == 200
    assert first.post("/desk/sessions/end", session="others").status == 303
    assert third.get("/desk/").status == 401
    assert first.get("/desk/").status == 200
    own = numbers(first.get("/desk/sessions").text)
    assert len(own) == 1
    assert first.post("/desk/sessions/end", session=str(own[0])).headers["Location"] == "/"
    assert first.get("/desk/").status == 401


@pytest.mark.parametrize(("session", "status"), [("", 400), ("²", 400), ("-1", 400), ("9", 404)])
def test_a_session_that_there_is_not_is_not_ended(
    editor: Editor, newsroom: Newsroom, session: str, status: int
) -> None:
    if status == 404:
        session = "999999999"
    assert editor.post("/desk/sessions/end", session=session).status == status


def test_a_cookie_of_an_older_loa_or_a_forged_one_opens_nothing(newsroom: Newsroom) -> None:
    app = create_app(newsroom.service, now=lambda: datetime.now(UTC))
    for content in ({"editor": "biên tập 123456", "form_token": "x"}, {"key": "x"}, {"key": 7}):
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie.update(content)
        assert client.get("/desk/").status_code == 401


def test_tokens_are_listed_at_the_desk_with_their_last_use(
    newsroom: Newsroom, editor: Editor
) -> None:
    library, now = newsroom.service.library, datetime.now(UTC)
    token = library.make_token("cms <thử>", now, now + timedelta(days=1))
    library.make_token("máy cũ", now)
    library.revoke_token("máy cũ", now)
    bearer = {"Authorization": f"Bearer {token}"}
    for _ in range(3):
        assert newsroom.ask("/api/v1/articles/khong-co", headers=bearer).status == 404
    page = editor.get("/desk/tokens").text
    assert token not in page
    told = html.unescape(re.sub(r"<[^>]+>|\s+", " ", page))
    assert re.search(r"cms <thử> +Tình trạng *đang dùng được đến .*?Dùng lần cuối *thứ|Chủ", told)
    assert re.search(r"máy cũ +Tình trạng *đã thu hồi .*?chưa dùng", told)


def test_a_tokens_last_use_is_written_at_most_once_a_minute(
    newsroom: Newsroom, clock: Clock
) -> None:
    library, begun = newsroom.service.library, clock.now
    token = library.make_token("đồng hồ", begun)
    client = create_app(newsroom.service, now=clock).test_client()
    seen = []
    for seconds in (0, 30, 59, 61):
        clock.now = begun + timedelta(seconds=seconds)
        client.get("/api/v1/jobs/x", headers={"Authorization": f"Bearer {token}"})
        (used,) = [each.last_used for each in library.tokens() if each.name == "đồng hồ"]
        seen.append(used and round((used - begun).total_seconds()))
    assert seen == [0, 0, 0, 61]
