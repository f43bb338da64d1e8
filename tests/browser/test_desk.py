"""The desk in Chromium: sentences play in place and a recording's progress shows by itself."""

import pytest
from playwright.sync_api import Browser, Page, expect

from service.model import Article
from tests.web.newsroom import SHORT, Newsroom

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page: Page, newsroom: Newsroom) -> Page:
    page.goto(f"{newsroom.base_url}/desk/sign-in?token={newsroom.sign_in_secret()}")
    page.get_by_role("button", name="Vào bàn biên tập").click()
    return page


@pytest.fixture
def unrecorded(newsroom: Newsroom, request: pytest.FixtureRequest) -> Article:
    """An article none of whose sentences has been spoken."""
    text = SHORT.replace("năm sau", request.node.name.replace("_", " "))
    return newsroom.take_in(f"ban/{request.node.name}", text)


def test_pressing_regenerate_shows_progress_to_the_end_without_a_reload(
    desk: Page, newsroom: Newsroom, unrecorded: Article
) -> None:
    desk.goto(f"{newsroom.base_url}/desk/articles/{unrecorded.id}")
    desk.get_by_role("button", name="Thu lại").click()
    desk.evaluate("window.sameDocument = true")
    expect(desk.get_by_role("status").last).to_contain_text("Đã phát bản 1", timeout=30_000)
    expect(desk.get_by_text("Đã xong", exact=True)).to_be_visible()
    assert desk.evaluate("window.sameDocument") is True


def test_a_sentence_plays_in_place(desk: Page, newsroom: Newsroom) -> None:
    episode = newsroom.record("ban/nghe")
    address = f"{newsroom.base_url}/desk/articles/{episode.id}"
    desk.goto(address)
    with desk.expect_response("**/desk/clips/*.mp3") as answer:
        desk.get_by_role("link", name="Nghe câu 2", exact=True).click()
    assert answer.value.status in (200, 206)
    assert desk.url == address


def test_without_javascript_a_recording_is_followed_by_a_link(
    chromium: Browser, newsroom: Newsroom, unrecorded: Article
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{newsroom.base_url}/desk/sign-in?token={newsroom.sign_in_secret()}")
    page.get_by_role("button", name="Vào bàn biên tập").click()
    page.goto(f"{newsroom.base_url}/desk/articles/{unrecorded.id}")
    page.get_by_role("button", name="Thu lại").click()
    newsroom.finish(unrecorded.id)
    page.reload()
    expect(page.get_by_text("Đã xong", exact=True)).to_be_visible()
    context.close()
