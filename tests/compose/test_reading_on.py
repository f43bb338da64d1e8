"""What the public, the desk and newsrooms get while something that must last is broken."""

import html
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.compose import open_service
from service.errors import StoreError
from tests.store.shelf import whole_episodes
from tests.web.newsroom import Editor, Newsroom, open_newsroom

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def station(two_published: Path) -> Path:
    """The folder of a newsroom that has published two episodes and is closed."""
    return two_published


def files(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` but SQLite's passing ones, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def lose(data: Path) -> None:
    for path in data.glob("loa.db*"):
        path.unlink()


def empty(data: Path) -> None:
    lose(data)
    (data / "loa.db").touch()


def damage(data: Path) -> None:
    lose(data)
    (data / "loa.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)


def put_another_station(data: Path) -> None:
    lose(data)
    with open_newsroom(data.parent / "khac") as other:
        other.record("bai/khac")
    (data.parent / "khac" / "data" / "loa.db").rename(data / "loa.db")


def put_older_copy(data: Path) -> None:
    """The library as it was before the second episode came."""
    with closing(sqlite3.connect(data / "loa.db")) as connection, connection:
        (newest,) = connection.execute("SELECT id FROM articles WHERE source_id='bai/2'").fetchone()
        for table, column in (
            ("episodes", "id"),
            ("editions", "episode_id"),
            ("revisions", "article_id"),
            ("articles", "id"),
        ):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (newest,))  # noqa: S608


BREAKAGES = [lose, empty, damage, put_another_station, put_older_copy]


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_library_that_does_not_know_what_is_published_changes_nothing_of_it(
    station: Path, breakage: Callable[[Path], None]
) -> None:
    data = station / "data"
    breakage(data)
    before = files(data)
    feed = (data / "media" / "feed.xml").read_bytes()
    with open_newsroom(station, reads_on=True) as newsroom:
        assert newsroom.ask("/feed.xml").body == feed
        for recording in (data / "media").glob("*/*.mp3"):
            address = f"/audio/{recording.parent.name}/{recording.name}"
            assert newsroom.ask(address).body == recording.read_bytes()
        health = newsroom.ask("/healthz")
        assert health.status == 503
        assert health.json["troubles"]
        assert newsroom.ask("/").status == 200
        assert_tells_at_the_desk(newsroom, "loa rebuild")
        assert_tells_who_stands_before_the_desk(newsroom, "loa rebuild")
        assert_refuses(newsroom)
    assert files(data) == before


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_who_must_write_is_told_instead_what_is_wrong_and_how_it_is_mended(
    station: Path, breakage: Callable[[Path], None]
) -> None:
    data = station / "data"
    with open_newsroom(station) as newsroom:
        settings = newsroom.service.settings
        now = newsroom.service.production.now
    breakage(data)
    before = files(data)
    with pytest.raises(StoreError, match="loa rebuild"), open_service(settings, now=now):
        pass
    assert files(data) == before


def test_a_damaged_queue_may_be_set_aside_and_pages_are_served_meanwhile(station: Path) -> None:
    queue = station / "data" / "jobs.db"
    for path in queue.parent.glob("jobs.db*"):
        path.unlink()
    queue.write_bytes(b"\xff" * 8000)
    with open_newsroom(station, reads_on=True) as newsroom:
        (episode, *_) = whole_episodes(newsroom.service.library)
        assert newsroom.ask(f"/episodes/{episode.id}").status == 200
        assert newsroom.ask(f"/audio/{episode.edition.enclosure.name}").status == 200
        assert newsroom.ask("/healthz").status == 503
        assert_tells_at_the_desk(newsroom, "jobs.db")
        assert_refuses(newsroom)
    queue.rename(queue.with_name("jobs.db.hỏng"))
    with open_newsroom(station) as newsroom:
        assert newsroom.ask("/healthz").status == 200
        newsroom.record("bai/3", "Tin thứ ba\n\n02-01-2026 09:00\n\nCâu của tin thứ ba.\n")


def test_a_sound_library_carries_the_id_of_its_media_folder(station: Path) -> None:
    told = (station / "data" / "media" / "installation").read_text().strip()
    with open_newsroom(station) as newsroom:
        assert newsroom.service.library.installation() == told
        assert not newsroom.service.troubles


def test_a_manifest_of_an_article_that_is_not_published_yet_is_no_trouble(station: Path) -> None:
    """A program may be killed between the manifest and the library's row."""
    with open_newsroom(station, worker=False) as newsroom:
        article = newsroom.take_in("bai/3", "Tin ba\n\n02-01-2026 09:00\n\nCâu ba.\n")
        newsroom.service.media.write(f"{article.id}/edition-1.json", b"{}\n")
    with open_newsroom(station) as newsroom:
        assert not newsroom.service.troubles


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, mounted at the newsroom's data folder."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    data = tmp_path / "data"
    data.mkdir()
    _mount(data, "size=16000k")
    yield data
    subprocess.run(["umount", data], check=True)  # noqa: S607 - wherever the system has it


def _mount(folder: Path, options: str) -> None:
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    subprocess.run(words, check=True)


def fill(data: Path) -> None:
    with (data / "ballast").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return


@pytest.mark.clients
@pytest.mark.parametrize("state", ["full", "read-only"])
def test_on_a_disk_that_takes_nothing_everything_is_served_as_it_lies(
    disk: Path, state: str
) -> None:
    with open_newsroom(disk.parent) as newsroom:
        episode = newsroom.record("bai/1")
        cookie = Editor(newsroom).cookie
    if state == "full":
        fill(disk)
    else:
        _mount(disk, "remount,ro")
    before = files(disk)
    with open_newsroom(disk.parent, reads_on=True) as newsroom:
        assert newsroom.ask("/feed.xml").body == before["media/feed.xml"]
        page = newsroom.ask(f"/episodes/{episode.id}")
        assert "khởi công" in page.text
        for companion in ("captions.vtt", "transcript.json", "chapters.json", "manifest.json"):
            assert newsroom.ask(f"/episodes/{episode.id}/{companion}").status == 200
        assert "khởi công" in newsroom.ask("/").text
        assert newsroom.ask("/healthz").status == 503
        desk = newsroom.ask("/desk/", headers={"Cookie": cookie})
        assert "Không ghi được vào thư mục data" in desk.text
        assert_refuses(newsroom)
    assert files(disk) == before
    _mount(disk, "remount,rw,size=32000k")
    with open_newsroom(disk.parent) as newsroom:
        assert newsroom.ask("/healthz").status == 200
        newsroom.record("bai/2", "Tin thứ hai\n\n02-01-2026 08:00\n\nCâu của tin thứ hai.\n")


def assert_tells_at_the_desk(newsroom: Newsroom, cure: str) -> None:
    page = Editor(newsroom).get("/desk/")
    assert page.status == 200
    assert cure in page.text


def assert_tells_who_stands_before_the_desk(newsroom: Newsroom, cure: str) -> None:
    """What is wrong, which is why a link may not open; the cure is told to editors alone."""
    page = newsroom.ask("/desk/sign-in?token=x")
    refused = newsroom.ask("/desk/sign-in", "POST", b"token=x", FORM)
    assert (page.status, refused.status) == (200, 401)
    for told in (html.unescape(page.text), html.unescape(refused.text)):
        assert newsroom.service.troubles[0].vi in told
        assert cure not in told


def assert_refuses(newsroom: Newsroom) -> None:
    answer = newsroom.ask("/api/v1/articles/bai/9", "PUT", b"Tin", {"Content-Type": "text/plain"})
    assert answer.status == 503
    assert newsroom.service.troubles[0].vi in answer.json["detail"]
