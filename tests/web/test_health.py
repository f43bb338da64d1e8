"""Health is true: whoever watches is told when the public gets less than it should."""

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.compose.watching import QUEUE_STANDS_AFTER
from service.jobs import Rhythm
from service.web.vitals import Vitals
from tests.media_paths import path_of
from tests.web.newsroom import Newsroom, open_newsroom

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def vitals(newsroom: Newsroom) -> dict[str, bool]:
    """What a monitor would be told now, past every answer that is kept."""
    return dict(Vitals().of(newsroom.service, NOW))


def test_a_well_installation_says_so_and_tells_the_world_no_sizes(newsroom: Newsroom) -> None:
    newsroom.record("bai/suc-khoe")
    answer = newsroom.ask("/healthz")
    assert answer.status == 200
    assert set(answer.json.values()) == {True}
    assert set(answer.json) == {"ok", *vitals(newsroom)}


def test_a_lost_or_cut_recording_or_feed_is_no_health(newsroom: Newsroom) -> None:
    episode = newsroom.record("bai/suc-khoe-tep")
    assert vitals(newsroom)["media"]
    media = newsroom.service.media
    path = path_of(media, episode.edition.enclosure.name)
    assert path is not None
    whole = path.read_bytes()
    for content in (whole[:100], b""):
        path.write_bytes(content)
        assert not vitals(newsroom)["media"]
    path.unlink()
    assert not vitals(newsroom)["media"]
    path.write_bytes(whole)
    assert vitals(newsroom)["media"]
    media.remove("feed.xml")
    assert not vitals(newsroom)["media"]
    newsroom.service.publish_channel(NOW)
    assert vitals(newsroom)["media"]


def test_a_lost_media_folder_is_no_health(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        assert vitals(newsroom)["media"]
        shutil.rmtree(tmp_path / "data" / "media")
        assert not vitals(newsroom)["media"]
        assert newsroom.ask("/healthz").status == 503


def test_a_cache_that_takes_no_files_is_no_health(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        assert vitals(newsroom)["cache"]
        shutil.rmtree(tmp_path / "clips", ignore_errors=True)
        (tmp_path / "clips").write_text("a file in the place of the folder")
        assert not vitals(newsroom)["cache"]
        assert newsroom.ask("/healthz").status == 503


def test_a_queue_in_which_a_job_waits_in_vain_is_no_health(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        assert vitals(newsroom)["queue"]
        assert not vitals(newsroom)["worker"]
        assert newsroom.ask("/healthz").status == 200
        job = newsroom.service.jobs.enqueue("abc")
        assert vitals(newsroom)["queue"]
        backdate(tmp_path / "data" / "jobs.db", job.id, QUEUE_STANDS_AFTER)
        assert not vitals(newsroom)["queue"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux about locks")
def test_a_database_that_another_program_holds_is_no_health_and_is_told_of(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False, rhythm=Rhythm(beat=0.1, held=0.3)) as newsroom:
        with _held(tmp_path / "data" / "loa.db") as holder:
            while newsroom.service.jobs.held_up() is None:
                time.sleep(0.05)
            assert not vitals(newsroom)["writing"]
            answer = newsroom.ask("/healthz")
            assert answer.status == 503
            (told,) = answer.json["troubles"]
            assert "giữ cơ sở dữ liệu quá lâu" in told
            holder.communicate("\n", timeout=20)
        while newsroom.service.jobs.held_up() is not None:
            time.sleep(0.05)
        assert vitals(newsroom)["writing"]


@contextmanager
def _held(database: Path) -> Iterator["subprocess.Popen[str]"]:
    """A program that writes to ``database`` until it is told to end."""
    words = (
        "import sqlite3, sys; held = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "held.execute('BEGIN IMMEDIATE'); print('writing', flush=True); sys.stdin.readline()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", words, str(database)], stdin=pipe, stdout=pipe, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "writing\n"
            yield holder
        finally:
            holder.kill()


def test_many_who_ask_at_once_are_told_what_was_found_once(newsroom: Newsroom) -> None:
    kept = Vitals()
    first = kept.of(newsroom.service, NOW)
    assert kept.of(newsroom.service, NOW + timedelta(seconds=1)) is first
    assert kept.of(newsroom.service, NOW + timedelta(seconds=9)) is not first


def backdate(database: Path, job_id: str, age: timedelta) -> None:
    """The job was put in that much earlier: its id tells the moment, in milliseconds."""
    name, _, number = job_id.rpartition("-")
    moment = int(number[:11], 16) - 1000 * (int(age.total_seconds()) + 60)
    earlier = f"{name}-{moment:011x}{number[11:]}"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE workflow_status SET workflow_uuid = ? WHERE workflow_uuid = ?",
            (earlier, job_id),
        )
