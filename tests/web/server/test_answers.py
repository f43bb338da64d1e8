"""How answers leave: without a copy, a thread or a descriptor that stays behind."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.web.server.threads import is_for_writers
from tests.cli.shell import wait_until
from tests.standins.crowded import crowded_server, get, many, status_of
from tests.web.newsroom import Newsroom

SIZE = 24 * 2**20
"""More than waitress would let wait for one listener (16 MiB)."""


@pytest.fixture
def long_episode(newsroom: Newsroom) -> Iterator[str]:
    name = "dai/0123456789ab.mp3"
    path = newsroom.service.settings.data / "media" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(SIZE)
    yield f"/audio/{name}"
    path.unlink()


def open_files(part: str) -> int:
    """How many descriptors of this process lead to a file whose path holds ``part``."""
    count = 0
    for each in Path("/proc/self/fd").iterdir():
        try:
            count += part in str(each.readlink())
        except FileNotFoundError:
            continue
    return count


def begin(port: int, request: bytes) -> socket.socket:
    """A listener who reads no more than the status line."""
    opened = socket.create_connection(("127.0.0.1", port), timeout=20)
    opened.sendall(request)
    assert opened.recv(12)
    return opened


@pytest.mark.parametrize("copies", [1, 2])
def test_listeners_who_pause_hold_no_thread_and_write_no_temporary_file(
    newsroom: Newsroom, long_episode: str, copies: int
) -> None:
    """Two requests in one packet: the second waits for its listener, not a thread."""
    request = get(long_episode, "Range: bytes=0-") * copies
    deleted = open_files("(deleted)")
    with many([begin(newsroom.port, request) for _ in range(20)]):
        assert newsroom.ask("/feed.xml").status == 200
        assert open_files("(deleted)") == deleted
        assert open_files("0123456789ab.mp3") == 20
    wait_until(lambda: open_files("0123456789ab.mp3") == 0, "all files are closed")


def test_a_file_is_closed_once_its_part_is_sent(newsroom: Newsroom, long_episode: str) -> None:
    for asked in ("bytes=5-9", f"bytes={SIZE - 10}-", "bytes=999999999-", "bytes=0-0"):
        newsroom.ask(long_episode, headers={"Range": asked})
        newsroom.ask(long_episode, "HEAD", headers={"Range": asked})
    wait_until(lambda: open_files("0123456789ab.mp3") == 0, "all files are closed")


@pytest.mark.parametrize("version", ["1.1", "1.0"])
def test_a_304_keeps_the_connection_that_the_client_keeps(
    newsroom: Newsroom, long_episode: str, version: str
) -> None:
    known = get(long_episode, 'If-None-Match: "0123456789ab"').replace(b"1.1", version.encode())
    with closing(socket.create_connection(("127.0.0.1", newsroom.port), timeout=20)) as opened:
        opened.sendall(known)
        answer = opened.recv(4096)
        assert status_of(answer) == 304
        assert (b"Connection: close" in answer) is (version == "1.0")
        if version == "1.1":
            opened.sendall(known)
            assert status_of(opened.recv(4096)) == 304


def test_a_client_that_says_close_is_closed_after_a_304(tmp_path: Path) -> None:
    request = get("/known", "Connection: close")
    with crowded_server(tmp_path, 64, 64) as server, server.connect(request) as opened:
        assert b"Connection: close" in opened.recv(4096)
        assert opened.recv(1) == b""


def test_requests_in_one_packet_are_answered_in_their_order(tmp_path: Path) -> None:
    packet = get("/long") + get("/feed.xml") + get("/known", "Connection: close")
    with (
        crowded_server(tmp_path, 64, 64) as server,
        server.connect(packet) as opened,
        opened.makefile("rb") as file,
    ):
        answer = file.read()
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert answer.index(b"<rss/>") < answer.index(b"HTTP/1.1 304")


@pytest.mark.parametrize(
    ("method", "path", "writers"),
    [
        ("GET", "/feed.xml", False),
        ("HEAD", "/audio/a/b.mp3", False),
        ("GET", "/desk/", True),
        ("GET", "//api/v1/jobs/1", True),
        ("GET", "/desktop", False),
        ("PUT", "/api/v1/articles/a", True),
        ("POST", "/", True),
    ],
)
def test_who_waits_for_the_database_keeps_no_reader_waiting(
    method: str, path: str, writers: bool
) -> None:
    assert is_for_writers(method, path) is writers
