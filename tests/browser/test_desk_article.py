"""An article at the desk in Chromium: by keys alone, from doubt to doubt."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import arrive, sign_in
from tests.web.newsroom import SHORT, Newsroom, open_newsroom

pytestmark = pytest.mark.browser

DOUBTFUL = SHORT.replace("bốn làn xe", "bốn làn xe CS").replace("120 tỷ đồng", "120 tỷ theo CS")
MOST_TAB_STOPS = 100


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """One of its own, with room for a long article."""
    folder = tmp_path_factory.mktemp("desk-article")
    with open_newsroom(
        folder, worker=False, article_limit_bytes=2_000_000, article_hours=20
    ) as opened:
        yield opened


@pytest.fixture
def desk(page: Page, newsroom: Newsroom) -> Page:
    sign_in(page, newsroom)
    return page


def open_article(desk: Page, newsroom: Newsroom, source_id: str, text: str = DOUBTFUL) -> str:
    """Its address; its page is open and its script listens."""
    article = newsroom.take_in(source_id, text)
    address = f"{newsroom.base_url}/desk/articles/{article.id}"
    desk.goto(address)
    expect(desk.get_by_role("button", name="Câu 1", exact=True)).to_be_visible()
    return address


def focused(desk: Page, name: str) -> None:
    expect(desk.get_by_role("button", name=name, exact=True)).to_be_focused()


def test_by_keys_alone_an_editor_goes_from_doubt_to_doubt_accepts_edits_and_hears(
    desk: Page, newsroom: Newsroom
) -> None:
    open_article(desk, newsroom, "phim/1")
    desk.keyboard.press("n")
    focused(desk, "Câu 3")
    desk.keyboard.press("n")
    focused(desk, "Câu 6")
    desk.keyboard.press("p")
    focused(desk, "Câu 3")
    desk.keyboard.press("a")
    arrive(desk, desk.get_by_text("Đã ghi: đã xem, đọc như thế là đúng."))
    focused(desk, "Câu 3")
    expect(desk.get_by_role("link", name="Cần xem lại (1)")).to_be_visible()
    desk.keyboard.press("n")
    focused(desk, "Câu 6")
    with desk.expect_response("**/desk/clips/*.mp3") as answer:
        desk.keyboard.press("Space")
    assert answer.value.status in (200, 206)
    expect(desk.locator("[data-heard]")).to_contain_text("ký tự")
    desk.get_by_role("button", name="Câu 6", exact=True).focus()
    desk.keyboard.press("e")
    words = desk.get_by_label("Đọc câu 6 là")
    expect(words).to_be_focused()
    words.fill("Kinh phí là một trăm hai mươi tỷ theo cơ sở, nên ai cũng biết.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Lưu cách đọc câu 6")).to_be_focused()
    desk.keyboard.press("Enter")
    arrive(desk, desk.get_by_text("Đã lưu cách đọc."))
    focused(desk, "Câu 6")


def test_the_first_doubt_is_found_also_where_it_is_the_first_of_the_list(
    desk: Page, newsroom: Newsroom
) -> None:
    address = open_article(desk, newsroom, "phim/dau-danh-sach")
    desk.goto(f"{address}?show=doubtful")
    expect(desk.get_by_role("button", name="Câu 3", exact=True)).to_be_visible()
    desk.keyboard.press("n")
    focused(desk, "Câu 3")
    desk.keyboard.press("n")
    focused(desk, "Câu 6")


def test_what_was_done_is_told_and_undone_where_it_was_done(desk: Page, newsroom: Newsroom) -> None:
    open_article(desk, newsroom, "phim/noi-tai-cho")
    desk.keyboard.press("n")
    desk.keyboard.press("n")
    focused(desk, "Câu 6")
    desk.keyboard.press("a")
    told = desk.locator("#cau-6 .flash")
    arrive(desk, told)
    expect(told).to_be_in_viewport()
    opener = desk.get_by_role("button", name="Câu 6", exact=True)
    expect(opener).to_be_focused()
    expect(opener).to_have_accessible_description("Đã ghi: đã xem, đọc như thế là đúng.")
    desk.keyboard.press("Tab")
    expect(desk.locator("#cau-6 form.undo button")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="Cần xem lại (2)")).to_be_visible()


def test_letters_that_are_typed_are_no_commands_and_the_keys_can_be_switched_off(
    desk: Page, newsroom: Newsroom
) -> None:
    open_article(desk, newsroom, "phim/2")
    number = desk.get_by_label("Người phụ trách bài")
    number.press("n")
    expect(number).to_be_focused()
    expect(number).to_have_value("n")
    number.blur()
    desk.keyboard.press("?")
    switch = desk.get_by_label("Dùng phím tắt một chữ")
    expect(switch).to_be_visible()
    switch.uncheck()
    switch.blur()
    desk.keyboard.press("n")
    expect(desk.get_by_role("button", name="Câu 3", exact=True)).not_to_be_focused()
    desk.reload()
    desk.locator("[data-keys] summary").click()
    expect(switch).not_to_be_checked()


def test_a_difference_and_a_conflict_are_settled_with_what_was_typed(
    desk: Page, newsroom: Newsroom
) -> None:
    open_article(desk, newsroom, "phim/3")
    desk.get_by_role("button", name="Câu 2", exact=True).press("Enter")
    words = desk.get_by_label("Đọc câu 2 là")
    typed = "Sáng ba tháng bảy, thành phố khởi công cây cầu mới."
    words.fill(typed)
    desk.get_by_role("button", name="Lưu cách đọc câu 2").press("Enter")
    arrive(desk, desk.get_by_text("Lời đọc khác bản in."))
    expect(words).to_have_value(typed)
    desk.get_by_label("xác nhận: đọc như thế là đúng").press("Space")
    desk.get_by_role("button", name="Lưu cách đọc câu 2").press("Enter")
    arrive(desk, desk.get_by_text("Đã lưu cách đọc."))
    focused(desk, "Câu 2")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("đã xác nhận lúc")).to_be_visible()


def test_a_sentence_has_all_its_tools_without_the_script(
    chromium: Browser, newsroom: Newsroom
) -> None:
    article = newsroom.take_in("phim/4", DOUBTFUL)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, newsroom)
    page.goto(f"{newsroom.base_url}/desk/articles/{article.id}")
    page.get_by_role("link", name="Câu 3: mở").click()
    arrive(page, page.get_by_role("heading", name="Câu 3", exact=True))
    page.get_by_role("button", name="Nghe thử câu 3").click()
    arrive(page, page.get_by_role("heading", name="Nghe thử", exact=True))
    expect(page.locator("audio")).to_be_visible()
    page.get_by_role("link", name="Về câu, không lưu").click()
    arrive(page, page.get_by_role("heading", name="Câu 3", exact=True))
    page.get_by_role("button", name="Đã xem, “CS” ở câu 3").click()
    arrive(page, page.get_by_text("Đã ghi: đã xem"))
    page.get_by_role("link", name="Thành phố khởi công cây cầu mới").click()
    arrive(page, page.get_by_role("heading", name="Từng câu: in và đọc"))
    page.get_by_label("Mở câu số").fill("4")
    page.get_by_role("button", name="Mở câu", exact=True).click()
    arrive(page, page.get_by_role("heading", name="Câu 4", exact=True))
    context.close()


def test_an_article_of_five_thousand_sentences_has_few_stops_for_tab(
    desk: Page, newsroom: Newsroom
) -> None:
    many = "".join(f"<p>Chuyện số {at} của phường, theo CS.</p>" for at in range(5000))
    long = f"<article><h1>Chuyện rất dài của phường</h1>{many}</article>"
    open_article(desk, newsroom, "phim/dai", long)
    stops = desk.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, textarea, summary')]"
        ".filter(each => each.checkVisibility() && each.tabIndex >= 0 && each.type !== 'hidden')"
        ".length"
    )
    assert stops <= MOST_TAB_STOPS
    desk.keyboard.press("n")
    focused(desk, "Câu 2")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Đọc câu 2 là")).to_be_visible()
