"""The configuration of nginx that is shipped is one that nginx takes."""

from pathlib import Path

import pytest

from bench.crowd.front import find_nginx, nginx_before
from tests.ports import free_port
from tests.standins.crowded import crowded_server, get, status_of
from tests.web.server.test_strangers import ask


@pytest.mark.clients
@pytest.mark.skipif(find_nginx() is None, reason="nginx is not installed")
def test_behind_the_shipped_nginx_the_station_is_heard(tmp_path: Path) -> None:
    front, folder = free_port(), tmp_path / "nginx"
    folder.mkdir()
    request = get("/feed.xml", "Connection: close")
    with (
        crowded_server(tmp_path, 256, 256, proxy="127.0.0.1") as server,
        nginx_before([server.port], front, folder),
    ):
        assert status_of(ask(front, request)) == 200
        assert status_of(ask(front, get("/known", "Connection: close"))) == 304
