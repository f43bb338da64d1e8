"""The doors of the site: by which name, with what, how often, and where one is sent on to."""

import re
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from service.model import Episode
from service.settings import Settings
from service.web import create_app
from service.web.attempts import FREE, IN_ALL, WITHIN, Attempts, Crowd
from service.web.hosts import known_hosts, travels_in_the_open
from service.web.rules import is_open
from tests.media_paths import path_of
from tests.web.newsroom import Editor, Newsroom

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def application(newsroom: Newsroom) -> Flask:
    return create_app(newsroom.service, now=lambda: datetime.now(UTC))


def filled(rule: str) -> str:
    """An address of this rule."""
    return re.sub(r"<[^>]+>", "x", re.sub(r"<int:[^>]+>", "1", rule))


def test_no_address_of_desk_or_api_answers_without_what_opens_it(newsroom: Newsroom) -> None:
    tried = 0
    for rule in application(newsroom).url_map.iter_rules():
        if not rule.rule.startswith(("/desk", "/api")) or is_open(rule.endpoint):
            continue
        path = filled(rule.rule)
        for method in rule.methods or ():
            answer = newsroom.ask(path, method, headers={"Cookie": "loa_desk=x"})
            assert answer.status == 401, f"{method} {path}"
            tried += 1
    assert tried > 40


def test_no_form_of_the_desk_is_taken_without_the_sessions_token(
    newsroom: Newsroom, editor: Editor
) -> None:
    for rule in application(newsroom).url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint.startswith("desk."):
            path = filled(rule.rule)
            if not is_open(rule.endpoint):
                assert editor.post(path, form_token="x").status == 403, path


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/desk", "/desk/"),
        ("/desk?a=1&b=%2F", "/desk/?a=1&b=%2F"),
        ("//desk", "/desk/"),
        ("//evil.example//desk", None),
        ("/static//loa.css", "/static/loa.css"),
        ("//static/loa.css", None),
        ("//evil.example/..//static/loa.css", None),
        ("/static//evil.example/x.css", "/static/evil.example/x.css"),
        ("/\\evil.example//desk", None),
        ("/static//%5C%5Cevil.example", "/static/%5C%5Cevil.example"),
    ],
)
def test_one_is_sent_on_within_this_site_whatever_name_was_asked_for(
    newsroom: Newsroom, path: str, location: str | None
) -> None:
    for host in ("localhost:1", f"127.0.0.1:{newsroom.port}"):
        answer = newsroom.ask(path, headers={"Host": host})
        found = answer.headers["Location"]
        if answer.status in (301, 302, 303, 307, 308):
            assert found == location
            assert host not in answer.text
        else:
            assert (found, location) == (None, None)
            assert answer.status in (200, 404)


def test_a_retired_recording_is_followed_within_this_site(
    newsroom: Newsroom, episode: Episode
) -> None:
    again = newsroom.record("doors/thay", "<h1>Một</h1><p>Câu đầu tiên của bài này ở đây.</p>")
    newsroom.record("doors/thay", "<h1>Một</h1><p>Câu khác hẳn của bài này ở đây.</p>")
    path = path_of(newsroom.service.media, again.edition.enclosure.name)
    assert path is not None
    path.unlink()
    answer = newsroom.ask(f"/audio/{again.edition.enclosure.name}", headers={"Host": "localhost"})
    assert answer.status == 301
    assert answer.headers["Location"].startswith(f"/audio/{again.id}/")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "203.0.113.9",
        "a@127.0.0.1",
        "x:y:z",
        "[",
        "/",
        "a..b",
        "xn--",
        "a" * 300,
    ],
)
def test_a_request_in_the_name_of_another_site_is_refused(newsroom: Newsroom, host: str) -> None:
    for path in ("/", "/desk/", "/feed.xml", "/static/loa.css", "/healthz", "/khong-co", "/desk"):
        answer = newsroom.ask(path, headers={"Host": host})
        assert answer.status == 421
        assert "LOA_HOSTS" in answer.text
        assert host == "/" or host not in answer.text
    problem = newsroom.ask("/api/v1/jobs/x", headers={"Host": host})
    assert (problem.status, problem.json["status"]) == (421, 421)


@pytest.mark.parametrize(
    ("written", "host", "status"),
    [
        ("http://evil.example/healthz", "127.0.0.1", 421),
        ("http://127.0.0.1@evil.example/healthz", "127.0.0.1", 421),
        ("http://127.0.0.1/healthz", "evil.example", 200),
        ("http:///healthz", "127.0.0.1", 400),
    ],
)
def test_the_host_of_an_absolute_address_counts_whatever_host_says(
    newsroom: Newsroom, written: str, host: str, status: int
) -> None:
    """RFC 9112, 3.2.2: the received Host is ignored; 9110, 4.2.1: an empty host is invalid."""
    assert newsroom.ask(written, headers={"Host": host}).status == status


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.9.9.9", "[::1]:80"]
)
def test_this_machine_is_called_by_each_of_its_own_names(newsroom: Newsroom, host: str) -> None:
    assert newsroom.ask("/healthz", headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    ("settings", "known", "unknown"),
    [
        (
            Settings(base_url="https://Nghe.Example.vn:8443", hosts="loa, nghe2.example.vn"),
            ["nghe.example.vn", "NGHE.example.vn.", "loa:8000", "nghe2.example.vn:443", ""],
            ["example.vn", "x.nghe.example.vn", "192.168.1.5", "loa2"],
        ),
        (Settings(base_url="https://báo.vn"), ["xn--bo-mia.vn", "báo.vn"], ["bao.vn"]),
        (Settings(host="0.0.0.0"), ["192.168.1.5:8000", "[fe80::1]"], ["may.local"]),  # noqa: S104
        (Settings(host="192.168.1.5"), ["192.168.1.5:8000", "localhost"], ["192.168.1.6"]),
        (Settings(host="may.local"), ["may.local:8000", "10.0.0.9"], ["khac.local"]),
    ],
)
def test_the_site_goes_by_its_public_name_those_set_and_the_address_it_listens_on(
    settings: Settings, known: list[str], unknown: list[str]
) -> None:
    hosts = known_hosts(settings)
    assert [name for name in known if name not in hosts] == []
    assert [name for name in unknown if name in hosts] == []


@pytest.mark.parametrize(
    ("origin", "asked", "own"),
    [
        ("https://nghe.example.vn", "nghe.example.vn", True),
        ("https://nghe.example.vn:8443", "127.0.0.1:8000", True),
        ("https://nghe2.example.vn", "loa:8000", True),
        ("http://192.168.1.5:8080", "192.168.1.5", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("http://203.0.113.5", "192.168.1.5", False),
        ("http://localhost:3000", "nghe.example.vn", False),
        ("https://x.nghe.example.vn", "nghe.example.vn", False),
        ("null", "nghe.example.vn", False),
        ("", "", False),
    ],
)
def test_a_page_is_ours_by_the_name_asked_for_or_one_that_is_set(
    origin: str, asked: str, own: bool
) -> None:
    settings = Settings(base_url="https://nghe.example.vn:8443", hosts="nghe2.example.vn")
    assert known_hosts(settings).own(origin, asked) is own


def test_the_desk_is_said_to_travel_in_the_open_only_where_it_does() -> None:
    everywhere = "0.0.0.0"  # noqa: S104
    assert travels_in_the_open(Settings(host=everywhere))
    assert travels_in_the_open(Settings(base_url="http://nghe.example.vn"))
    assert not travels_in_the_open(Settings())
    assert not travels_in_the_open(Settings(host="::1"))
    assert not travels_in_the_open(Settings(host=everywhere, base_url="https://nghe.example.vn"))


def test_every_answer_tells_browsers_what_this_site_never_does(newsroom: Newsroom) -> None:
    for path in ("/", "/desk/", "/khong-co", "/static/loa.css", "/api/v1/jobs/x"):
        headers = newsroom.ask(path).headers
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-site"
        assert "Strict-Transport-Security" not in headers, "this newsroom is served over http"


def test_what_players_of_other_sites_read_stays_open_to_them(
    newsroom: Newsroom, episode: Episode
) -> None:
    audio = f"/audio/{episode.edition.enclosure.name}"
    for path in ("/feed.xml", audio, f"/episodes/{episode.id}/captions.vtt"):
        headers = newsroom.ask(path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_where_the_public_address_is_https_browsers_are_to_come_no_other_way(
    newsroom: Newsroom,
) -> None:
    app = application(newsroom)
    assert "Strict-Transport-Security" not in app.test_client().get("/").headers
    secure = secure_application(newsroom)
    answer = secure.test_client().get("/", base_url="https://nghe.example.vn")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    body = {"token": newsroom.sign_in_secret()}
    signed = secure.test_client().post("/desk/sign-in", data=body)
    assert "Secure" in signed.headers["Set-Cookie"]


def secure_application(newsroom: Newsroom) -> Flask:
    """The same newsroom as it stands behind a web server with TLS."""
    settings = replace(newsroom.service.settings, base_url="https://nghe.example.vn")
    service = replace(newsroom.service, settings=settings)
    return create_app(service, now=lambda: datetime.now(UTC))


def test_after_ten_failures_an_address_waits_and_a_good_link_is_not_used_up(
    newsroom: Newsroom,
) -> None:
    moment = datetime.now(UTC)
    clock = [moment]
    client = create_app(newsroom.service, now=lambda: clock[0]).test_client()
    secret = newsroom.sign_in_secret()
    for _ in range(FREE):
        assert client.post("/desk/sign-in", data={"token": "đoán"}).status_code == 401
    refused = client.post("/desk/sign-in", data={"token": secret})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 61
    clock[0] += timedelta(seconds=int(refused.headers["Retry-After"]))
    assert client.post("/desk/sign-in", data={"token": secret}).status_code == 303


def test_a_pause_doubles_with_each_failure_up_to_the_longest_and_is_forgotten() -> None:
    attempts, now, waited = Attempts(timedelta(minutes=5)), NOW, []
    for _ in range(FREE + 4):
        now += timedelta(seconds=attempts.seconds_to_wait("ai", now))
        attempts.note_failure("ai", now)
        waited.append(attempts.seconds_to_wait("ai", now))
    assert waited == [0] * (FREE - 1) + [60, 120, 240, 300, 300]
    assert attempts.seconds_to_wait("ai", now - timedelta(minutes=3)) <= 300, "set back"
    assert attempts.seconds_to_wait("người khác", now) == 0
    assert attempts.seconds_to_wait("ai", now + timedelta(minutes=10)) == 0


def test_who_comes_in_takes_back_one_failure_and_not_those_of_who_guesses() -> None:
    attempts = Attempts(timedelta(days=1))
    for _ in range(FREE + 1):
        attempts.note_failure("ai", NOW)
    attempts.note_success("ai", NOW)
    assert attempts.seconds_to_wait("ai", NOW) == 60


def test_a_crowd_of_failures_holds_up_strangers_and_nobody_who_came_in_from_there_before() -> None:
    crowd = Crowd()
    crowd.note_success("192.0.2.1")
    for _ in range(10 * IN_ALL):
        crowd.note_failure(NOW)
    assert crowd.seconds_to_wait("192.0.2.1", NOW) == 0
    assert crowd.seconds_to_wait("192.0.2.2", NOW) > 0
    assert crowd.seconds_to_wait("192.0.2.2", NOW + WITHIN) == 0
    assert crowd.seconds_to_wait("192.0.2.2", NOW - WITHIN) == 0, "the clock was set back"


def test_a_successful_sign_in_counts_as_no_failure(newsroom: Newsroom) -> None:
    client = application(newsroom).test_client()
    for _ in range(FREE + 2):
        body = {"token": newsroom.sign_in_secret()}
        assert client.post("/desk/sign-in", data=body).status_code == 303


def test_a_public_address_in_capitals_is_guarded_as_any_https_address(newsroom: Newsroom) -> None:
    settings = replace(newsroom.service.settings, base_url="HTTPS://NGHE.example.vn")
    app = create_app(replace(newsroom.service, settings=settings), now=lambda: NOW)
    assert app.config["SESSION_COOKIE_SECURE"]
    answer = app.test_client().get("/", headers={"Host": "nghe.example.vn"})
    assert answer.status_code == 200
    assert "Strict-Transport-Security" in answer.headers


@pytest.mark.parametrize(("version", "status"), [("1.1", 400), ("1.0", 200)])
def test_only_a_client_of_http_1_0_may_leave_the_host_out(
    newsroom: Newsroom, version: str, status: int
) -> None:
    request = f"GET /healthz HTTP/{version}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", newsroom.port), timeout=20) as connection:
        connection.sendall(request.encode())
        assert int(connection.makefile("rb").readline().split()[1]) == status
