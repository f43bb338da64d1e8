"""Covers as Chromium shows them: whole, square, and on the lock screen of who listens."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page

from service.covers.colours import HOUSE
from tests.covers.seen import lettered

pytestmark = pytest.mark.browser

SHOW = """path => new Promise((done, fail) => {
  document.body.innerHTML = '<img style="display:block;width:300px;height:300px">';
  document.body.style.margin = '0';
  const image = document.querySelector('img');
  image.onload = () => done([image.naturalWidth, image.naturalHeight]);
  image.onerror = fail;
  image.src = path;
})"""


def test_the_lock_screen_shows_the_episodes_own_cover(page: Page, address: str) -> None:
    page.goto(address)
    shown = page.locator("section.player").get_attribute("data-cover") or ""
    assert shown.startswith("/covers/")
    (artwork,) = page.evaluate(
        "navigator.mediaSession.metadata.artwork.map(({src, sizes, type}) => [src, sizes, type])"
    )
    assert artwork[0].endswith(shown)
    assert artwork[1:] == ["1400x1400", "image/jpeg"]
    assert page.locator("meta[property='og:image']").get_attribute("content") == artwork[0]


def test_a_list_of_episodes_shows_a_cover_whose_headline_stands_out(
    page: Page, address: str
) -> None:
    page.goto(address)
    shown = page.locator("section.player").get_attribute("data-cover") or ""
    assert page.evaluate(SHOW, shown) == [1400, 1400]
    screen = Image.open(io.BytesIO(page.locator("img").screenshot())).convert("RGB")
    assert screen.size == (300, 300)
    box = lettered(screen)
    assert box is not None
    left, top, right, bottom = box
    assert min(left, top, 300 - right, 300 - bottom) >= 300 * 0.06
    assert (right - left) > 150, "the headline fills the width, also in a list"
    corner = screen.getpixel((3, 296))
    assert isinstance(corner, tuple)
    assert all(abs(a - b) < 20 for a, b in zip(corner, HOUSE, strict=True))
