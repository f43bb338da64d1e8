"""What is withdrawn is gone behind a web server that keeps pages, too."""

import time
from functools import partial
from pathlib import Path

import pytest

from tests.cli.shell import wait_until
from tests.deploy.test_with_servers import cached_front
from tests.web.newsroom import Editor, Newsroom, open_newsroom

KEPT_SECONDS = 5
"""How long nginx keeps a page by our configuration."""


def _is_gone(front: Newsroom, page: str) -> bool:
    return front.ask(page).status == 410


@pytest.mark.servers
def test_a_page_that_is_asked_for_all_the_time_is_gone_once_it_is_withdrawn(
    tmp_path: Path,
) -> None:
    (tmp_path / "nginx").mkdir()
    with (
        open_newsroom(tmp_path) as newsroom,
        cached_front(newsroom, tmp_path / "nginx") as front,
    ):
        episode = newsroom.record("bai-1")
        pages = [f"/episodes/{episode.id}", f"/episodes/{episode.id}/transcript.txt"]
        for page in pages:
            assert front.ask(page).status == 200
            assert front.ask(page).headers["X-Cache"] == "HIT"
        Editor(newsroom).post(f"/desk/articles/{episode.id}/withdraw", notice="Đã rút.")
        time.sleep(KEPT_SECONDS + 1)
        for page in pages:
            front.ask(page)  # at the most this one finds what was kept, while nginx asks
            wait_until(partial(_is_gone, front, page), "the page is gone")
            assert {front.ask(page).status for _ in range(5)} == {410}
