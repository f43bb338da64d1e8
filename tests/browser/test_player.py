"""The article page in Chromium: reading along, by mouse and by keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.model import Episode
from tests.browser.checks import read_slowly, titled
from tests.web.newsroom import Newsroom

pytestmark = pytest.mark.browser

CURRENT = ".sentence.current"
SENTENCES = [
    "Thành phố khởi công cây cầu mới",
    "Sáng 2/7, thành phố khởi công cây cầu mới dài 1,5 km qua sông.",
    "Cầu có bốn làn xe.",
    "Tiến độ của dự án",
    "Cầu sẽ xong vào cuối năm sau.",
    "Kinh phí là 120 tỷ đồng.",
    "Giai đoạn một làm mố cầu.",
    "Giai đoạn hai làm mặt cầu.",
]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def is_paused(page: Page) -> bool:
    return bool(page.eval_on_selector("audio", "audio => audio.paused"))


def played_to(page: Page) -> float:
    return float(page.eval_on_selector("audio", "audio => audio.currentTime"))


def test_the_marked_sentence_moves_with_the_recording_by_cuechange(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.evaluate(
        """() => {
          // Without the fallback events only cuechange can move the mark.
          const audio = document.querySelector('audio');
          for (const name of ['timeupdate', 'seeked', 'seeking'])
            audio.addEventListener(name, (event) => event.stopImmediatePropagation(), true);
          window.marked = [];
          new MutationObserver(() => {
            const text = document.querySelector('.sentence.current')?.textContent;
            if (text && text !== window.marked.at(-1)) window.marked.push(text);
          }).observe(document.body, { subtree: true, attributes: true });
          audio.playbackRate = audio.defaultPlaybackRate = 2;
        }"""
    )
    press(page, "Phát")
    page.wait_for_function("document.querySelector('audio').ended", timeout=30_000)
    assert page.evaluate("window.marked") == SENTENCES


def test_without_cues_the_mark_still_follows(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script("delete window.VTTCue")
    page.goto(address)
    press(page, "Phát")
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[1], timeout=15_000)


def test_sentences_and_paragraphs_are_steps(page: Page, address: str) -> None:
    page.goto(address)
    steps = [
        ("Câu sau", 0),
        ("Câu sau", 1),
        ("Câu sau", 2),
        ("Câu trước", 1),
        ("Đoạn sau", 3),
        ("Đoạn sau", 4),
        ("Đoạn sau", 6),
        ("Đoạn trước", 4),
        ("Đoạn trước", 3),
    ]
    for button, index in steps:
        press(page, button)
        expect(page.locator(CURRENT)).to_have_text(SENTENCES[index])
    assert is_paused(page), "steps do not begin to play"


def test_a_step_lands_within_the_sentence(page: Page, address: str, episode: Episode) -> None:
    page.goto(address)
    to_ms = episode.edition.spec.format.to_ms
    for passage in episode.edition.passages:
        assert passage.span is not None
        press(page, "Câu sau")
        page.wait_for_function("!document.querySelector('audio').seeking")
        assert abs(played_to(page) * 1000 - to_ms(passage.span.begin)) < 5


def test_the_button_says_what_it_will_do_and_keeps_the_focus(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "Phát")
    expect(page.locator(":focus")).to_have_text("Tạm dừng")
    press(page, "Tạm dừng")
    expect(page.locator(":focus")).to_have_text("Phát")


def test_the_rate_goes_from_half_to_four_and_keeps_the_pitch(page: Page, address: str) -> None:
    page.goto(address)
    for button, rate in (("Nhanh hơn", 4), ("Chậm hơn", 0.5)):
        for _ in range(14):
            press(page, button)
        expect(page.locator("audio")).to_have_js_property("playbackRate", rate)
        expect(page.locator("audio")).to_have_js_property("preservesPitch", True)
    expect(page.locator("[role=status]")).to_have_text("Tốc độ 0,5 lần")


def test_stopping_after_each_sentence_goes_on_with_the_next(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Cách nghe và phím tắt").click()
    page.get_by_label("Dừng sau mỗi câu").check()
    page.evaluate("document.querySelector('audio').playbackRate = 2")
    for index in range(3):
        press(page, "Phát")
        page.wait_for_function("document.querySelector('audio').paused")
        expect(page.get_by_role("button", name="Phát", exact=True)).to_be_visible()
        marked = SENTENCES.index(page.locator(CURRENT).inner_text())
        assert marked in (index, index + 1), "at the end of one or the begin of the next"


def test_the_place_is_remembered_and_resumed_only_when_asked(page: Page, address: str) -> None:
    page.goto(address)
    read_slowly(page)
    page.locator(".sentence", has_text=SENTENCES[4]).click()
    page.wait_for_function("document.querySelector('audio').played.length > 0")
    press(page, "Tạm dừng")
    page.reload()
    resume = page.get_by_role("button", name="Nghe tiếp từ")
    expect(resume).to_be_visible()
    assert is_paused(page)
    assert played_to(page) == 0
    read_slowly(page)
    resume.click()
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[4])
    page.wait_for_function("!document.querySelector('audio').paused")


def test_a_new_edition_is_resumed_at_the_same_sentence(page: Page, newsroom: Newsroom) -> None:
    text = titled("Bài sẽ có bản mới")
    episode = newsroom.record("bai/ban-moi", text)
    page.goto(f"{newsroom.base_url}/episodes/{episode.id}")
    read_slowly(page)
    page.locator(".sentence", has_text=SENTENCES[4]).click()
    page.wait_for_function("document.querySelector('audio').played.length > 0")
    newsroom.record("bai/ban-moi", text.replace("Cầu có bốn", "Thêm một câu mới ở đây. Cầu có bốn"))
    page.goto(f"{newsroom.base_url}/episodes/{episode.id}")
    read_slowly(page)
    page.get_by_role("button", name="Nghe tiếp từ").click()
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[4])


def test_a_press_on_a_sentence_reads_it_and_a_second_one_stops(page: Page, address: str) -> None:
    page.goto(address)
    read_slowly(page)
    sentence = page.locator(".sentence", has_text=SENTENCES[2])
    sentence.click()
    page.wait_for_function("!document.querySelector('audio').paused")
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[2])
    sentence.click()
    page.wait_for_function("document.querySelector('audio').paused")


def test_a_chapter_plays_in_the_page(page: Page, address: str) -> None:
    page.goto(address)
    read_slowly(page)
    page.get_by_text("Các phần của bài").click()
    page.get_by_role("link", name=SENTENCES[3]).click()
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[3])
    expect(page).to_have_url(address)


def test_everything_can_be_done_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    read_slowly(page)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Phát":
            break
    expect(page.locator(":focus")).to_have_text("Phát")
    page.keyboard.press("Space")
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[0])
    page.keyboard.press("Control+Alt+KeyP")
    page.wait_for_function("document.querySelector('audio').paused")
    page.keyboard.press("Control+Alt+KeyM")
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[1])
    page.keyboard.press("Control+Alt+KeyJ")
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[3])
    expect(page.locator(":focus")).to_have_text("Phát")


def test_shortcuts_can_be_switched_off_for_good(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Cách nghe và phím tắt").click()
    page.get_by_label("Dùng phím tắt").uncheck()
    page.reload()
    page.keyboard.press("Control+Alt+KeyM")
    press(page, "Câu sau")
    expect(page.locator(CURRENT)).to_have_text(SENTENCES[0])


def test_a_focused_slider_is_silent_while_playing_and_steps_from_where_it_is(
    page: Page, address: str
) -> None:
    page.goto(address)
    slider = page.get_by_role("slider", name="Vị trí")
    slider.focus()
    page.keyboard.press("Control+Alt+KeyP")
    page.wait_for_function("document.querySelector('audio').currentTime > 1.2")
    assert slider.input_value() == "0"
    page.keyboard.press("ArrowRight")
    assert played_to(page) > 1
    assert "giây" in (slider.get_attribute("aria-valuetext") or "")


def test_nothing_is_announced_while_the_recording_speaks(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "Phát")
    page.wait_for_function("!document.querySelector('audio').paused")
    press(page, "Nhanh hơn")
    press(page, "To tiếng hơn")
    assert page.locator("[aria-live], [role=alert], output").count() == 0
    assert page.locator("[role=status]").all_inner_texts() == [""]


def test_following_stops_when_the_reader_scrolls(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Cách nghe và phím tắt").click()
    follow = page.get_by_label("Cuộn trang theo câu đang đọc")
    expect(follow).to_be_checked()
    press(page, "Phát")
    page.wait_for_function("!document.querySelector('audio').paused")
    page.mouse.wheel(0, 300)
    expect(follow).not_to_be_checked()


def test_the_lock_screen_knows_the_article(page: Page, address: str) -> None:
    page.goto(address)
    told = page.evaluate(
        "[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist]"
    )
    assert told == [SENTENCES[0], "Tin Sông Công"]


def test_reading_marks_change_no_line_of_the_text(page: Page, address: str) -> None:
    page.goto(address)
    measure = "[...document.querySelectorAll('.sentence')].map(s => s.getBoundingClientRect().y)"
    before = page.evaluate(measure)
    for _ in SENTENCES:
        press(page, "Câu sau")
        assert page.evaluate(measure) == before


def test_the_page_obeys_its_own_security_policy(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    press(page, "Phát")
    expect(page.locator(CURRENT)).to_have_count(1)
    assert complaints == []
    context.close()


def test_without_javascript_the_recording_plays_and_no_dead_button_is_shown(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_role("link", name="Tải tệp MP3")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    for sentence in SENTENCES:
        expect(page.locator(".sentence").get_by_text(sentence, exact=True)).to_be_visible()
    context.close()


def test_what_was_really_played_is_told_by_quarters_and_nothing_of_who_played_it(
    page: Page, address: str
) -> None:
    told: list[tuple[str, str | None, str | None]] = []
    page.on(
        "request",
        lambda request: (
            told.append((request.url, request.post_data, request.header_value("cookie")))
            if "/heard/" in request.url
            else None
        ),
    )
    page.goto(address)
    assert told == [], "a page that was only opened was not listened to"
    page.eval_on_selector("audio", "audio => (audio.defaultPlaybackRate = audio.playbackRate = 4)")
    with page.expect_request("**/heard/4", timeout=30_000):
        press(page, "Phát")
    assert [url.rpartition("/")[2] for url, _body, _cookie in told] == ["0", "1", "2", "3", "4"]
    assert all(not body and cookie is None for _url, body, cookie in told)
