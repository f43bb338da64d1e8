"""Behind the nginx that is shipped listeners get what Loa says, in the form that each can read."""

import gzip
import http.client
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from bench.crowd.front import cached_nginx_before, find_nginx
from service.model import Episode
from tests.ports import free_port
from tests.web.newsroom import Answer, open_newsroom

pytestmark = [
    pytest.mark.clients,
    pytest.mark.skipif(find_nginx() is None, reason="nginx is not installed"),
]


@dataclass(frozen=True)
class Front:
    """nginx, and an episode of the newsroom behind it."""

    port: int
    episode: Episode

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(connection):
            connection.request(method, path, headers=dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    @property
    def recording(self) -> str:
        return f"/audio/{self.episode.edition.enclosure.name}"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder: Path = tmp_path_factory.mktemp("behind")
    (folder / "nginx").mkdir()
    # nginx may work as another user, who has to find what it sends.
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)
    port = free_port()
    with open_newsroom(folder, media_delivery="nginx") as newsroom:
        episode = newsroom.record("sau/nginx")
        media = folder / "data" / "media"
        with cached_nginx_before([newsroom.port], port, folder / "nginx", media):
            yield Front(port, episode)


@pytest.mark.parametrize("path", ["/feed.xml", "/", "page", "captions.vtt"])
def test_each_gets_the_form_that_it_reads_from_the_cache_too(front: Front, path: str) -> None:
    page = f"/episodes/{front.episode.id}"
    path = {"page": page, "captions.vtt": f"{page}/captions.vtt"}.get(path, path)
    forms = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
    bodies, tags = set(), set()
    for _ in range(2):
        for coding, unpack in forms.items():
            answer = front.ask(path, headers={"Accept-Encoding": coding})
            assert answer.headers.get("Content-Encoding", "identity") == coding
            bodies.add(unpack(answer.body))
            tags.add(answer.headers["ETag"])
    assert (len(bodies), len(tags)) == (1, 3)


@pytest.mark.parametrize(
    ("told", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("gzip;q=1.0, br;q=0.9", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("br;q=0.0, gzip;q=0.5", "gzip"),
        ("gzip;q=0, br;q=0", None),
        ("deflate, zstd", None),
        ("", None),
    ],
)
def test_however_a_client_writes_it_the_same_form_is_kept_for_all(
    front: Front, told: str, coding: str | None
) -> None:
    path = f"/episodes/{front.episode.id}/transcript.txt?{coding}"
    front.ask(path, headers={"Accept-Encoding": coding or "identity"})
    answer = front.ask(path, headers={"Accept-Encoding": told})
    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["X-Cache"] in ("HIT", "STALE", "UPDATING")
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/feed.xml", "recording"])
def test_a_player_elsewhere_is_let_in_and_reads_what_it_needs(front: Front, path: str) -> None:
    path = front.recording if path == "recording" else path
    asked = {"Origin": "https://player.example", "Access-Control-Request-Headers": "range"}
    leave = front.ask(path, "OPTIONS", {**asked, "Access-Control-Request-Method": "GET"})
    assert leave.status == 200
    assert "Range" in leave.headers["Access-Control-Allow-Headers"]
    for answer in (leave, front.ask(path, headers={"Range": "bytes=0-9"})):
        assert answer.headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert "Content-Range" in front.ask(path).headers["Access-Control-Expose-Headers"]


def test_what_nginx_sends_has_the_name_that_loa_gives_it(front: Front) -> None:
    answer = front.ask(front.recording, headers={"Range": "bytes=0-9"})
    assert (answer.status, len(answer.body)) == (206, 10)
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert '-thanh-pho-khoi-cong-cay-cau-moi.mp3"' in answer.headers["Content-Disposition"]
