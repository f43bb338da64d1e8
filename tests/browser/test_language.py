"""The desk in English, in a real browser: one button, the same page, and what scripts say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.model import Episode
from tests.browser.checks import arrive, findings, open_everything, sign_in
from tests.browser.test_access import DESK, filled
from tests.web.newsroom import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("selection")]


@pytest.fixture(scope="module")
def english(chromium: Browser, newsroom: Newsroom) -> Iterator[Page]:
    """A page at the desk of who chose English."""
    context = chromium.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    sign_in(page, newsroom)
    page.get_by_role("button", name="English").click()
    arrive(page, page.get_by_role("heading", name="Articles taken in", exact=True))
    yield page
    context.close()


@pytest.mark.parametrize("path", DESK)
def test_axe_finds_nothing_on_an_english_page(
    english: Page, newsroom: Newsroom, episode: Episode, axe: Path, path: str
) -> None:
    answer = english.goto(filled(path, newsroom, episode))
    open_everything(english)
    assert english.locator("html").get_attribute("lang") == "en"
    assert answer is None or answer.status == 200 or "hdnd" in path
    assert findings(english, axe) == []


def test_the_button_keeps_the_page_at_both_ends_and_is_reached_by_keyboard(
    english: Page, newsroom: Newsroom, episode: Episode
) -> None:
    address = f"{newsroom.base_url}/desk/articles/{episode.id}?show=unread"
    english.goto(address)
    english.get_by_role("button", name="Tiếng Việt").focus()
    english.keyboard.press("Enter")
    arrive(english, english.get_by_role("heading", name="Từng câu: in và đọc"))
    assert english.url == address
    english.get_by_role("button", name="English").focus()
    english.keyboard.press("Enter")
    arrive(english, english.get_by_role("heading", name="Sentence by sentence: printed and read"))
    assert english.url == address


def test_scripts_speak_the_language_of_the_page(
    english: Page, newsroom: Newsroom, episode: Episode
) -> None:
    english.goto(f"{newsroom.base_url}/desk/articles/{episode.id}")
    line = english.locator("li.line").first
    expect(line.get_by_role("button", name="Sentence 1", exact=True)).to_be_visible()
    line.get_by_role("button", name="Sentence 1", exact=True).click()
    line.get_by_role("button", name="Listen to sentence 1").click()
    expect(line.locator("[data-heard]")).to_contain_text("characters")


def test_a_page_at_320_pixels_has_room_for_the_button(english: Page, newsroom: Newsroom) -> None:
    english.set_viewport_size({"width": 320, "height": 800})
    english.goto(f"{newsroom.base_url}/desk/")
    button = english.get_by_role("button", name="Tiếng Việt").bounding_box()
    assert button is not None
    assert button["height"] >= 44
    assert english.evaluate("document.documentElement.scrollWidth") <= 320
    english.set_viewport_size({"width": 1280, "height": 800})
