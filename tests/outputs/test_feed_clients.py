"""Podcast clients of Debian read the feed as it was meant."""

import dataclasses
import os
import pty
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from service.model import BlockKind, Channel, Episode
from service.outputs.feed_items import feed_item
from tests.outputs.episodes import BLOCKS, CHANNEL, PUBLISHED, edition, episode
from tests.outputs.whole_feed import render_feed
from tests.standins.fileserver import FileServer, serving

pytestmark = pytest.mark.clients

PATIENCE_SECONDS = 60
TITLE = "Giá vàng & đô la: “nóng” <chiều nay>"


@pytest.fixture
def station() -> Iterator[FileServer]:
    """A podcast of two episodes on a loopback server."""
    with serving() as server:
        publish(server, episode(edition()), episode(edition("giavang", number=7, title=TITLE)))
        yield server


def publish(server: FileServer, *episodes: Episode) -> None:
    """Puts the files of ``episodes`` and the feed that names them on ``server``."""
    items = [feed_item(each, base_url=server.base_url) for each in episodes]
    for item in items:
        server.files[path_below(server, item.enclosure_url)] = sound(item.enclosure.length)
    server.files["/feed.xml"] = render_feed(local_channel(server), items)


def local_channel(server: FileServer) -> Channel:
    return dataclasses.replace(
        CHANNEL,
        site_url=server.base_url,
        feed_url=f"{server.base_url}/feed.xml",
        image_url=f"{server.base_url}/cover-3f2a.png",
    )


def path_below(server: FileServer, url: str) -> str:
    return url.removeprefix(server.base_url)


def sound(length: int) -> bytes:
    return (b"\xff\xf3\x84\xc4" + bytes(188)) * (length // 192)


def environment(home: Path) -> dict[str, str]:
    """Surroundings in which a client finds nothing but ``home``."""
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm"}


def rows(database: Path, query: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


# --- gPodder -----------------------------------------------------------------


def gpo(home: Path, *words: str) -> str:
    """What gPodder's shell prints when told ``words``."""
    gpodder = {"GPODDER_HOME": str(home), "GPODDER_DOWNLOAD_DIR": str(home / "downloads")}
    done = subprocess.run(
        ["gpo", *words],  # noqa: S607  # the client of this machine, wherever it stands
        env=environment(home) | gpodder,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=True,
    )
    return done.stdout


def test_gpodder_subscribes_and_shows_what_the_feed_tells(
    station: FileServer, tmp_path: Path
) -> None:
    gpo(tmp_path, "subscribe", f"{station.base_url}/feed.xml")
    (podcast,) = rows(tmp_path / "Database", "select * from podcast")
    assert podcast["title"] == CHANNEL.title
    assert podcast["description"] == CHANNEL.description
    assert podcast["cover_url"] == f"{station.base_url}/cover-3f2a.png"
    first, second = rows(tmp_path / "Database", "select * from episode order by id")
    assert (first["guid"], second["guid"]) == ("loa:songcong", "loa:giavang")
    assert second["title"] == TITLE
    assert first["link"] == f"{station.base_url}/episodes/songcong"
    assert first["published"] == int(PUBLISHED.timestamp())
    assert (first["file_size"], first["mime_type"]) == (80_640, "audio/mpeg")
    assert first["total_time"] == 11
    assert "<h3>Nhiệm vụ &amp; giải pháp</h3>" in first["description_html"]


def test_gpodder_downloads_the_published_bytes(station: FileServer, tmp_path: Path) -> None:
    gpo(tmp_path, "subscribe", f"{station.base_url}/feed.xml")
    assert "2 episodes downloaded" in gpo(tmp_path, "download")
    downloads = sorted((tmp_path / "downloads").rglob("*.mp3"))
    assert [each.read_bytes() for each in downloads] == [sound(80_640)] * 2


def test_gpodder_takes_a_new_edition_for_the_same_episode(
    station: FileServer, tmp_path: Path
) -> None:
    gpo(tmp_path, "subscribe", f"{station.base_url}/feed.xml")
    publish(station, episode(edition(number=2)))
    gpo(tmp_path, "update")
    known = rows(tmp_path / "Database", "select guid, url from episode where guid like '%songcong'")
    assert [each["guid"] for each in known] == ["loa:songcong"]
    assert known[0]["url"] == f"{station.base_url}/audio/songcong/02ababababab.mp3"


# --- newsboat and podboat ----------------------------------------------------


def newsboat(home: Path, feed_url: str) -> list[dict[str, Any]]:
    """The items that newsboat keeps after it has read ``feed_url``."""
    (home / "urls").write_text(f"{feed_url}\n")
    (home / "config").write_text(f'download-path "{home}/downloads/"\npodcast-auto-enqueue yes\n')
    subprocess.run(
        ["newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"],  # noqa: S607
        cwd=home,
        env=environment(home),
        timeout=PATIENCE_SECONDS,
        check=True,
    )
    return rows(home / "cache.db", "select * from rss_item order by guid")


def test_newsboat_shows_title_author_date_and_the_whole_article(
    station: FileServer, tmp_path: Path
) -> None:
    second, first = newsboat(tmp_path, f"{station.base_url}/feed.xml")
    assert (first["guid"], second["guid"]) == ("loa:songcong", "loa:giavang")
    assert second["title"] == TITLE
    assert first["author"] == "T.H"
    assert first["pubDate"] == int(PUBLISHED.timestamp())
    assert first["enclosure_url"] == f"{station.base_url}/audio/songcong/01ababababab.mp3"
    for block in BLOCKS:
        if block.kind is BlockKind.PARAGRAPH:
            assert block.text in first["content"]


def test_podboat_downloads_the_published_bytes(station: FileServer, tmp_path: Path) -> None:
    newsboat(tmp_path, f"{station.base_url}/feed.xml")
    podboat(tmp_path)
    downloads = sorted((tmp_path / "downloads").iterdir())
    assert [each.name for each in downloads] == ["01ababababab.mp3", "07ababababab.mp3"]
    assert [each.read_bytes() for each in downloads] == [sound(80_640)] * 2


def podboat(home: Path) -> None:
    """Has podboat, which wants a terminal, download its whole queue."""
    queue = home / ".newsboat" / "queue"
    wanted = len(queue.read_text().splitlines())
    ours, its = pty.openpty()
    client = subprocess.Popen(
        ["podboat", "-C", home / "config", "-q", queue, "-a"],  # noqa: S607
        env=environment(home),
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    screen = threading.Thread(target=read_to_the_end, args=(ours,))
    screen.start()
    try:
        # A file has its name once it is whole; until then it ends in ".part".
        wait_until(lambda: len(list(home.glob("downloads/*.mp3"))) == wanted)
        wait_until(lambda: quits(client, ours))
    finally:
        client.kill()
        client.wait()
        screen.join()
        os.close(ours)


def quits(client: subprocess.Popen[bytes], terminal: int) -> bool:
    """Whether ``client`` has ended; if not, asks it to, for it refuses while it is busy."""
    if client.poll() is None:
        os.write(terminal, b"q")
        return False
    return True


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def read_to_the_end(terminal: int) -> None:
    """Reads what the client draws, since it stops when nobody does."""
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:
        # Linux reports the end of a terminal so.
        return
