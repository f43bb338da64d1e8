"""What a stranger can cost before anybody knows who it is: little, and not for long."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from waitress import wasyncore

from service.text.lexicon import LARGEST_FILE
from service.web import create_app
from service.web.bodies import FORM_OVERHEAD, BodyLimits
from service.web.server.loop import Loop, Sockets
from service.web.server.opening import Door, listen
from service.web.server.proxy import client_behind
from service.web.server.threads import Threads
from tests.cli.shell import wait_until
from tests.standins.crowded import BODY, crowded_server, get, many, status_of
from tests.web.newsroom import Newsroom

HUGE = "Content-Length: 400000000"
CREDENTIALS = {"COOKIE": "loa_desk=x", "AUTHORIZATION": "Bearer x"}


def post(path: str, *headers: str, method: str = "POST") -> bytes:
    return get(path, *headers).replace(b"GET", method.encode(), 1)


def ask(port: int, sent: bytes) -> bytes:
    """All that comes back to ``sent`` until the server hangs up."""
    with (
        closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as opened,
        opened.makefile("rb") as file,
    ):
        opened.sendall(sent)
        return file.read()


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Content-Length: abc",
            "Content-Length: -1",
            "Content-Length: +5",
            "Content-Length: 1, 2",
        ),
        *("Content-Length: ", f"Content-Length: {'9' * 5_000}", "Transfer-Encoding: gzip"),
        *("no header", "X: a\x01b", "X\x00: a", ": a"),
    ],
)
def test_what_cannot_be_read_of_a_call_to_the_api_is_a_problem_too(
    newsroom: Newsroom, header: str
) -> None:
    answer = ask(newsroom.port, post("/api/v1/articles/a?b", header, method="PUT"))
    assert status_of(answer) in (400, 501)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == status_of(answer)


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/desk/sign-in", "/nowhere"])
@pytest.mark.parametrize("more", ["", "Expect: 100-continue"])
def test_a_body_that_nobody_wants_is_refused_by_its_length_before_it_is_sent(
    newsroom: Newsroom, path: str, more: str
) -> None:
    headers = [HUGE, "Cookie: a=b", *([more] if more else [])]
    answer = ask(newsroom.port, post(path, *headers))
    assert status_of(answer) == 413
    assert "vượt giới hạn" in answer.decode()


def test_who_shows_no_credential_is_asked_for_one_before_the_body(newsroom: Newsroom) -> None:
    answer = ask(newsroom.port, post("/api/v1/articles/a", HUGE, method="PUT"))
    assert status_of(answer) == 401
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"www-authenticate: bearer" in head.lower()
    assert json.loads(body)["status"] == 401


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("text/plain", 20_000),
        ("text/html; charset=utf-8", 20_000),
        ("Application/JSON; charset=utf-8", 2 * 20_000 + FORM_OVERHEAD),
    ],
)
def test_an_article_above_its_limit_is_refused_before_it_is_sent_and_told_the_limit(
    newsroom: Newsroom, kind: str, most: int
) -> None:
    headers = ["Authorization: Bearer x", f"Content-Type: {kind}"]
    sent = post("/api/v1/articles/a", *headers, f"Content-Length: {most + 1}", method="PUT")
    answer = ask(newsroom.port, sent)
    problem = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert problem["status"] == status_of(answer) == 413
    assert f" {most} byte." in problem["detail"]
    assert f" {most} bytes." in problem["detail_en"]


def test_a_body_without_a_length_is_counted_as_it_comes(tmp_path: Path) -> None:
    piece = b"1000\r\n" + bytes(4096) + b"\r\n"
    chunked = post("/body", "Transfer-Encoding: chunked", "Connection: close")
    fits, too_much = BODY // 4096, 4 * BODY // 4096
    with crowded_server(tmp_path, 64, 64) as server:
        whole = ask(server.port, chunked + piece * (fits - 1) + b"0\r\n\r\n")
        assert whole.endswith(str(4096 * (fits - 1)).encode())
        assert status_of(ask(server.port, chunked + piece * too_much)) == 413


def test_a_sender_who_is_refused_in_the_middle_still_reads_why(newsroom: Newsroom) -> None:
    sent = post("/", "Content-Length: 3000000") + bytes(3_000_000)
    assert status_of(ask(newsroom.port, sent)) == 413


def test_a_length_of_thousands_of_digits_is_answered_as_no_length(newsroom: Newsroom) -> None:
    assert status_of(ask(newsroom.port, post("/", f"Content-Length: {'9' * 5_000}"))) == 400


def test_what_is_no_http_is_told_so_in_both_languages(newsroom: Newsroom) -> None:
    answer = ask(newsroom.port, b"GET / HTTP/1.1\r\nbad header\r\n\r\n").decode()
    assert answer.startswith("HTTP/1.0 400 ")
    assert "không đúng dạng" in answer
    assert "not well-formed" in answer


@pytest.mark.parametrize(
    ("method", "path", "known", "limit"),
    [
        ("PUT", "/api/v1/articles/a/b", True, 20_000),
        ("PUT", "/api/v1/articles/a/b", False, FORM_OVERHEAD),
        ("POST", "/desk/articles/a/recordings", True, 10_000_000 + FORM_OVERHEAD),
        ("POST", "/desk/articles/a/recordings", False, FORM_OVERHEAD),
        ("POST", "/desk/lexicon/import", True, LARGEST_FILE + FORM_OVERHEAD),
        ("POST", "/desk/lexicon/import", False, FORM_OVERHEAD),
        ("POST", "/desk/new", True, 2 * 20_000 + FORM_OVERHEAD),
        ("POST", "/desk/new", False, FORM_OVERHEAD),
        ("POST", "/", True, FORM_OVERHEAD),
        ("PUT", "/không-có", True, FORM_OVERHEAD),
    ],
)
def test_each_address_takes_what_it_needs_and_only_from_who_shows_a_credential(
    newsroom: Newsroom, method: str, path: str, known: bool, limit: int
) -> None:
    service = newsroom.service
    app = create_app(service, now=lambda: pytest.fail("no clock is asked"))
    limits = BodyLimits(app, service.settings)
    assert limits.of(method, path, CREDENTIALS if known else {}) == limit


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        ("application/json; charset=utf-8", 2 * 20_000 + FORM_OVERHEAD),
        ("multipart/form-data; boundary=x", 20_000 + 2 * 12_000_000 + FORM_OVERHEAD),
        ("text/html", 20_000),
        ("image/png", 20_000),
    ],
)
def test_an_article_may_be_as_large_as_its_form_asks_for(
    newsroom: Newsroom, kind: str, limit: int
) -> None:
    app = create_app(newsroom.service, now=lambda: pytest.fail("no clock is asked"))
    limits = BodyLimits(app, newsroom.service.settings)
    headers = {**CREDENTIALS, "CONTENT_TYPE": kind}
    assert limits.of("PUT", "/api/v1/articles/a/b", headers) == limit


@pytest.mark.parametrize("half", [b"", b"GET /feed.xml HT", post("/body", "Content-Length: 9")])
def test_half_sent_requests_deny_nobody(tmp_path: Path, half: bytes) -> None:
    with (
        crowded_server(tmp_path, 256, 256) as server,
        many([server.connect(half) for _ in range(1000)]),
    ):
        # While those inside are all newcomers, somebody may have to ask again.
        wait_until(
            lambda: [server.feed_status() for _ in range(20)] == [200] * 20, "all are answered"
        )


def test_a_proxy_speaks_for_many_and_each_of_them_has_a_share(tmp_path: Path) -> None:
    def listener(address: str) -> bytes:
        return get("/long", f"X-Forwarded-For: 203.0.113.9, {address}")

    with crowded_server(tmp_path, 256, 256, share=2, proxy="127.0.0.1") as server:
        with many([server.connect(listener("198.51.100.1")) for _ in range(2)]) as first:
            assert [status_of(each.recv(12)) for each in first] == [200, 200]
            assert status_of(ask(server.port, listener("198.51.100.1"))) == 503
            with server.connect(listener("198.51.100.2")) as other:
                assert status_of(other.recv(12)) == 200
        short = get("/feed.xml", "Connection: close", "X-Forwarded-For: 198.51.100.1")
        wait_until(lambda: status_of(ask(server.port, short)) == 200, "there is room again")


@pytest.mark.parametrize(
    ("header", "client"),
    [("a, b", "b"), ("b", "b"), (" b ", "b"), ("", None), ("a, ", None), ("x" * 99, "x" * 64)],
)
def test_only_what_the_proxy_itself_added_is_believed(header: str, client: str | None) -> None:
    assert client_behind({"X_FORWARDED_FOR": header} if header else {}) == client


@pytest.fixture
def door() -> Iterator[tuple[Any, Sockets]]:
    """Listeners whose turns the test itself makes, and their sockets."""
    sockets = Sockets()
    threads = Threads(1)
    settings = Door(host="127.0.0.1", port=0, threads=1)
    connections = settings.connections_allowed(256)
    listen(None, settings, connections, lambda *_: BODY, threads, sockets)
    yield connections, sockets
    wasyncore.close_all(sockets)


@pytest.mark.parametrize(
    ("sent", "seconds", "told"),
    [
        (b"", 61, 0),
        (b"GET / HT", 21, 408),
        (post("/body", "Content-Length: 9") + b"x", 21, 408),
    ],
)
def test_who_drips_is_told_and_closed(
    door: tuple[Any, Sockets], sent: bytes, seconds: float, told: int
) -> None:
    connections, sockets = door
    loop = Loop(sockets)
    (port,) = {each.effective_port for each in sockets.values() if each.accepting}
    with closing(socket.create_connection(("127.0.0.1", int(port)), timeout=20)) as opened:
        opened.sendall(sent)
        while not any(each.request or not sent for each in connections.values()):
            loop.turn(0.1)
        connections.close_overdue(time.monotonic() + seconds / 2)
        assert len(connections) == 1
        connections.close_overdue(time.monotonic() + seconds)
        assert len(connections) == 0
        opened.settimeout(20)
        assert status_of(opened.recv(4096)) == told
