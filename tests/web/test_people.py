"""People come in by name, password and second factor, look after their accounts, and are let in."""

import html
import re
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from service.desk.sealing import Seal
from service.desk.second_factor import STEP_SECONDS, code_at, new_secret
from service.model import Person, Role
from service.web import create_app
from service.web.attempts import FREE
from tests.web.newsroom import Answer, Editor, Newsroom, open_newsroom

PASSWORD = "cầu mới qua sông Công"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_NAMES = (f"Người {number}" for number in count(1))


@pytest.fixture
def an(newsroom: Newsroom) -> Editor:
    """Somebody with a password, signed in by a link."""
    return with_password(newsroom)


@pytest.fixture(autouse=True)
def patience(newsroom: Newsroom) -> None:
    """No test has to wait for the failures of another."""
    newsroom.forget_attempts()


def with_password(newsroom: Newsroom, role: Role = Role.EDITOR) -> Editor:
    person = newsroom.service.library.add_person(next(_NAMES), role, (), datetime.now(UTC))
    somebody = Editor(newsroom, person)
    somebody.person = person  # type: ignore[attr-defined]
    answer = somebody.post("/desk/account/password", password=PASSWORD, again=PASSWORD)
    assert answer.status == 303, answer.text
    return somebody


def person_of(somebody: Editor) -> Person:
    person: Person = somebody.person  # type: ignore[attr-defined]
    return person


def sign_in(newsroom: Newsroom, name: str, password: str, code: str = "") -> Answer:
    return Stranger(newsroom).post("/desk/sign-in", name=name, password=password, code=code)


def sign_in_by_link(newsroom: Newsroom, secret: str, code: str) -> Answer:
    return Stranger(newsroom).post("/desk/sign-in", token=secret, code=code)


class Stranger(Editor):
    """Somebody without a session."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom


def shown(page: str, pattern: str) -> str:
    found = re.search(pattern, html.unescape(page))
    assert found is not None, page
    return found[1]


def enrolled(somebody: Editor) -> tuple[str, list[str]]:
    """The secret of a second factor that is on now, and its recovery codes."""
    page = somebody.get("/desk/account/second-factor").text
    assert "<svg" in page
    secret = shown(page, r'name="secret" value="(\w+)"')
    answer = somebody.post("/desk/account/second-factor", secret=secret, code=code_of(secret))
    assert answer.status == 200, answer.text
    return secret, re.findall(r"<li><code>([\w-]+)</code>", answer.text)


def code_of(secret: str, steps: int = 0) -> str:
    return code_at(secret, int(datetime.now(UTC).timestamp()) // STEP_SECONDS + steps)


def test_a_name_and_its_password_open_the_desk(newsroom: Newsroom, an: Editor) -> None:
    name = person_of(an).name
    answer = sign_in(newsroom, f" {name.upper()} ", PASSWORD)
    assert answer.status == 303
    assert answer.headers["Location"] == "/desk/"
    page = Stranger(newsroom).get("/desk/sign-in")
    assert page.status == 200
    assert 'name="password"' in page.text


def test_a_wrong_password_and_a_name_that_there_is_not_are_answered_alike(
    newsroom: Newsroom, an: Editor
) -> None:
    wrong = sign_in(newsroom, person_of(an).name, "một mật khẩu khác")
    unknown = sign_in(newsroom, "Không Có Ai", "một mật khẩu khác")
    assert wrong.status == unknown.status == 401
    assert "Tên hoặc mật khẩu không đúng." in wrong.text
    assert wrong.text.replace(person_of(an).name, "Không Có Ai") == unknown.text


def post_from(host: int, newsroom: Newsroom, app: Flask, **fields: str) -> int:
    return (
        app.test_client()
        .post("/desk/sign-in", data=fields, environ_base={"REMOTE_ADDR": f"192.0.2.{host}"})
        .status_code
    )


def test_strangers_who_try_a_name_from_everywhere_shut_nobody_out(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        name = person_of(with_password(newsroom)).name
        app = create_app(newsroom.service, now=newsroom.service.production.now)
        assert post_from(1, newsroom, app, name=name, password=PASSWORD) == 303
        for host in range(2, 120):
            post_from(host, newsroom, app, name=name, password="x")
        assert post_from(200, newsroom, app, name=name, password=PASSWORD) == 429
        assert post_from(1, newsroom, app, name=name, password=PASSWORD) == 303


def test_codes_are_not_guessed_from_many_addresses_by_who_knows_the_password(
    tmp_path: Path,
) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        somebody = with_password(newsroom)
        _, codes = enrolled(somebody)
        asked = {"name": person_of(somebody).name, "password": PASSWORD}
        app = create_app(newsroom.service, now=newsroom.service.production.now)
        for host in range(FREE):
            assert post_from(host, newsroom, app, code="000000x", **asked) == 401
        assert post_from(250, newsroom, app, code=codes[0], **asked) == 429
        assert post_from(250, newsroom, app, **asked) == 401, "that none is given is no guess"


def test_who_tries_too_often_waits(
    tmp_path: Path,
) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        somebody = with_password(newsroom)
        for _ in range(FREE):
            assert sign_in(newsroom, person_of(somebody).name, "x").status == 401
        refused = sign_in(newsroom, person_of(somebody).name, PASSWORD)
        assert refused.status == 429
        assert int(refused.headers["Retry-After"]) > 0


def test_a_page_that_wants_a_session_shows_the_form_to_come_in(newsroom: Newsroom) -> None:
    answer = Stranger(newsroom).get("/desk/account")
    assert answer.status == 401
    assert 'name="password"' in answer.text


def test_a_new_password_wants_the_old_one_and_ends_the_other_sessions(
    newsroom: Newsroom, an: Editor
) -> None:
    other = Editor(newsroom, person_of(an))
    new = {"password": "một câu hoàn toàn mới", "again": "một câu hoàn toàn mới"}
    assert an.post("/desk/account/password", old="sai rồi", **new).status == 422
    assert other.get("/desk/").status == 200
    assert an.post("/desk/account/password", old=PASSWORD, **new).status == 303
    assert other.get("/desk/").status == 401
    assert an.get("/desk/").status == 200
    assert sign_in(newsroom, person_of(an).name, PASSWORD).status == 401
    assert sign_in(newsroom, person_of(an).name, new["password"]).status == 303


@pytest.mark.parametrize("words", ["ngắn", "a" * 13, "a" * 40_000])
def test_a_password_that_is_not_taken_is_refused_with_the_reason(an: Editor, words: str) -> None:
    answer = an.post("/desk/account/password", old=PASSWORD, password=words, again=words)
    assert answer.status == 422
    assert "Mật khẩu" in answer.text


def test_with_a_second_factor_the_password_alone_opens_nothing(
    newsroom: Newsroom, an: Editor
) -> None:
    name = person_of(an).name
    secret, codes = enrolled(an)
    assert len(codes) == 10
    lacking = sign_in(newsroom, name, PASSWORD)
    assert lacking.status == 401
    assert "mã xác thực" in lacking.text
    assert sign_in(newsroom, name, PASSWORD, code_of(secret)).status == 401, "it was used up"
    assert sign_in(newsroom, name, PASSWORD, code_of(secret, 1)).status == 303
    assert sign_in(newsroom, name, PASSWORD, codes[0].upper()).status == 303
    assert sign_in(newsroom, name, PASSWORD, codes[0]).status == 401, "once each"
    assert "Còn 9 mã khôi phục" in an.get("/desk/account").text


def test_a_new_second_factor_ends_the_sessions_that_were_begun_without_it(
    newsroom: Newsroom, an: Editor
) -> None:
    other = Editor(newsroom, person_of(an))
    enrolled(an)
    assert other.get("/desk/").status == 401
    assert an.get("/desk/").status == 200


def test_a_link_wants_the_second_factor_too_and_is_not_used_up_without(
    newsroom: Newsroom, an: Editor
) -> None:
    _, codes = enrolled(an)
    secret = newsroom.sign_in_secret(person_of(an))
    stranger = Stranger(newsroom)
    assert 'name="code"' in stranger.get(f"/desk/sign-in?token={secret}").text
    assert stranger.post("/desk/sign-in", token=secret).status == 401
    assert stranger.post("/desk/sign-in", token=secret, code=codes[1]).status == 303


def test_behind_a_link_codes_are_not_guessed_without_end_from_many_addresses(
    tmp_path: Path,
) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        somebody = with_password(newsroom)
        _, codes = enrolled(somebody)
        secret = newsroom.sign_in_secret(person_of(somebody))
        app = create_app(newsroom.service, now=newsroom.service.production.now)
        asked = [
            app.test_client().post(
                "/desk/sign-in",
                data={"token": secret, "code": "000000x"},
                environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
            )
            for number in range(FREE + 1)
        ]
        assert [each.status_code for each in asked] == [401] * FREE + [429]
        newsroom.forget_attempts()
        assert sign_in_by_link(newsroom, secret, codes[0]).status == 303


def test_a_second_factor_that_is_on_is_not_replaced_from_a_desk_left_open(
    newsroom: Newsroom, an: Editor
) -> None:
    secret, _ = enrolled(an)
    other = new_secret()
    refused = an.post("/desk/account/second-factor", secret=other, code=code_of(other))
    assert refused.status == 422
    known = newsroom.service.library.credentials(person_of(an).id)
    assert known.totp_secret is not None
    assert newsroom.service.seal.open(known.totp_secret, person_of(an).id) == secret


def test_what_lies_in_the_database_makes_no_code(newsroom: Newsroom, an: Editor) -> None:
    secret, _ = enrolled(an)
    kept = newsroom.service.library.credentials(person_of(an).id).totp_secret
    assert kept is not None
    assert secret not in kept
    assert len(kept) <= 64


def test_a_secret_that_lies_unsealed_is_sealed_when_its_code_is_given(
    newsroom: Newsroom, an: Editor
) -> None:
    secret, library, number = new_secret(), newsroom.service.library, person_of(an).id
    library.set_second_factor(number, secret)
    assert sign_in(newsroom, person_of(an).name, PASSWORD, code_of(secret)).status == 303
    kept = library.credentials(number).totp_secret
    assert kept is not None
    assert kept != secret
    assert newsroom.service.seal.open(kept, number) == secret


def test_without_the_key_that_sealed_it_only_codes_for_recovery_let_in(
    newsroom: Newsroom, an: Editor
) -> None:
    secret, codes = enrolled(an)
    kept = Seal(b"ai khac" * 8).close(secret, person_of(an).id)
    own = newsroom.service.library.credentials(person_of(an).id).totp_secret
    assert own is not None
    newsroom.service.library.keep_sealed(person_of(an).id, own, kept)
    name = person_of(an).name
    assert sign_in(newsroom, name, PASSWORD, code_of(secret, 1)).status == 401
    assert sign_in(newsroom, name, PASSWORD, codes[0]).status == 303


@pytest.mark.parametrize("form", ["second-factor/off", "recovery-codes"])
def test_who_guesses_at_a_desk_left_open_waits(an: Editor, form: str) -> None:
    _, codes = enrolled(an)
    for number in range(FREE):
        guess = f"{number:06}x"
        assert an.post(f"/desk/account/{form}", password=PASSWORD, code=guess).status == 422
    assert an.post(f"/desk/account/{form}", password=PASSWORD, code=codes[0]).status == 429


def test_a_second_factor_is_on_only_with_a_right_code_and_off_only_with_another(
    newsroom: Newsroom, an: Editor
) -> None:
    page = an.get("/desk/account/second-factor").text
    secret = shown(page, r'name="secret" value="(\w+)"')
    wrong = an.post("/desk/account/second-factor", secret=secret, code="000000x")
    assert wrong.status == 422
    assert secret in wrong.text, "the one that was scanned is asked for again"
    assert an.post("/desk/account/second-factor", secret="ABC", code="1").status == 422
    _, codes = enrolled(an)
    off = "/desk/account/second-factor/off"
    assert an.post(off, password=PASSWORD, code="123").status == 422
    assert an.post(off, password="sai", code=codes[2]).status == 422
    renewed = an.post("/desk/account/recovery-codes", password=PASSWORD, code=codes[3])
    fresh = re.findall(r"<li><code>([\w-]+)</code>", renewed.text)
    assert not set(fresh) & set(codes)
    assert an.post(off, password=PASSWORD, code=fresh[0]).status == 303
    assert sign_in(newsroom, person_of(an).name, PASSWORD).status == 303


def test_a_persons_own_token_is_shown_once_works_and_is_revoked_by_its_name(
    newsroom: Newsroom, an: Editor
) -> None:
    answer = an.post("/desk/account/tokens", name="máy của tôi", scope="read", days="7")
    assert answer.status == 200, answer.text
    token = shown(answer.text, r"(loa_[\w-]{43})")
    assert token not in an.get("/desk/account").text
    bearer = {"Authorization": f"Bearer {token}"}
    assert newsroom.ask("/api/v1/articles/khong-co", headers=bearer).status == 404
    assert an.post("/desk/account/tokens", name="x", scope="release").status == 422
    assert an.post("/desk/account/tokens", name="x").status == 422
    assert an.post("/desk/account/tokens", name="x", scope="read", days="0").status == 422
    other = with_password(newsroom)
    assert other.post("/desk/account/tokens/revoke", token="máy của tôi").status == 404
    assert an.post("/desk/account/tokens/revoke", token="máy của tôi").status == 303
    assert newsroom.ask("/api/v1/articles/khong-co", headers=bearer).status == 401


def test_everybody_ends_the_own_sessions_and_nobody_elses(newsroom: Newsroom, an: Editor) -> None:
    second, other = Editor(newsroom, person_of(an)), with_password(newsroom)
    page = an.get("/desk/sessions").text
    own = [int(each) for each in re.findall(r'name="session" value="(\d+)"', page)]
    assert len(own) == 2
    foreign = re.findall(r'name="session" value="(\d+)"', other.get("/desk/sessions").text)
    assert an.post("/desk/sessions/end", session=foreign[0]).status == 404
    assert an.post("/desk/sessions/end", session="others").status == 303
    assert second.get("/desk/").status == 401
    assert other.get("/desk/").status == 200


def test_an_admin_adds_a_person_whose_link_is_shown_once_and_opens(
    newsroom: Newsroom, editor: Editor
) -> None:
    name = next(_NAMES)
    answer = editor.post("/desk/people", name=f"  {name} ", role="publisher", sections="Y tế, y TẾ")
    assert answer.status == 200, answer.text
    link = shown(answer.text, r"token=([\w-]+)")
    person = newsroom.service.library.person_called(name)
    assert person is not None
    assert (person.role, person.sections) == (Role.PUBLISHER, ("Y tế",))
    assert link not in editor.get(f"/desk/people/{person.id}").text
    assert Stranger(newsroom).post("/desk/sign-in", token=link).status == 303
    again = editor.post("/desk/people", name=name.upper(), role="viewer")
    assert again.status == 422
    assert "Đã có người tên" in again.text


@pytest.mark.parametrize("name", ["Анна Ким", "金 明", "Sơn Sıla", "Kaʻiulani", "O’Brien-Đỗ Jr."])
def test_a_name_of_one_script_is_a_name(editor: Editor, name: str) -> None:
    assert editor.post("/desk/people", name=name, role="viewer").status == 200


def test_a_name_in_wide_letters_is_the_one_in_plain_ones(editor: Editor) -> None:
    assert editor.post("/desk/people", name="Ng\u1ecdc Ph\u00fa", role="viewer").status == 200
    wide = "\uff2e\uff47\u1ecdc Ph\u00fa"
    assert "Đã có người tên" in editor.post("/desk/people", name=wide, role="viewer").text


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "123",
        "a\nb",
        "a\x00b",
        "An\u202eB",
        "A\u200bn",
        *("An\ufe0f", "A\u034fn", "\u3164An", "An\u115f"),
        *("\u0410n", "B\u03bfi", "\u03a1hát Hành"),
        "x" * 61,
        "x" * 20_000,
    ],
)
def test_what_is_no_name_is_refused_and_nobody_is_added(
    editor: Editor, newsroom: Newsroom, name: str
) -> None:
    before = newsroom.service.library.people()
    body = b"form_token=" + editor.form_token.encode() + b"&role=viewer&name="
    body += "".join(f"%{each:02X}" for each in name.encode("utf-8", "surrogatepass")).encode()
    answer = newsroom.ask("/desk/people", "POST", body, {**FORM, "Cookie": editor.cookie})
    assert answer.status == 422
    assert newsroom.service.library.people() == before


def test_who_is_removed_is_out_at_once_and_may_come_back(
    newsroom: Newsroom, editor: Editor, an: Editor
) -> None:
    person = person_of(an)
    made = an.post("/desk/account/tokens", name=f"mã {person.id}", scope="read").text
    token = shown(made, r"(loa_[\w-]{43})")
    bearer = {"Authorization": f"Bearer {token}"}
    assert editor.post(f"/desk/people/{person.id}/remove").status == 303
    assert an.get("/desk/").status == 401
    assert an.post("/desk/account/name", name="Khác").status == 401
    assert sign_in(newsroom, person.name, PASSWORD).status == 401
    assert newsroom.ask("/api/v1/articles/khong-co", headers=bearer).status == 401
    assert editor.post(f"/desk/people/{person.id}/remove").status == 404
    assert editor.post(f"/desk/people/{person.id}/restore").status == 303
    assert sign_in(newsroom, person.name, PASSWORD).status == 303
    assert an.get("/desk/").status == 401, "old sessions stay ended"


def test_a_role_that_was_lowered_holds_at_the_next_click(
    newsroom: Newsroom, editor: Editor
) -> None:
    somebody = with_password(newsroom, Role.ADMIN)
    assert somebody.get("/desk/people").status == 200
    path = f"/desk/people/{person_of(somebody).id}/role"
    assert editor.post(path, role="viewer", sections="").status == 303
    assert somebody.get("/desk/people").status == 403
    assert editor.post(path, role="king", sections="").status == 400


def test_who_may_not_take_in_or_look_after_people_is_not_shown_the_way_there(
    newsroom: Newsroom, editor: Editor
) -> None:
    viewer = Editor(newsroom, newsroom.person(Role.VIEWER)).get("/desk/").text
    for way in ("/desk/new", "/desk/people", "/desk/tokens"):
        assert f'href="{way}"' in editor.get("/desk/").text
        assert f'href="{way}"' not in viewer


def test_the_last_admin_is_neither_removed_nor_lowered(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        admin = Editor(newsroom)
        person = newsroom.person()
        for path, fields in (
            ("remove", {}),
            ("role", {"role": "editor"}),
            ("role", {"role": "admin", "sections": "Y tế"}),
        ):
            answer = admin.post(f"/desk/people/{person.id}/{path}", **fields)
            assert answer.status == 422
            assert "quản trị viên duy nhất" in answer.text
        newsroom.service.library.add_person("Bình", Role.ADMIN, (), datetime.now(UTC))
        assert admin.post(f"/desk/people/{person.id}/remove").status == 303
        assert admin.get("/desk/").status == 401


def test_a_forgotten_password_and_a_lost_telephone_are_reset_by_an_admin(
    newsroom: Newsroom, editor: Editor, an: Editor
) -> None:
    person = person_of(an)
    enrolled(an)
    path = f"/desk/people/{person.id}"
    assert editor.post(f"{path}/second-factor/reset").status == 303
    link = shown(editor.post(f"{path}/password/reset").text, r"token=([\w-]+)")
    assert sign_in(newsroom, person.name, PASSWORD).status == 401
    answer = Stranger(newsroom).post("/desk/sign-in", token=link)
    assert answer.status == 303
    acts = [(each.action, each.subject) for each in newsroom.service.library.audit(4)]
    assert acts == [
        ("sign-in", "desk"),
        ("sign-in-link", person.name),
        ("password-reset", person.name),
        ("second-factor-reset", person.name),
    ]


def test_the_first_link_asks_for_a_name_and_makes_the_first_admin(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        library, now = newsroom.service.library, datetime.now(UTC)
        stranger = Stranger(newsroom)
        assert "loa sign-in" in stranger.get("/desk/").text
        link = library.make_sign_in(now, now + timedelta(hours=1))
        assert 'name="name"' in stranger.get(f"/desk/sign-in?token={link}").text
        assert stranger.post("/desk/sign-in", token=link, name="a\u202eb").status == 422
        assert stranger.post("/desk/sign-in", token=link, name="Chị Hoa").status == 303
        assert [(each.name, each.role) for each in library.people()] == [("Chị Hoa", Role.ADMIN)]
