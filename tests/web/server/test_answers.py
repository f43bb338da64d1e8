"""How answers leave: without a copy, a thread or a descriptor that stays behind."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask, Response, request

from service.web.files import answer_lasting
from service.web.server import Door, open_server
from service.web.server.threads import is_for_writers
from tests.cli.shell import wait_until
from tests.ports import free_port
from tests.standins.crowded import crowded_server, get, many, status_of

NAME, TAG, LAST = "0123456789ab.mp3", "0123456789ab", "Connection: close"
SIZE = 24 * 2**20
"""More than waitress would let wait for one listener (16 MiB)."""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where a long recording and a short page are served, by four threads."""
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(SIZE)
    app = Flask("recordings")

    @app.get("/recording")
    def recording() -> Response:
        return answer_lasting(SIZE, lambda: path.open("rb"), TAG, request, cache="public")

    @app.get("/page")
    def page() -> str:
        return "page"

    free = free_port()
    door = Door(host="127.0.0.1", port=free, threads=4)
    server = open_server(app, door, lambda *_: 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield free
    server.close()
    thread.join()


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


def answer(port: int, request: bytes) -> bytes:
    """All that comes back on a connection of its own."""
    with (
        closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as opened,
        opened.makefile("rb") as file,
    ):
        opened.sendall(request)
        return file.read()


@pytest.mark.parametrize("copies", [1, 2])
def test_listeners_who_pause_hold_no_thread_and_write_no_temporary_file(
    port: int, copies: int
) -> None:
    """Two requests in one packet: the second waits for its listener, not a thread."""
    deleted = open_files("(deleted)")
    with many([begin(port, get("/recording", "Range: bytes=0-") * copies) for _ in range(20)]):
        assert status_of(answer(port, get("/page", LAST))) == 200
        assert open_files("(deleted)") == deleted
        assert open_files(NAME) == 20
    wait_until(lambda: open_files(NAME) == 0, "all files are closed")


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        ("bytes=5-9", 206, 5),
        (f"bytes={SIZE - 10}-", 206, 10),
        (f"bytes=-{SIZE + 1}", 206, SIZE),
        ("bytes=999999999-", 416, None),
        ("bytes=0-1,4-5", 200, SIZE),
    ],
)
def test_a_part_has_its_length_and_its_file_is_closed(
    port: int, asked: str, status: int, length: int | None
) -> None:
    told = answer(port, get("/recording", f"Range: {asked}", LAST))
    assert status_of(told) == status
    if length is not None:
        head, _, body = told.partition(b"\r\n\r\n")
        assert f"Content-Length: {length}\r\n".encode() in head
        assert len(body) == length
    head_only = get("/recording", f"Range: {asked}", LAST).replace(b"GET", b"HEAD", 1)
    assert answer(port, head_only).endswith(b"\r\n\r\n")
    wait_until(lambda: open_files(NAME) == 0, "all files are closed")


@pytest.mark.parametrize("version", ["1.1", "1.0"])
def test_a_304_keeps_the_connection_that_the_client_keeps(port: int, version: str) -> None:
    known = get("/recording", f'If-None-Match: "{TAG}"').replace(b"1.1", version.encode())
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as opened:
        opened.sendall(known)
        told = opened.recv(4096)
        assert status_of(told) == 304
        assert (b"Connection: close" in told) is (version == "1.0")
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
        told = file.read()
    assert told.count(b"HTTP/1.1 200 OK") == 2
    assert told.index(b"<rss/>") < told.index(b"HTTP/1.1 304")


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
