"""A database that another program holds: requests are told so soon, and nothing is lost."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.web.newsroom import SHORT, Answer, Newsroom, open_newsroom

BODY = json.dumps({"html": SHORT}).encode()


@contextmanager
def held(database: Path) -> Iterator[None]:
    """The write lock is another's, as when a backup tool or a frozen program has it."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def send(newsroom: Newsroom, token: str) -> Answer:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return newsroom.ask("/api/v1/articles/bai/1", "PUT", BODY, headers)


def test_a_busy_library_is_told_before_a_client_gives_up(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        token = newsroom.service.library.make_token("toa soan", datetime.now(UTC))
        with held(tmp_path / "data" / "loa.db"):
            answer = send(newsroom, token)  # the client waits for 20 s
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert "thử lại" in answer.json["detail"]
            assert "loa.db" in answer.json["detail"]
            assert str(tmp_path) not in answer.text  # where it lies is the operator's alone
            assert newsroom.ask("/").status == 200
        assert send(newsroom, token).status == 201


def test_an_article_is_accepted_while_the_queue_is_busy(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        token = newsroom.service.library.make_token("toa soan", datetime.now(UTC))
        with held(tmp_path / "data" / "jobs.db"):
            answer = send(newsroom, token)
        assert answer.status == 201
        assert answer.json["job"] is None
        assert answer.json["wish"]["given_up"] is False
        assert any("hàng đợi" in note for note in answer.json["notes"])
        assert newsroom.service.library.wish(answer.json["article"]["id"]) is not None
