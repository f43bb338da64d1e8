"""The captions as a browser reads them: every part, when it is heard, and as it is printed."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from service.model import Episode, Ms
from service.outputs.captions import render_vtt
from service.outputs.captions.caption import Caption
from tests.web.hostile import HOSTILE
from tests.web.newsroom import Newsroom

pytestmark = pytest.mark.browser

READ = """async (src) => {
  const track = document.createElement("track");
  track.kind = "captions";
  const read = new Promise((done, fail) => { track.onload = done; track.onerror = fail; });
  track.src = src;
  document.querySelector("audio").append(track);
  track.track.mode = "hidden";
  await read;
  return [...track.track.cues].map((cue) => ({
    id: cue.id, begin: cue.startTime, end: cue.endTime,
    text: cue.getCueAsHTML().textContent, tags: cue.getCueAsHTML().children.length,
  }));
}"""


PARSE = """async (file) => {
  const audio = document.body.appendChild(document.createElement("audio"));
  const track = audio.appendChild(document.createElement("track"));
  const read = new Promise((done, fail) => { track.onload = done; track.onerror = fail; });
  track.src = URL.createObjectURL(new Blob([file], { type: "text/vtt" }));
  track.track.mode = "hidden";
  await read;
  return [...track.track.cues].map((cue) => cue.getCueAsHTML())
    .map((shown) => [shown.textContent, shown.firstElementChild.title]);
}"""


@pytest.fixture(scope="module")
def hostile(newsroom: Newsroom) -> Episode:
    return newsroom.record("bai/pha-phu-de", HOSTILE)


def read_cues(page: Page, newsroom: Newsroom, episode: Episode) -> list[dict[str, Any]]:
    address = f"/episodes/{episode.id}"
    page.goto(newsroom.base_url + address)
    found: list[dict[str, Any]] = page.evaluate(READ, f"{address}/captions.vtt")
    return found


def test_a_browser_reads_the_captions_that_the_transcript_tells_of(
    page: Page, newsroom: Newsroom, hostile: Episode
) -> None:
    cues = read_cues(page, newsroom, hostile)
    told = newsroom.ask(f"/episodes/{hostile.id}/transcript.json").json["segments"]
    assert [(each["id"], each["begin"], each["end"]) for each in cues] == [
        (each["id"], each["startTime"], each["endTime"]) for each in told
    ]
    assert [each["text"].replace("\n", " ") for each in cues] == [each["body"] for each in told]
    assert not any(each["tags"] for each in cues)


def test_a_browser_takes_a_voice_for_a_voice_and_not_for_text(
    page: Page, newsroom: Newsroom
) -> None:
    one, two = (
        Caption(name, Ms(at), Ms(at + 900), ("Xin chào",), voice=name)
        for at, name in ((0, "Ban đọc & báo"), (1000, "Máy"))
    )
    page.goto(newsroom.base_url)
    told = page.evaluate(PARSE, render_vtt([one, two]))
    assert told == [["Xin chào", one.voice], ["Xin chào", two.voice]]


def test_no_more_than_one_caption_is_shown_at_a_time(
    page: Page, newsroom: Newsroom, hostile: Episode
) -> None:
    cues = read_cues(page, newsroom, hostile)
    assert len(cues) > 30
    for before, after in pairwise(cues):
        assert before["begin"] < before["end"] <= after["begin"]
