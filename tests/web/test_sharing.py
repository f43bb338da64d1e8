"""Players in the pages of other sites may read what the public gets (Fetch standard, CORS)."""

import pytest

from service.model import Episode
from service.outputs.addresses import HEARD, PAGE, picture_path
from service.outputs.artwork import read_artwork
from service.shipped import shipped_folder
from tests.web.newsroom import Answer, Editor, Newsroom

COVER = f"/{read_artwork((shipped_folder('static') / 'cover.png').read_bytes()).name}"
COMPANIONS = (
    *("captions.vtt", "captions.srt", "transcript.json", "transcript.txt", "transcript.html"),
    *("chapters.json", "manifest.json"),
)
SHARED = ("/feed.xml", COVER, "audio", *COMPANIONS)
CONDITIONS = ("Range", "If-Range", "If-None-Match", "If-Modified-Since")
ELSEWHERE = "https://player.example"


def address(path: str, episode: Episode) -> str:
    if path == "audio":
        return f"/audio/{episode.edition.enclosure.name}"
    return path if path.startswith("/") else f"{PAGE.path(episode_id=episode.id)}/{path}"


def preflight(newsroom: Newsroom, path: str) -> Answer:
    asked = {
        "Origin": ELSEWHERE,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": ", ".join(CONDITIONS).lower(),
    }
    return newsroom.ask(path, "OPTIONS", headers=asked)


def listed(answer: Answer, header: str) -> set[str]:
    return {each.strip() for each in (answer.headers[header] or "").split(",")}


@pytest.mark.parametrize("path", SHARED)
def test_a_player_elsewhere_may_ask_for_parts_and_for_what_is_new(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    answer = preflight(newsroom, address(path, episode))
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert listed(answer, "Access-Control-Allow-Methods") == {"GET", "HEAD"}
    assert set(CONDITIONS) <= listed(answer, "Access-Control-Allow-Headers")
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("path", SHARED)
def test_what_it_gets_it_may_read_with_its_length_place_and_tag(
    newsroom: Newsroom, episode: Episode, path: str
) -> None:
    answer = newsroom.ask(address(path, episode), headers={"Origin": ELSEWHERE})
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    exposed = listed(answer, "Access-Control-Expose-Headers")
    assert {"Content-Length", "Content-Range", "ETag"} <= exposed


@pytest.mark.parametrize("path", SHARED)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_nobody_is_let_in_from_elsewhere_by_a_cookie(
    newsroom: Newsroom, episode: Episode, editor: Editor, path: str, method: str
) -> None:
    headers = {"Origin": ELSEWHERE, "Cookie": editor.cookie}
    answer = newsroom.ask(address(path, episode), method, headers=headers)
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == "*", "never the origin that asks"


def test_a_refusal_may_be_read_too(newsroom: Newsroom, episode: Episode) -> None:
    for path in ("/audio/x/0123456789ab.mp3", picture_path("pictures/none.jpg")):
        answer = newsroom.ask(path, headers={"Origin": ELSEWHERE})
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (404, "*")
    beyond = {"Origin": ELSEWHERE, "Range": "bytes=999999999-"}
    answer = newsroom.ask(address("audio", episode), headers=beyond)
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (416, "*")
    assert answer.headers["Content-Range"] == f"bytes */{episode.edition.enclosure.length}"


@pytest.mark.parametrize("path", ["/", "page", "/corrections", "/desk/sign-in", "/healthz"])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_pages_and_the_desk_are_read_by_no_script_of_another_site(
    newsroom: Newsroom, episode: Episode, path: str, method: str
) -> None:
    path = PAGE.path(episode_id=episode.id) if path == "page" else path
    answer = newsroom.ask(path, method, headers={"Origin": ELSEWHERE})
    assert answer.status in (200, 405)
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]


def test_the_api_lets_no_script_of_another_site_in(newsroom: Newsroom) -> None:
    answer = preflight(newsroom, "/api/v1/articles")
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]


def test_what_only_takes_something_is_shared_with_nobody(
    newsroom: Newsroom, episode: Episode
) -> None:
    path = HEARD.path(episode_id=episode.id, quarters="1")
    for method in ("OPTIONS", "POST"):
        answer = newsroom.ask(path, method, headers={"Origin": ELSEWHERE})
        assert not [name for name in answer.headers if name.startswith("Access-Control-")]
