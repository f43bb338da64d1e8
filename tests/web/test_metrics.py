"""Monitors read true numbers, from any program alike, and nobody else does."""

import socket
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.web import create_app
from tests.web.monitors import numbers
from tests.web.newsroom import Newsroom, open_newsroom

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def test_what_waits_is_told_with_its_age(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        assert numbers(newsroom.ask("/metrics").text)["loa_queue_jobs"] == 0
        newsroom.service.jobs.enqueue("abc")
        told = numbers(newsroom.ask("/metrics").text)
        assert told["loa_queue_jobs"] == 1
        assert told["loa_queue_age_seconds"] >= 0
        assert told["loa_workers"] == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Proto": "https"},
        {"Forwarded": "for=203.0.113.9"},
        {"X-Real-IP": "203.0.113.9"},
        {"Via": "1.1 proxy"},
    ],
)
def test_without_a_token_nobody_behind_a_proxy_of_this_machine_reads_them(
    newsroom: Newsroom, headers: Mapping[str, str]
) -> None:
    assert newsroom.ask("/metrics").status == 200
    answer = newsroom.ask("/metrics", headers=headers)
    assert answer.status == 403
    assert b"loa_queue" not in answer.body


def test_without_a_token_no_other_machine_reads_them(newsroom: Newsroom) -> None:
    client = newsroom.app.test_client()
    for address in ("203.0.113.9", "10.0.0.7", ""):
        answer = client.get("/metrics", environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == 403


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("Bearer a-right-token-0123456789", 200),
        ("Bearer sai", 401),
        ("Bearer ", 401),
        ("a-right-token-0123456789", 401),
        (None, 401),
    ],
)
def test_with_a_token_it_is_asked_for_also_from_this_machine(
    newsroom: Newsroom, authorization: str | None, status: int
) -> None:
    settings = replace(newsroom.service.settings, metrics_token="a-right-token-0123456789")
    app = create_app(replace(newsroom.service, settings=settings), now=lambda: NOW)
    headers = {"Authorization": authorization} if authorization else {}
    address = {"REMOTE_ADDR": "203.0.113.9"}
    answer = app.test_client().get("/metrics", headers=headers, environ_overrides=address)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_program_is_ready_while_it_can_answer_listeners(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        answer = newsroom.ask("/readyz")
        assert (answer.status, answer.json) == (
            200, {"ready": True, "media": True, "database": True},
        )  # fmt: skip
        newsroom.service.media.remove("feed.xml")
    with open_newsroom(tmp_path / "anew", worker=False) as newsroom:
        newsroom.service.media.remove("feed.xml")
        assert newsroom.ask("/readyz").status == 503


def test_the_connections_that_are_open_are_counted(newsroom: Newsroom) -> None:
    connections = newsroom.app.extensions["loa"].traffic.count_connections
    with socket.create_connection(("127.0.0.1", newsroom.port), timeout=20) as held:
        held.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert held.recv(100).startswith(b"HTTP/1.1")
        assert connections() >= 1
