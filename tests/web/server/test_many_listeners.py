"""However many come, those who ask are answered and the server stays."""

import resource
import socket
import time
from pathlib import Path

import pytest

from tests.cli.shell import wait_until
from tests.standins.crowded import Crowded, crowded_server, get, many, status_of

HARD = resource.getrlimit(resource.RLIMIT_NOFILE)[1]


@pytest.mark.parametrize("descriptors", [64, 128, 256])
def test_silent_connections_beyond_the_limit_keep_no_listener_out(
    tmp_path: Path, descriptors: int
) -> None:
    with crowded_server(tmp_path, descriptors, descriptors) as server:
        with many([server.connect() for _ in range(descriptors + 50)]):
            wait_until(lambda: server.feed_status() == 200, "the feed is answered")
            assert server.descriptors() < descriptors
        assert server.process.poll() is None


@pytest.mark.parametrize("descriptors", [64, 256])
def test_listeners_beyond_the_limit_are_told_so(tmp_path: Path, descriptors: int) -> None:
    with (
        crowded_server(tmp_path, descriptors, descriptors) as server,
        many([server.connect(get("/long")) for _ in range(descriptors)]) as sockets,
    ):
        told = [status_of(each.recv(12)) for each in sockets]
        assert set(told) == {200, 503}
        refused = sockets[told.index(503)].recv(4096).decode()
        assert "Retry-After: " in refused
        assert "quá đông" in refused
        assert server.log.read_text().count("newcomers get 503") == 1
        # Once some have left, there is room again.
        for each, status in zip(sockets, told, strict=True):
            if status == 200:
                each.close()
        wait_until(lambda: server.feed_status() == 200, "the feed is answered")


@pytest.mark.skipif(HARD < 1400, reason="needs 1,400 descriptors")
def test_descriptors_above_1023_end_nobody(tmp_path: Path) -> None:
    """select(2) ends with ValueError there; the soft limit is raised by the server itself."""
    with crowded_server(tmp_path, 1024, 4096) as server:
        with many([server.connect() for _ in range(1100)]):
            wait_until(lambda: server.descriptors() > 1100, "all are in")
            assert server.feed_status() == 200
        assert server.process.poll() is None
        assert "Traceback" not in server.log.read_text()


def test_a_want_of_descriptors_is_waited_out_not_spun_on(tmp_path: Path) -> None:
    with crowded_server(tmp_path, 64, 64) as server:
        # From outside: fewer than it counted on, as when the work beside it takes them.
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (server.descriptors(), 64))
        before = _cpu_ticks(server)
        with many([server.connect(get("/feed.xml")) for _ in range(5)]) as sockets:
            wait_until(lambda: "Cannot accept" in server.log.read_text(), "it is told")
            time.sleep(2)
            assert server.log.read_text().count("Cannot accept") == 1
            assert _cpu_ticks(server) - before < 100
            resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (64, 64))
            assert {status_of(each.recv(12)) for each in sockets} == {200}


def _cpu_ticks(server: Crowded) -> int:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_one_who_begins_to_play_is_sent_little_before_it_is_taken(tmp_path: Path) -> None:
    """Most seek or stop long before the system's 4 MB; what was sent by then was for nothing."""
    with crowded_server(tmp_path, 256, 256) as server, socket.socket() as player:
        player.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        player.settimeout(20)
        player.connect(("127.0.0.1", server.port))
        player.sendall(get("/long"))
        assert status_of(player.recv(12)) == 200
        assert server.feed_status() == 200
        time.sleep(0.5)
        server.process.kill()
        sent = 0
        while part := player.recv(65_536):
            sent += len(part)
    assert sent < 500_000


def test_an_urgent_byte_does_not_keep_the_server_awake(tmp_path: Path) -> None:
    with crowded_server(tmp_path, 256, 256) as server, server.connect() as opened:
        opened.send(b"!", socket.MSG_OOB)
        before = _cpu_ticks(server)
        time.sleep(1)
        assert _cpu_ticks(server) - before < 50
        assert server.feed_status() == 200
