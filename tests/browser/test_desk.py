"""The desk in Chromium: sentences play in place and a recording's progress shows by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.model import Article
from tests.audio.sounds import syllables, wav
from tests.browser.checks import arrive, sign_in, titled
from tests.web.newsroom import SHORT, Newsroom, open_newsroom

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page: Page, newsroom: Newsroom) -> Page:
    sign_in(page, newsroom)
    return page


@pytest.fixture(scope="module")
def idle_newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom where nothing is recorded: a job waits until it is cancelled."""
    with open_newsroom(tmp_path_factory.mktemp("idle"), worker=False) as opened:
        yield opened


@pytest.fixture
def unrecorded(newsroom: Newsroom, request: pytest.FixtureRequest) -> Article:
    """An article none of whose sentences has been spoken."""
    name = request.node.name.replace("_", " ")
    text = titled(name, SHORT.replace("năm sau", name))
    return newsroom.take_in(f"ban/{request.node.name}", text)


def test_pressing_regenerate_shows_progress_to_the_end_without_a_reload(
    desk: Page, newsroom: Newsroom, unrecorded: Article
) -> None:
    desk.goto(f"{newsroom.base_url}/desk/articles/{unrecorded.id}")
    desk.get_by_role("button", name="Thu lại", exact=True).click()
    arrive(desk, desk.get_by_role("heading", name="Việc thu: "))
    desk.evaluate("window.sameDocument = true")
    expect(desk.get_by_role("status").last).to_contain_text("Đã thu bản 1", timeout=30_000)
    expect(desk.get_by_text("Đã xong", exact=True)).to_be_visible()
    assert desk.evaluate("window.sameDocument") is True


def test_when_a_job_ends_its_page_offers_what_can_be_done_then(
    page: Page, idle_newsroom: Newsroom
) -> None:
    article = idle_newsroom.take_in("ban/het-viec")
    job = idle_newsroom.service.regenerate(article.id)
    assert job is not None
    sign_in(page, idle_newsroom)
    page.goto(f"{idle_newsroom.base_url}/desk/jobs/{job.id}")
    page.evaluate("window.sameDocument = true")
    cancel = page.get_by_role("button", name="Huỷ việc này")
    cancel.focus()
    idle_newsroom.service.jobs.cancel(job.id)

    again = page.get_by_role("button", name="Thu lại lần nữa")
    expect(again).to_be_visible()
    expect(cancel).to_have_count(0)
    expect(page.get_by_role("link", name="Xem lại tiến độ")).to_have_count(0)
    expect(page.get_by_role("status").last).to_have_text("Đã huỷ")
    assert page.evaluate("window.sameDocument") is True, "the status is not cut off"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.keyboard.press("Enter")
    expect(again).to_be_visible()
    page.keyboard.press("Tab")
    expect(again).to_be_focused()
    again.click()
    arrive(page, page.get_by_text("Đã xếp việc thu lại."))
    assert asked.count("POST") == 1, "the press on Enter began nothing"
    cancel.click()
    arrive(page, page.get_by_text("Đã huỷ. Những câu đã thu vẫn được giữ."))


def test_a_sentence_plays_in_place(desk: Page, newsroom: Newsroom) -> None:
    episode = newsroom.record("ban/nghe", titled("Nghe từng câu ở bàn biên tập"))
    address = f"{newsroom.base_url}/desk/articles/{episode.id}"
    desk.goto(address)
    desk.get_by_role("button", name="Câu 2", exact=True).click()
    with desk.expect_response("**/desk/clips/*.mp3") as answer:
        desk.get_by_role("link", name="Nghe câu 2 như đã thu", exact=True).click()
    assert answer.value.status in (200, 206)
    assert not answer.value.request.is_navigation_request()
    expect(desk).to_have_url(address)


def test_an_editors_own_recording_is_sent_and_heard_in_place_by_keyboard_alone(
    desk: Page, newsroom: Newsroom, unrecorded: Article, tmp_path: Path
) -> None:
    sound = tmp_path / "câu.wav"
    sound.write_bytes(wav(syllables(2.0)))
    address = f"{newsroom.base_url}/desk/articles/{unrecorded.id}"
    desk.goto(address)
    desk.get_by_role("button", name="Câu 2", exact=True).press("Enter")
    desk.get_by_text("Bản thu riêng cho câu 2", exact=True).press("Enter")
    desk.get_by_label("Tệp âm thanh đọc câu 2").set_input_files(sound)
    desk.get_by_role("button", name="Dùng tệp này cho câu 2", exact=True).press("Enter")
    arrive(desk, desk.get_by_role("heading", name="Câu 2 · bản thu của toà soạn"))
    expect(desk.get_by_text("Đã nhận bản thu")).to_be_visible()
    expect(desk.get_by_role("button", name="Câu 2", exact=True)).to_be_focused()
    desk.keyboard.press("Enter")
    desk.get_by_text("Bản thu riêng cho câu 2", exact=True).press("Enter")
    with desk.expect_response("**/recordings/*") as answer:
        desk.get_by_role("link", name="Nghe bản thu của câu 2").press("Enter")
    assert answer.value.headers["content-type"] == "audio/wav"
    assert not answer.value.request.is_navigation_request()
    expect(desk).to_have_url(f"{address}?at=2#cau-2")


def test_without_javascript_a_recording_is_followed_by_a_link(
    chromium: Browser, newsroom: Newsroom, unrecorded: Article
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, newsroom)
    page.goto(f"{newsroom.base_url}/desk/articles/{unrecorded.id}")
    page.get_by_role("button", name="Thu lại", exact=True).click()
    arrive(page, page.get_by_role("heading", name="Việc thu: "))
    newsroom.finish(unrecorded.id)
    page.reload()
    expect(page.get_by_text("Đã xong", exact=True)).to_be_visible()
    context.close()


def test_the_seam_with_the_next_sentence_is_heard_by_a_key(desk: Page, newsroom: Newsroom) -> None:
    article = newsroom.take_in("ban/phim-moi-noi", SHORT.replace("120 tỷ", "127 tỷ"))
    newsroom.finish(article.id)
    desk.goto(f"{newsroom.base_url}/desk/articles/{article.id}")
    first = desk.get_by_role("button", name="Câu 1", exact=True)
    expect(first).to_be_visible()
    desk.evaluate("addEventListener('hear', (each) => (window.heard = each.detail), true)")
    first.focus()
    with desk.expect_request("**/editions/1/audio"):
        desk.keyboard.press("m")
    assert "#t=" in desk.evaluate("window.heard")
    desk.keyboard.press("?")
    expect(desk.get_by_text("nghe mối nối của câu đang chọn với câu sau")).to_be_visible()
