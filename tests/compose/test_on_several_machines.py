"""Machines that share nothing but a database server and a bucket are one newsroom."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from service.compose.checkup import check_up
from service.model import JobState
from service.web.glances import FRESH_SECONDS
from tests.compose.test_on_a_server import FIRST, SECOND, guids
from tests.servers.s3 import S3
from tests.web.newsroom import Editor, Newsroom, open_newsroom

pytestmark = pytest.mark.servers


@contextmanager
def machines(folder: Path, server: str, bucket: S3) -> Iterator[tuple[Newsroom, Newsroom]]:
    """One that serves and does not work, and one that works, each with its own folders."""
    bucket.fail("500", 0)
    name = f"n{uuid4().hex[:16]}"
    database, media = f"{server}?schema={name}", bucket.address("loa", name)
    with (
        open_newsroom(folder / "web", worker=False, database_url=database, media_url=media) as web,
        open_newsroom(folder / "worker", database_url=database, media_url=media) as worker,
    ):
        yield web, worker


def record(newsroom: Newsroom, text: str) -> None:
    """Takes the article in at this machine, and comes back when another has recorded it."""
    service = newsroom.service
    article = newsroom.take_in("bai-1", text)
    job = service.regenerate(article.id)
    assert job is not None
    assert service.jobs.wait(job.id, timeout=60).state is JobState.DONE
    time.sleep(FRESH_SECONDS)  # what was seen a moment ago is believed so long


def test_an_article_sent_to_one_machine_is_recorded_by_another_and_heard_from_both(
    tmp_path: Path, postgresql_server: str, s3_server: S3
) -> None:
    with machines(tmp_path, postgresql_server, s3_server) as (web, worker):
        record(web, FIRST)
        before = guids(web)
        assert len(before) == 1
        record(web, SECOND)
        assert guids(web) == guids(worker) == before
        for each in (web, worker):
            [address] = re.findall(r'url="[^"]+(/audio/[^"]+)"', each.ask("/feed.xml").text)
            assert each.ask(address).status == 200
            assert [found.en for found in check_up(each.service, lambda *_: None, deep=False)] == []


def test_who_signed_in_at_one_machine_is_known_at_the_other(
    tmp_path: Path, postgresql_server: str, s3_server: S3
) -> None:
    with machines(tmp_path, postgresql_server, s3_server) as (web, worker):
        editor = Editor(web)
        assert editor.get("/desk/jobs").status == 200
        there = worker.ask("/desk/jobs", headers={"Cookie": editor.cookie})
        assert there.status == 200


def test_what_one_machine_writes_alone_the_other_waits_for(
    tmp_path: Path, postgresql_server: str, s3_server: S3
) -> None:
    with machines(tmp_path, postgresql_server, s3_server) as (web, worker):
        here, there = web.service.production.locks, worker.service.production.locks
        order = []

        def follow() -> None:
            with there.exclusive("bai-1"):
                order.append("there")

        with here.exclusive("bai-1"), there.exclusive("bai-2"):
            follower = threading.Thread(target=follow)
            follower.start()
            follower.join(0.5)
            order.append("here")
        follower.join()
        assert order == ["here", "there"]
