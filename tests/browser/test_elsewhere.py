"""A player in the page of another site reads what it needs, in Chromium, and no page of ours."""

from typing import Any

import pytest
from playwright.sync_api import Page

from service.model import Episode
from tests.standins.fileserver import serving
from tests.web.newsroom import Newsroom

pytestmark = pytest.mark.browser

ASK = """async ({url, headers}) => {
  try {
    const answer = await fetch(url, {headers, cache: 'no-store'});
    const told = {};
    for (const name of ['ETag', 'Content-Range']) told[name] = answer.headers.get(name);
    return {status: answer.status, told, length: (await answer.arrayBuffer()).byteLength};
  } catch (failure) {
    return {status: 0, told: {}, length: 0};
  }
}"""


def test_a_player_elsewhere_asks_for_parts_and_for_what_is_new(
    page: Page, newsroom: Newsroom, episode: Episode
) -> None:
    enclosure = episode.edition.enclosure

    def ask(path: str, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return page.evaluate(ASK, {"url": newsroom.base_url + path, "headers": named})

    with serving() as site:
        site.files["/player.html"] = b"<!doctype html><title>Player</title>"
        page.goto(f"{site.base_url}/player.html")
        audio = f"/audio/{enclosure.name}"
        part = ask(audio, Range="bytes=5-14")
        assert (part["status"], part["length"]) == (206, 10)
        assert part["told"]["Content-Range"] == f"bytes 5-14/{enclosure.length}"
        # What follows no browser sends elsewhere without having asked for leave.
        tag = ask("/feed.xml")["told"]["ETag"]
        assert ask("/feed.xml", If_None_Match=tag)["status"] == 304
        resumed = ask(audio, Range="bytes=5-", If_Range=part["told"]["ETag"])
        assert (resumed["status"], resumed["length"]) == (206, enclosure.length - 5)
        assert ask(f"/episodes/{episode.id}/captions.vtt", If_None_Match='"x"')["status"] == 200
        assert ask("/audio/none/0123456789ab.mp3")["status"] == 404, "a refusal can be read"
        assert ask("/")["status"] == 0, "our pages are not for scripts of others"
        assert ask("/feed.xml", X_Other="1")["status"] == 0, "no other header is let through"
