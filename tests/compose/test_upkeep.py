"""The whole service, with a worker and a Google that was away for a while."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.compose import Service, open_service
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.jobs import Rhythm
from service.model import HOUSE, Edition
from service.settings import Settings
from tests.stage import TEXT
from tests.standins.google import Fault, GoogleStandIn, google_stand_in

OFTEN = Rhythm(beat=0.2, poll=0.05, watch=0.02, upkeep="*/2 * * * * *")


@pytest.fixture
def google() -> Iterator[GoogleStandIn]:
    with google_stand_in() as stand_in:
        yield stand_in


def now() -> datetime:
    return datetime.now(UTC)


def settings(folder: Path, google: GoogleStandIn, *, redo: bool) -> Settings:
    return Settings(
        voice_patience_hours=0,
        data=folder / "data",
        cache=folder / "clips",
        google_url=google.url,
        google_per_minute=6000,
        redo_fallbacks=redo,
        free_space_mb=0,
    )


def publish(service: Service) -> str:
    taken = service.take_in(TEXT.encode(), Hints("phuong/1"), Desk(HOUSE, service.library, now()))
    job = service.update(taken)
    assert job is not None
    service.jobs.wait(job.id, timeout=30)
    return taken.article.id


def edition_of(article_id: str, service: Service) -> Edition:
    episode = service.library.episode(article_id)
    assert episode is not None
    return episode.edition


def upkeeps(folder: Path) -> int:
    """How often the upkeep was done."""
    with closing(sqlite3.connect(folder / "data" / "jobs.db")) as connection:
        counted = "SELECT count(*) FROM workflow_status WHERE name = ? AND status = 'SUCCESS'"
        count: int = connection.execute(counted, ("loa-upkeep",)).fetchone()[0]
    return count


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_an_edition_of_a_fallback_is_made_again_by_itself_when_google_answers(
    tmp_path: Path, google: GoogleStandIn
) -> None:
    google.fail(Fault.BROKEN)
    wished = settings(tmp_path, google, redo=True)
    with open_service(wished, now=now, worker=True, rhythm=OFTEN) as service:
        article_id = publish(service)
        assert edition_of(article_id, service).spec.voice.engine == "espeak"
        google.recover()
        wait_until(lambda: edition_of(article_id, service).number == 2)
        edition = edition_of(article_id, service)
    assert edition.spec.voice.engine == "google"
    assert edition.fallback_reason is None


def test_an_edition_of_a_fallback_stays_where_nobody_wishes_otherwise(
    tmp_path: Path, google: GoogleStandIn
) -> None:
    google.fail(Fault.BROKEN)
    wished = settings(tmp_path, google, redo=False)
    with open_service(wished, now=now, worker=True, rhythm=OFTEN) as service:
        article_id = publish(service)
        google.recover()
        google.asked.clear()
        done = upkeeps(tmp_path)
        wait_until(lambda: upkeeps(tmp_path) >= done + 2)
        assert edition_of(article_id, service).number == 1
    assert google.asked == []
