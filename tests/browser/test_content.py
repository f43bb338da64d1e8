"""An article with everything in it, as browsers, screen readers and checkers get it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.model import Episode
from tests.browser.checks import STATES, findings, open_everything, read_slowly
from tests.sources.pictures.drawing import chart, encoded, photo
from tests.web.newsroom import Newsroom, form_of

pytestmark = pytest.mark.browser

EVERYTHING = Path(__file__).with_name("everything.html")
CURRENT = ".sentence.current"
CHART = "Biểu đồ số khách qua phà, tăng từ tháng 6 đến tháng 11"


@pytest.fixture(scope="module")
def ferry(newsroom: Newsroom) -> Episode:
    """The article with everything, and its pictures."""
    token = newsroom.service.library.make_token(None, datetime.now(UTC))
    pictures = [
        ("pha", "pha.jpg", encoded(photo())),
        ("khach", "khach.png", encoded(chart(), "PNG")),
    ]
    kind, body = form_of({"html": EVERYTHING.read_text("utf-8")}, pictures)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    told = newsroom.ask("/api/v1/articles/bai-pha", "PUT", body, headers).json
    # Tests of other modules may run between: then it is sent unchanged, and has its episode.
    if told["job"] is not None:
        newsroom.service.jobs.wait(told["job"]["id"], timeout=60)
    episode = newsroom.service.library.episode(told["article"]["id"])
    assert episode is not None
    return episode


@pytest.fixture(scope="module")
def address(newsroom: Newsroom, ferry: Episode) -> str:
    return f"{newsroom.base_url}/episodes/{ferry.id}"


@pytest.fixture(params=STATES, scope="module")
def visitor(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(bypass_csp=True, **STATES[request.param])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["", "/transcript.html"])
def test_axe_finds_nothing_on_a_page_with_everything(
    visitor: Page, address: str, axe: Path, path: str
) -> None:
    visitor.goto(address + path)
    open_everything(visitor)
    assert findings(visitor, axe) == []


def test_axe_finds_nothing_where_any_sentence_is_marked(
    visitor: Page, address: str, axe: Path
) -> None:
    visitor.goto(address)
    visitor.evaluate(
        "document.querySelectorAll('.sentence').forEach(each => each.classList.add('current'))"
    )
    assert findings(visitor, axe) == []


def test_each_mark_of_the_page_has_its_time_and_is_reached(page: Page, address: str) -> None:
    page.goto(address)
    times = page.locator(".player").get_attribute("data-times") or ""
    marks = page.locator(".sentence")
    assert marks.count() == len(times.split()) > 35
    step = page.get_by_role("button", name="Câu sau", exact=True)
    for index in range(marks.count()):
        step.click()
        expect(marks.nth(index)).to_contain_class("current")
    expect(page.locator(CURRENT)).to_have_count(1)


def test_a_row_and_a_picture_are_read_when_they_are_pressed(page: Page, address: str) -> None:
    page.goto(address)
    read_slowly(page)
    page.get_by_role("cell", name="4 giờ 50").click()
    expect(page.locator(CURRENT)).to_contain_text("Ngày thường")
    page.get_by_role("img", name=CHART).click()
    expect(page.locator(CURRENT)).to_have_attribute("alt", CHART)
    page.wait_for_function("!document.querySelector('audio').paused")


def test_a_picture_that_was_read_last_is_resumed(page: Page, address: str) -> None:
    page.goto(address)
    read_slowly(page)
    page.get_by_role("img", name=CHART).click()
    page.wait_for_function("document.querySelector('audio').played.length > 0")
    page.get_by_role("button", name="Tạm dừng", exact=True).click()
    page.reload()
    read_slowly(page)
    page.get_by_role("button", name="Nghe tiếp từ").click()
    expect(page.locator(CURRENT)).to_have_attribute("alt", CHART)


def test_paragraphs_are_steps_whatever_they_are(page: Page, address: str) -> None:
    page.goto(address)
    read_slowly(page)
    page.get_by_role("cell", name="4 giờ 50").click()
    step = page.get_by_role("button", name="Đoạn sau", exact=True)
    for words in ("Thứ bảy", "Ngày lễ", "Cách mua vé", "Đến quầy", "Chọn loại vé", "vé lượt"):
        step.click()
        expect(page.locator(CURRENT)).to_contain_text(words)


def test_a_screen_reader_meets_tables_pictures_and_lists_as_what_they_are(
    page: Page, address: str
) -> None:
    page.goto(address)
    expect(page.get_by_role("region", name="Bảng 1: Giờ chạy của hai bến")).to_have_count(1)
    table = page.get_by_role("table", name="Giờ chạy của hai bến")
    assert table.get_by_role("columnheader").all_inner_texts() == [
        *("Ngày", "Chuyến đầu", "Số chuyến", "Bờ bắc", "Bờ nam")
    ]
    assert table.get_by_role("rowheader").all_inner_texts() == [
        *("Ngày thường", "Thứ bảy, chủ nhật", "Ngày lễ")
    ]
    assert table.get_by_role("row").count() == 5
    expect(page.get_by_role("img", name="Phà chở xe máy rời bến lúc sáng sớm")).to_be_visible()
    expect(page.get_by_role("figure").first).to_contain_text("Ảnh: Lê Vân")
    expect(page.get_by_role("blockquote")).to_contain_text("Ông Trần Văn Bảy")
    expect(page.get_by_role("deletion")).to_have_text("5.000 đồng")
    expect(page.get_by_role("insertion")).to_have_text("6.000 đồng")
    levels = [page.get_by_role("heading", level=level).count() for level in (1, 2, 3)]
    assert levels == [1, 4, 1]
    assert page.locator(".text ol").evaluate("list => [list.start, list.type]") == [3, "a"]


def test_what_a_screen_reader_hears_of_a_table_is_its_tree(page: Page, address: str) -> None:
    page.goto(address)
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert "LayoutTable" not in roles
    for role in ("table", "Figcaption", "image", "blockquote", "figure", "term", "definition"):
        assert role in roles, role


def test_what_is_printed_and_not_read_is_listed(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Không được đọc (").click()
    expect(page.get_by_text("Ảnh: Phà chở xe máy rời bến lúc sáng sớm")).to_be_visible()


def test_a_footnote_and_its_reference_lead_to_each_other(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[role=doc-noteref]").click()
    expect(page).to_have_url(re.compile("#chu-thich-1$"))
    page.get_by_role("link", name="Trở lại chỗ gọi chú thích 1").click()
    expect(page).to_have_url(re.compile("#goi-1$"))


def test_a_foreign_word_is_said_in_its_language(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".text [lang=fr]")).to_have_text("chanson de marin")


@pytest.mark.parametrize("path", ["", "/transcript.html"])
def test_a_page_with_everything_reflows_at_320_pixels_and_its_table_scrolls_alone(
    page: Page, address: str, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + path)
    open_everything(page)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    frame = page.locator(".table")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.table').scrollLeft > 0")


def test_a_page_asks_nobody_but_us_for_anything(
    page: Page, newsroom: Newsroom, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.locator("figure img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('figure img').naturalWidth > 0")
    assert [url for url in asked if not url.startswith(newsroom.base_url)] == []


def test_marks_of_rows_and_pictures_move_no_line(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("document.querySelector('figure img').complete")
    measure = "[...document.querySelectorAll('.sentence')].map(s => s.getBoundingClientRect().y)"
    before = page.evaluate(measure)
    for mark in page.locator(".sentence").all():
        mark.evaluate("each => each.classList.add('current')")
    assert page.evaluate(measure) == before


def test_what_is_folded_on_the_screen_is_printed(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.get_by_text("Chỉ mở được trên trang gốc.", exact=True)).to_be_visible()
    expect(page.locator(".printed")).to_have_text(address)
