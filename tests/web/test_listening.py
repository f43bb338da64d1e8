"""Downloads are counted of what was really sent, and whoever listens never waits for it."""

import http.client
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from service.errors import StoreError
from service.model import Episode
from service.model.listening import (
    PAGE_KINDS,
    FigureKind,
    FiguresAsked,
    FiguresBy,
    ListeningCount,
)
from service.tending.listening_queue import ListeningQueue
from service.web import create_app
from service.web.listening import SentFile
from service.web.site import EXTENSION, MARKS_A_MINUTE, Site, close_site
from tests.web.newsroom import Newsroom

ANTENNAPOD = {"User-Agent": "AntennaPod/3.5.0"}


def downloads(newsroom: Newsroom, episode: Episode) -> int:
    """Of the episode, once all that waits is counted."""
    around: Site = newsroom.app.extensions[EXTENSION]
    assert around.listening is not None
    assert around.listening.count_now()
    today = datetime.now(UTC).date()
    asked = FiguresAsked(today, today, episode_id=episode.id)
    sums = newsroom.service.library.sum_figures(asked, FiguresBy.EPISODE)
    return sum(each.count for each in sums if each.kind is FigureKind.DOWNLOAD)


def address(episode: Episode) -> str:
    return f"/audio/{episode.edition.enclosure.name}"


@pytest.fixture
def counted(newsroom: Newsroom, episode: Episode) -> Callable[..., int]:
    """How many downloads more there are after a request with these headers."""

    def ask(
        headers: Mapping[str, str], method: str = "GET", program: Mapping[str, str] = ANTENNAPOD
    ) -> int:
        before = downloads(newsroom, episode)
        fetch(newsroom, address(episode), method, {**program, **headers})
        return downloads(newsroom, episode) - before

    return ask


def fetch(newsroom: Newsroom, path: str, method: str, headers: Mapping[str, str]) -> None:
    """The answer is taken whole, and the server has closed its file.

    It answers a connection's second request when the first answer has gone.
    """
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=20)
    with closing(connection):
        for asked in ((method, path, None, dict(headers)), ("GET", "/readyz")):
            connection.request(*asked)
            connection.getresponse().read()


def agent(name: str) -> dict[str, str]:
    return {"User-Agent": f"{name} AntennaPod/3.5.0"}


def test_a_whole_recording_is_one_download_however_often_it_is_fetched(
    counted: Callable[..., int],
) -> None:
    assert counted(agent("mot")) == 1
    assert counted(agent("mot")) == 0
    assert counted(agent("hai")) == 1


@pytest.mark.parametrize(
    ("headers", "method"),
    [
        (agent("ba"), "HEAD"),
        (agent("ba") | {"Range": "bytes=0-1"}, "GET"),
        (agent("ba") | {"Range": "bytes=0-999"}, "GET"),
        (agent("ba") | {"Range": "bytes=99999999-"}, "GET"),
        ({"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, "GET"),
        ({"User-Agent": "curl/8.5.0"}, "GET"),
        ({"User-Agent": ""}, "GET"),
        (agent("ba") | {"Sec-Purpose": "prefetch"}, "GET"),
        (agent("ba") | {"If-None-Match": "*"}, "GET"),
    ],
)
def test_probes_robots_and_what_sends_nothing_are_no_downloads(
    counted: Callable[..., int], headers: dict[str, str], method: str
) -> None:
    assert counted(headers, method) == 0


def test_parts_are_summed_and_the_page_counts_apart(
    counted: Callable[..., int], newsroom: Newsroom, episode: Episode
) -> None:
    half = episode.edition.enclosure.length // 2
    page = {"Referer": f"{newsroom.base_url}/episodes/{episode.id}", "Sec-Fetch-Dest": "audio"}
    assert counted(agent("bon") | {"Range": f"bytes=0-{half}"}) == 0
    assert counted(agent("bon") | {"Range": f"bytes={half}-"}) == 1
    assert counted(agent("nam") | page) == 0
    assert counted(agent("nam") | {**page, "Sec-Fetch-Dest": "document"}) == 1


def test_odd_headers_disturb_neither_listener_nor_count(counted: Callable[..., int]) -> None:
    odd = "AntennaPod " + "é\xff\x80" * 3_000
    assert counted({"User-Agent": odd, "Referer": "http://[" + "x" * 9_000}) == 1
    assert counted({"User-Agent": odd + "?"}) == 0, "beyond what is looked at"


def test_who_leaves_before_anything_was_taken_has_downloaded_nothing(
    newsroom: Newsroom, episode: Episode
) -> None:
    before = downloads(newsroom, episode)
    with socket.create_connection(("127.0.0.1", newsroom.port), timeout=20) as connection:
        words = (
            f"GET {address(episode)} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: AntennaPod/9\r\n"
        )
        connection.sendall(words.encode())  # and the last line never comes
    newsroom.ask("/readyz")
    assert downloads(newsroom, episode) == before


def test_a_file_tells_once_what_was_read_of_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    told: list[tuple[int, int]] = []
    file = SentFile((tmp_path / "a").open("rb"), lambda *span: told.append(span))
    file.seek(2)
    assert file.read(3) == b"234"
    assert file.read(2) == b"56"
    file.seek(5)  # the server takes back what it could not send
    file.close()
    file.close()
    assert told == [(2, 5)]


def test_a_file_of_which_nothing_was_read_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    told: list[tuple[int, int]] = []
    SentFile((tmp_path / "a").open("rb"), lambda *span: told.append(span)).close()
    assert told == []


@pytest.fixture
def set_up(newsroom: Newsroom) -> Iterator[Callable[..., Flask]]:
    opened: list[Flask] = []

    def make(**changed: Any) -> Flask:
        settings = replace(newsroom.service.settings, **changed)
        service = replace(newsroom.service, settings=settings)
        opened.append(create_app(service, now=lambda: datetime.now(UTC)))
        return opened[-1]

    yield make
    for app in opened:
        close_site(app)


@pytest.mark.parametrize("who", [ListeningCount.NO, ListeningCount.LOG])
def test_where_somebody_else_counts_or_nobody_does_nothing_is_counted_here(
    newsroom: Newsroom, episode: Episode, set_up: Callable[..., Flask], who: str
) -> None:
    before = downloads(newsroom, episode)
    app = set_up(count_listening=who)
    answer = app.test_client().get(address(episode), headers=agent(f"ai-{who}"))
    assert answer.status_code == 200
    answer.close()
    close_site(app)
    assert downloads(newsroom, episode) == before


def test_a_database_that_takes_nothing_disturbs_no_listener(
    newsroom: Newsroom, episode: Episode, set_up: Callable[..., Flask]
) -> None:
    app = set_up()
    around: Site = app.extensions[EXTENSION]

    def refuse(seen: object) -> None:
        raise StoreError("đĩa đầy", "disk full")

    queue = ListeningQueue(refuse, most=2, pause_s=3_600)
    app.extensions[EXTENSION] = replace(around, listening=queue)
    for number in range(5):
        answer = app.test_client().get(address(episode), headers=agent(f"day {number}"))
        assert (answer.status_code, len(answer.data)) == (200, episode.edition.enclosure.length)
        answer.close()
    assert not queue.count_now()


def plays(newsroom: Newsroom, episode: Episode) -> dict[FigureKind, int]:
    """What pages told of the episode, once all that waits is counted."""
    downloads(newsroom, episode)
    today = datetime.now(UTC).date()
    asked = FiguresAsked(today, today, episode_id=episode.id)
    sums = newsroom.service.library.sum_figures(asked, FiguresBy.EPISODE)
    return {each.kind: each.count for each in sums if each.kind in PAGE_KINDS}


def tell(newsroom: Newsroom, path: str, **headers: str) -> int:
    own = {"Origin": newsroom.base_url, **{name.title(): told for name, told in headers.items()}}
    answer = newsroom.ask(path, "POST", headers=own)
    assert "Set-Cookie" not in answer.headers
    return answer.status


def test_a_page_tells_how_far_it_was_heard_and_of_whom_nothing(
    newsroom: Newsroom, episode: Episode
) -> None:
    before = plays(newsroom, episode)
    for quarters in (0, 1, 1, 4):
        assert tell(newsroom, f"/episodes/{episode.id}/heard/{quarters}") == 204
    after = plays(newsroom, episode)
    grown = {kind: after[kind] - before.get(kind, 0) for kind in after}
    assert grown == {
        FigureKind.PAGE_BEGUN: 1,
        FigureKind.PAGE_ONE: 2,
        FigureKind.PAGE_ALL: 1,
    } | {kind: 0 for kind in after if kind in (FigureKind.PAGE_TWO, FigureKind.PAGE_THREE)}


def test_pages_of_others_and_what_no_page_tells_count_nothing(
    newsroom: Newsroom, episode: Episode
) -> None:
    before = plays(newsroom, episode)
    path = f"/episodes/{episode.id}/heard/1"
    assert tell(newsroom, path, origin="https://xau.example") == 403
    assert tell(newsroom, path, origin="null") == 403
    assert tell(newsroom, f"/episodes/{episode.id}/heard/5") == 404
    assert tell(newsroom, f"/episodes/{episode.id}/heard/99999999999") == 404
    assert tell(newsroom, "/episodes/khongco/heard/1") == 204
    assert newsroom.ask(path).status == 405
    assert plays(newsroom, episode) == before


def test_who_makes_figures_up_moves_them_little(
    newsroom: Newsroom, episode: Episode, set_up: Callable[..., Flask]
) -> None:
    client = set_up().test_client()
    before = plays(newsroom, episode).get(FigureKind.PAGE_TWO, 0)
    for _ in range(3 * MARKS_A_MINUTE):
        answer = client.post(
            f"/episodes/{episode.id}/heard/2", headers={"Origin": "http://localhost"}
        )
        assert answer.status_code == 204
    close_site(client.application)
    assert plays(newsroom, episode)[FigureKind.PAGE_TWO] - before < 2 * MARKS_A_MINUTE


def test_a_page_that_is_not_counted_has_nothing_to_tell(
    newsroom: Newsroom, episode: Episode, set_up: Callable[..., Flask]
) -> None:
    assert (
        f'data-heard="/episodes/{episode.id}/heard/"'
        in newsroom.ask(f"/episodes/{episode.id}").text
    )
    app = set_up(count_listening=ListeningCount.NO)
    assert "data-heard" not in app.test_client().get(f"/episodes/{episode.id}").text
    own = {"Origin": "http://localhost"}
    assert app.test_client().post(f"/episodes/{episode.id}/heard/1", headers=own).status_code == 204
