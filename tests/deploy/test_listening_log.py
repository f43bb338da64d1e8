"""Downloads behind nginx are counted of the log that the shipped configuration writes."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.model.listening import FiguresAsked, FiguresBy
from service.tending.listening_log import read_log
from tests.deploy.test_with_servers import cached_front
from tests.web.newsroom import open_newsroom

ANDROID, IPHONE = {"User-Agent": "AntennaPod/3"}, {"User-Agent": "Podcasts/1630 CFNetwork/1"}


def wait_for_lines(log: Path, count: int) -> None:
    """nginx writes a line once its answer has gone, which the client may have by then."""
    for _ in range(400):
        if log.exists() and log.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.05)
    raise TimeoutError(log)


@pytest.mark.servers
@pytest.mark.parametrize("delivery", ["own", "nginx"])
def test_what_nginx_sent_is_counted_of_its_log_and_nothing_else(
    tmp_path: Path, delivery: str
) -> None:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with (
        open_newsroom(tmp_path, media_delivery=delivery) as newsroom,
        cached_front(newsroom, folder) as front,
    ):
        episode = newsroom.record("bai-1")
        address, length = (
            f"/audio/{episode.edition.enclosure.name}",
            episode.edition.enclosure.length,
        )
        half = length // 2
        front.ask(address, headers=ANDROID)
        front.ask(address, headers=ANDROID)
        front.ask(address, "HEAD", headers=IPHONE)
        for part in ("0-1", f"0-{half}", f"0-{half}", "10-99", f"{length}-"):
            front.ask(address, headers=IPHONE | {"Range": f"bytes={part}"})
        front.ask(address, headers={"User-Agent": "Googlebot/2.1"})
        front.ask("/feed.xml", headers=ANDROID)

        def downloads(requests: int) -> dict[str, int]:
            wait_for_lines(folder / "loa-listening.log", requests)
            now = datetime.now(UTC)
            found = read_log(newsroom.service.library, folder / "loa-listening.log", (), now)
            assert found.strange == 0
            asked = FiguresAsked(now.date(), now.date())
            sums = newsroom.service.library.sum_figures(asked, FiguresBy.APP)
            return {each.name: each.count for each in sums}

        assert downloads(9) == {"AntennaPod": 1}
        front.ask(address, headers=IPHONE | {"Range": f"bytes={half}-"})
        assert downloads(10) == {"AntennaPod": 1, "Apple Podcasts": 1}
