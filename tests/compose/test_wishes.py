"""Nothing accepted is forgotten: the library remembers what the queue has lost."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.compose import Service, open_service
from service.compose.checkup import check_up
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.desk.vocabulary import keep_entries
from service.errors import StoreError
from service.jobs import Rhythm
from service.making.edition import has_manifest
from service.model import HOUSE, JobState, LexiconEntry, LexiconScope, SayAs
from service.settings import Settings
from service.tending.inspection import Finding
from tests.jobs.conftest import wait_until
from tests.stage import TEXT

QUICK = Rhythm(beat=0.2, poll=0.05, watch=0.02, sweep=0.1)


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened(
    folder: Path, *, worker: bool = False, now: Callable[[], datetime] = now
) -> Iterator[Service]:
    settings = Settings(
        data=folder / "data", cache=folder / "clips", engine="silence", free_space_mb=0
    )
    with open_service(settings, now=now, worker=worker, rhythm=QUICK) as service:
        yield service


def accept(service: Service, text: str = TEXT) -> str:
    taken = service.take_in(text.encode(), Hints("phuong/1"), Desk(HOUSE, service.library, now()))
    service.update(taken)
    return taken.article.id


def is_followed(article_id: str, service: Service) -> bool:
    """Whether what is heard is the article's newest text, and nobody waits for more."""
    article, episode = service.library.article(article_id), service.library.episode(article_id)
    return (
        article is not None
        and episode is not None
        and episode.edition.revision.id == article.revision.id
        and service.library.wish(article_id) is None
    )


def rename_table(database: Path, old: str, new: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"ALTER TABLE {old} RENAME TO {new}")


def test_an_accepted_article_is_recorded_though_the_queue_was_lost(tmp_path: Path) -> None:
    with opened(tmp_path) as service:
        article_id = accept(service)
        assert service.jobs.current(article_id) is not None
    for path in (tmp_path / "data").glob("jobs.db*"):
        path.unlink()
    with opened(tmp_path, worker=True) as service:
        wait_until(lambda: is_followed(article_id, service), seconds=60)


def test_a_correction_that_came_while_the_queue_took_nothing_is_heard_later(tmp_path: Path) -> None:
    queue = tmp_path / "data" / "jobs.db"
    with opened(tmp_path, worker=True) as service:
        article_id = accept(service)
        wait_until(lambda: is_followed(article_id, service), seconds=60)
    with opened(tmp_path) as service:
        rename_table(queue, "workflow_status", "away")
        accept(service, TEXT.replace("thứ nhất", "đã sửa"))
        wish = service.library.wish(article_id)
        assert wish is not None
        assert wish.attempts == 0
        rename_table(queue, "away", "workflow_status")
    with opened(tmp_path, worker=True) as service:
        wait_until(lambda: is_followed(article_id, service), seconds=60)
        episode = service.library.episode(article_id)
    assert episode is not None
    assert episode.edition.number == 2


def test_what_fails_for_a_passing_cause_is_tried_again_by_itself(tmp_path: Path) -> None:
    late = [timedelta()]
    clips = tmp_path / "clips"
    with opened(tmp_path, worker=True, now=lambda: now() + late[0]) as service:
        shutil.rmtree(clips)
        clips.write_text("a file in the cache's place")
        article_id = accept(service)
        wait_until(lambda: (w := service.library.wish(article_id)) and w.attempts, seconds=60)
        wish = service.library.wish(article_id)
        assert wish is not None
        assert wish.message is not None
        assert clips.name in wish.message
        assert str(tmp_path) not in wish.message  # the web shows it
        assert wish.next_try is not None
        assert not wish.is_given_up
        clips.unlink()
        late[0] = timedelta(minutes=2)  # nobody asks again: time passes
        wait_until(lambda: is_followed(article_id, service), seconds=60)


def test_what_an_editor_cancels_is_not_queued_again(tmp_path: Path) -> None:
    with opened(tmp_path) as service:
        article_id = accept(service)
        job = service.jobs.current(article_id)
        assert job is not None
        assert service.cancel(job.id).state is JobState.CANCELLED
        assert service.library.wish(article_id) is None
        again = service.retry(job.id)
        assert again is not None
        assert again.id != job.id
        assert service.library.wish(article_id) is not None


def test_an_entry_of_the_lexicon_and_the_recordings_it_asks_for_are_one_act(
    tmp_path: Path,
) -> None:
    entry = LexiconEntry(
        id="e",
        grapheme="Sông Công",
        alias="xông công",
        scope=LexiconScope.GLOBAL,
        scope_value=None,
        is_pattern=False,
        whole_word=True,
        case_sensitive=True,
        say_as=SayAs.ALIAS,
        note="",
        created=now(),
    )
    with opened(tmp_path) as service:
        article_id = accept(service)
        service.library.drop_wish(article_id)
        with pytest.raises(StoreError):
            keep_entries([entry], service.library, now(), again=[article_id, "no such article"])
        assert service.library.lexicon_entries() == ()
        assert service.library.wish(article_id) is None
        rename_table(tmp_path / "data" / "jobs.db", "workflow_status", "lost")
        keep_entries([entry], service.library, now(), again=[article_id])
        assert service.record_again([article_id]) == 1, "wishes count, not jobs"
        assert service.library.lexicon_entries() == (entry,)
        assert service.library.wish(article_id) is not None


def test_the_doctor_tells_what_was_given_up_and_what_waits_long(tmp_path: Path) -> None:
    later = [timedelta()]
    with opened(tmp_path, now=lambda: now() + later[0]) as service:
        article_id = accept(service)
        assert told_of(article_id, service) == []
        later[0] = timedelta(minutes=11)
        (waits,) = told_of(article_id, service)
        assert "chưa thu được" in waits.vi
        wish = service.library.wish(article_id)
        assert wish is not None
        failure = StoreError("Đĩa đầy.", "The disk is full.")
        service.library.defer_wish(wish, failure, datetime(2030, 1, 2, 3, 4, tzinfo=UTC), now())
        (waits,) = told_of(article_id, service)
        assert "Đĩa đầy." in waits.vi
        assert "2030-01-02 03:04" in waits.cure_vi
        later[0] = timedelta()
        no_words = StoreError("Không có gì để đọc.", "No words.")
        service.library.defer_wish(wish, no_words, None, now())
        (given_up,) = told_of(article_id, service)
        assert "đã thôi thu" in given_up.vi
        assert "Không có gì để đọc." in given_up.vi
        assert f"loa regenerate {article_id}" in given_up.cure_vi


def told_of(article_id: str, service: Service) -> list[Finding]:
    """What the doctor finds about the article."""
    found = check_up(service, lambda *_: None, deep=False)
    return [each for each in found if article_id in each.vi]


def test_whoever_asks_for_an_edition_again_gets_the_manifest_of_the_one_there_is_at_once(
    tmp_path: Path,
) -> None:
    """The doctor promises it, also where no worker runs."""
    with opened(tmp_path, worker=True) as service:
        article_id = accept(service)
        job = service.jobs.current(article_id)
        assert job is not None
        service.jobs.wait(job.id, timeout=60)
    with opened(tmp_path) as service:
        episode = service.library.episode(article_id)
        assert episode is not None
        service.media.remove(episode.edition.manifest_name)
        assert service.regenerate(article_id) is None
        assert has_manifest(episode.edition, service.media)
        service.media.remove(episode.edition.manifest_name)
        assert service.retry(job.id) is not None
        assert has_manifest(episode.edition, service.media)
