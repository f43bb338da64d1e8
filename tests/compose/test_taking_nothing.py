"""What everybody gets while one thing alone takes nothing: the media folder, or the job queue."""

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

from service.store.patience import waiting_at_most
from tests.cli.shell import Shell
from tests.compose.test_reading_on import files
from tests.store.shelf import whole_episodes
from tests.web.newsroom import Editor, Newsroom, open_newsroom

SECOND = "Tin thứ hai\n\n02-01-2026 08:00\n\nCâu của tin thứ hai.\n"
TEXT = {"Content-Type": "text/plain"}
PATIENCE_SECONDS = 0.5

Fault: TypeAlias = Callable[[Path], AbstractContextManager[None]]


@contextmanager
def media_read_only(data: Path) -> Iterator[None]:
    """The media folder lies on a disk of its own, which was mounted for reading alone."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    media = data / "media"
    subprocess.run(["mount", "--bind", media, media], check=True)  # noqa: S607 - the system's
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", media], check=True)  # noqa: S607
        yield
    finally:
        subprocess.run(["umount", "--lazy", media], check=True)  # noqa: S607


@contextmanager
def queue_locked(data: Path) -> Iterator[None]:
    """Another program is in the middle of a write to the queue, and stays there."""
    with closing(sqlite3.connect(data / "jobs.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        yield
        holder.execute("ROLLBACK")


@pytest.fixture
def station(tmp_path: Path) -> tuple[Path, str, str]:
    """A newsroom's folder, an editor's cookie and a token; it has published, and is closed."""
    with open_newsroom(tmp_path) as newsroom:
        newsroom.record("bai/1")
        now = newsroom.service.production.now()
        token = newsroom.service.library.make_token("toà soạn", now)
        return tmp_path, Editor(newsroom).cookie, token


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        pytest.param(
            media_read_only, "Không ghi được vào thư mục media", marks=pytest.mark.clients
        ),
        (queue_locked, "Không dùng được hàng đợi công việc"),
    ],
)
def test_all_is_served_as_it_lies_nothing_is_written_and_everybody_is_told(
    station: tuple[Path, str, str], fault: Fault, told: str
) -> None:
    folder, cookie, token = station
    before = files(folder)
    with fault(folder / "data"), waiting_at_most(PATIENCE_SECONDS):
        with open_newsroom(folder, reads_on=True) as newsroom:
            assert_served(newsroom, before)
            health = newsroom.ask("/healthz")
            assert health.status == 503
            assert told in health.json["troubles"][0]
            assert told in newsroom.ask("/desk/", headers={"Cookie": cookie}).text
            assert_refused(newsroom, cookie, token)
        assert files(folder) == before
    with open_newsroom(folder) as newsroom:
        assert newsroom.ask("/healthz").status == 200
        newsroom.record("bai/2", SECOND)


@pytest.mark.clients
def test_the_doctor_tells_of_a_media_folder_that_takes_nothing(
    station: tuple[Path, str, str],
) -> None:
    """Of a queue too: `tests/faults` has a row, for that takes half a minute."""
    folder, _, _ = station
    with media_read_only(folder / "data"):
        done = Shell(folder, {"LOA_ENGINE": "silence"}).run("doctor")
    assert done.returncode == 1
    assert "✗ Không ghi được vào thư mục media" in done.stdout


def assert_served(newsroom: Newsroom, before: dict[str, bytes]) -> None:
    """Feed, pages and recording are answered as they lie."""
    assert newsroom.ask("/feed.xml").body == before["data/media/feed.xml"]
    assert "khởi công" in newsroom.ask("/").text
    (episode,) = whole_episodes(newsroom.service.library)
    sound = episode.edition.enclosure.name
    assert newsroom.ask(f"/episodes/{episode.id}").status == 200
    assert newsroom.ask(f"/audio/{sound}").body == before[f"data/media/{sound}"]


def assert_refused(newsroom: Newsroom, cookie: str, token: str) -> None:
    """A newsroom's system is told to come again; so is an editor who presses a button."""
    headers = {**TEXT, "Authorization": f"Bearer {token}"}
    sent = newsroom.ask("/api/v1/articles/bai/2", "PUT", SECOND.encode(), headers)
    pressed = newsroom.ask("/desk/lexicon", "POST", b"", {"Cookie": cookie})
    for answer in (sent, pressed):
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
