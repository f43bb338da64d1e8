"""What an editor does with an article until it says what it should, by keyboard alone.

These and ``test_an_editors_way_back`` are the tasks by which the desk is measured. Not here: what
a CMS sends (``tests/web/test_api*.py``), and what is fetched from WordPress, a feed or an
address, which Loa does not do.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.model import Article
from tests.audio.sounds import syllables, wav
from tests.browser.checks import arrive, titled
from tests.browser.keyboard import Hands
from tests.web.newsroom import SHORT, Newsroom, open_newsroom

pytestmark = pytest.mark.browser

PASTED = """Trang chủ | Giới thiệu | Liên hệ

Phường khởi công cầu {name}

Thứ Năm, 26/11/2026 08:30

Sáng 26/11, UBND phường khởi công cầu {name} dài 1,5 km. Nhà thầu CS thi công.

Tác giả: Minh Châu
"""


def doubtful(newsroom: Newsroom, name: str) -> Article:
    """An article whose third and sixth sentences have a doubt; nothing of it is recorded."""
    text = SHORT.replace("bốn làn xe", "bốn làn xe CS").replace("120 tỷ đồng", "120 tỷ theo CS")
    return newsroom.take_in(f"viec/{name}", titled(f"Bài {name}", text))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path, worker=False) as opened:
        yield opened


def test_the_first_link_makes_who_opens_it_the_admin(
    page: Page, empty: Newsroom, axe: Path
) -> None:
    hands, now = Hands(page, empty, axe), datetime.now(UTC)
    secret = empty.service.library.make_sign_in(now, now + timedelta(hours=1))
    hands.open(f"/desk/sign-in?token={secret}")
    hands.look()
    hands.write(page.get_by_label("Tên của bạn"), "Trần An")
    hands.press(hands.button("Vào bàn biên tập"), hands.heading("Các bài đã nhận"))
    expect(page.get_by_text("Trần An đang làm việc.")).to_be_visible()
    hands.look()
    hands.press(hands.link("Nhận bài đầu tiên"), hands.heading("Nhận bài mới"))


def test_a_pasted_page_is_looked_at_and_corrected_before_it_is_kept(hands: Hands) -> None:
    hands.press(hands.link("Nhận bài mới"), hands.heading("Nhận bài mới"))
    hands.look()
    pasted = hands.page.get_by_label("Dán văn bản")
    hands.paste(pasted, PASTED.format(name="Bến Đẫm"))
    preview = hands.heading("Xem trước: Phường khởi công cầu Bến Đẫm")
    hands.press(hands.button("Xem trước"), preview)
    expect(hands.page.get_by_label("Tác giả")).to_have_value("Minh Châu")
    expect(hands.page.get_by_label("Lúc đăng")).to_have_value("2026-11-26T08:30")
    hands.look()
    hands.press(hands.button("Lấy vào phần 1"), hands.words("Nội dung sẽ lấy (2 dòng)"))
    assert hands.stops_to(hands.button("Lấy vào phần 1")) == 1, "the page is where it was"
    hands.press(hands.button("Bỏ ra dòng 1"), hands.words("Nội dung sẽ lấy (1 dòng)"), back=True)
    hands.write(hands.page.get_by_label("Chuyên mục"), "Hạ tầng")
    hands.press(hands.button("Xem lại với thông tin này"), preview)
    expect(hands.page.get_by_label("Chuyên mục")).to_have_value("Hạ tầng")


def test_what_is_taken_in_is_made_and_waits_with_its_warnings_before_its_public_hears_it(
    hands: Hands, newsroom: Newsroom
) -> None:
    hands.open("/desk/new")
    hands.paste(hands.page.get_by_label("Dán văn bản"), PASTED.format(name="Vó Ngựa"))
    hands.press(hands.button("Xem trước"), hands.words("Chưa lưu gì."))
    hands.press(
        hands.button("Nhận bài và thu"), hands.heading("Việc thu: Phường khởi công cầu Vó Ngựa")
    )
    arrive(hands.page, hands.page.get_by_text("Đã xong", exact=True))
    hands.look()
    hands.press(hands.link("Về bài"), hands.heading("Cần bạn quyết định"))
    expect(hands.words("Bản 1 đã thu xong và chưa phát hành")).to_be_visible()
    expect(hands.words("«CS» có nhiều cách đọc")).to_be_visible()
    hands.look()
    assert "Vó Ngựa" not in newsroom.ask("/").text
    assert "Vó Ngựa" not in newsroom.ask("/feed.xml").text


def test_a_reading_is_fixed_by_one_of_its_alternatives_and_the_page_stays_where_it_was(
    hands: Hands, newsroom: Newsroom
) -> None:
    hands.open_article(doubtful(newsroom, "sửa cách đọc"))
    hands.page.keyboard.press("n")
    expect(hands.button("Câu 3")).to_be_focused()
    hands.page.keyboard.press("Enter")
    hands.press(hands.button("Ở câu 3 đọc là “cơ sở”"), hands.words("Đã lưu cách đọc."))
    expect(hands.button("Câu 3")).to_be_focused()
    hands.page.keyboard.press("n")
    expect(hands.button("Câu 6")).to_be_focused()
    hands.page.keyboard.press("a")
    arrive(hands.page, hands.words("Đã ghi: đã xem"))
    expect(hands.button("Câu 6")).to_be_focused()
    expect(hands.words("Không có gì: câu nào cũng rõ cách đọc.")).to_be_visible()
    hands.look()


def test_a_fixed_sentence_is_heard_before_it_is_kept(hands: Hands, newsroom: Newsroom) -> None:
    article = doubtful(newsroom, "nghe thử")
    hands.open_article(article)
    hands.page.keyboard.press("n")
    hands.page.keyboard.press("e")
    words = hands.page.get_by_label("Đọc câu 3 là")
    expect(words).to_be_focused()
    hands.write(words, "Cầu có bốn làn xe cơ sở.")
    hands.look()
    hands.go(hands.button("Nghe thử câu 3"))
    with hands.page.expect_response("**/desk/clips/*.mp3") as answer:
        hands.page.keyboard.press("Enter")
    assert answer.value.status in (200, 206)
    expect(hands.page.locator("[data-heard]")).to_contain_text("ký tự")
    expect(words).to_have_value("Cầu có bốn làn xe cơ sở.")
    assert newsroom.service.library.overrides(article.id) == ()


def test_only_what_changed_is_recorded_again_and_waits_to_be_heard(
    hands: Hands, newsroom: Newsroom
) -> None:
    episode = newsroom.record("viec/thu-lai", titled("Bài thu lại"))
    hands.open(f"/desk/articles/{episode.id}", hands.button("Câu 1"))
    hands.go(hands.button("Câu 1"))
    hands.page.keyboard.press("ArrowDown")
    hands.page.keyboard.press("e")
    hands.write(hands.page.get_by_label("Đọc câu 2 là"), "Sáng hai tháng bảy, thành phố khởi công.")
    hands.press(hands.button("Lưu cách đọc câu 2"), hands.words("Lời đọc khác bản in."))
    hands.look()
    expect(hands.page.locator("[role=alert][autofocus]")).to_be_focused()
    hands.tick(hands.page.get_by_label("xác nhận: đọc như thế là đúng"))
    hands.press(hands.button("Lưu cách đọc câu 2"), hands.words("Đã lưu cách đọc."))
    expect(hands.button("Câu 2")).to_be_focused()
    hands.press(hands.button("Thu lại"), hands.heading("Việc thu: Bài thu lại"), back=True)
    expect(hands.words("Đã thu bản 2")).to_be_visible()
    hands.press(hands.link("Nghe thử bản 2"), hands.words("Bản 2 đã thu xong"))


def test_a_reading_of_ones_own_is_taken_back(hands: Hands, newsroom: Newsroom) -> None:
    episode = newsroom.record("viec/bo-cach-doc", titled("Bài bỏ cách đọc"))
    hands.open(f"/desk/articles/{episode.id}", hands.button("Câu 1"))
    hands.go(hands.button("Câu 1"))
    hands.page.keyboard.press("e")
    hands.write(hands.page.get_by_label("Đọc câu 1 là"), "Bài thôi cách đọc")
    hands.press(hands.button("Lưu cách đọc câu 1"), hands.words("Đã lưu cách đọc."))
    hands.page.keyboard.press("Enter")
    hands.press(hands.button("Bỏ cách đọc riêng của câu 1"), hands.words("Đã bỏ cách đọc"))
    expect(hands.button("Câu 1")).to_be_focused()
    expect(hands.words("Câu nào cũng đã có tiếng.")).to_be_visible()


def test_an_article_is_corrected_in_its_own_text_with_its_facts_filled_in(
    hands: Hands, newsroom: Newsroom
) -> None:
    episode = newsroom.record("viec/sua-chu", titled("Bài sửa chữ"))
    hands.open(f"/desk/articles/{episode.id}", hands.button("Câu 1"))
    hands.press(hands.link("Sửa chữ của bài"), hands.heading("Sửa bài"))
    expect(hands.page.get_by_label("Mã bài của toà soạn")).to_have_value("viec/sua-chu")
    hands.look()
    text = hands.page.get_by_label("Chữ của bài")
    hands.paste(text, text.input_value().replace("bốn làn xe", "sáu làn xe"))
    hands.press(hands.button("Xem trước"), hands.heading("Xem trước: Bài sửa chữ"))
    hands.press(hands.button("Nhận bài và thu"), hands.heading("Việc thu: Bài sửa chữ"))
    expect(hands.words("Đã thu bản 2")).to_be_visible()


def test_a_recording_of_ones_own_is_sent_and_a_bad_file_leads_back(
    hands: Hands, newsroom: Newsroom, tmp_path: Path
) -> None:
    good, bad = tmp_path / "câu.wav", tmp_path / "hỏng.wav"
    good.write_bytes(wav(syllables(2.0)))
    bad.write_text("không phải âm thanh")
    hands.open_article(doubtful(newsroom, "bản thu riêng"))
    hands.go(hands.button("Câu 1"))
    hands.page.keyboard.press("Enter")
    for sound, seen in ((bad, hands.words("chưa lưu.")), (good, hands.words("Đã nhận bản thu"))):
        hands.unfold("Bản thu riêng cho câu 1")
        field = hands.page.get_by_label("Tệp âm thanh đọc câu 1")
        hands.go(field)
        # The window that Enter opens is the system's and no page's.
        field.set_input_files(sound)
        hands.press(hands.button("Dùng tệp này cho câu 1"), seen)
        hands.look()
    expect(hands.button("Câu 1")).to_be_focused()
