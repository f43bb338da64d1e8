"""What an editor finds, takes back and settles with others, by keyboard alone.

The other tasks are in ``test_an_editors_tasks``.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from service.model import Role
from tests.browser.checks import titled
from tests.browser.keyboard import Hands
from tests.web.newsroom import SHORT, Newsroom

pytestmark = pytest.mark.browser


@pytest.fixture
def colleague(context: BrowserContext, newsroom: Newsroom, axe: Path) -> Hands:
    """A publisher who sits elsewhere."""
    browser = context.browser
    assert browser is not None
    elsewhere = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    hands = Hands(elsewhere.new_page(), newsroom, axe)
    hands.sign_in(newsroom.person(Role.PUBLISHER))
    return hands


def corrected(newsroom: Newsroom, source_id: str, title: str) -> str:
    """The address at the desk of an article that the public has in its second edition."""
    newsroom.record(source_id, titled(title))
    episode = newsroom.record(source_id, titled(title, SHORT.replace("bốn làn", "sáu làn")))
    assert episode.edition.number == 2
    return f"/desk/articles/{episode.id}"


def test_an_entry_of_the_lexicon_is_foreseen_heard_kept_and_undone(
    hands: Hands, newsroom: Newsroom
) -> None:
    newsroom.take_in("ve/tu-dien", titled("Bài từ điển", SHORT.replace("làn xe", "làn xe QXZ")))
    hands.press(hands.link("Từ điển"), hands.heading("Từ điển cách đọc"))
    hands.write(hands.page.get_by_label("Chữ in", exact=True), "QXZ")
    hands.write(hands.page.get_by_label("Đọc là", exact=True), "quy xá")
    hands.press(hands.button("Xem câu nào sẽ đổi"), hands.words("Sẽ đổi 1 câu trong 1 bài."))
    hands.look()
    hands.press(hands.button("Nghe thử, chưa lưu"), hands.heading("Nghe thử: QXZ"))
    hands.look()
    hands.go(hands.link("Nghe QXZ"))
    with hands.page.expect_response("**/desk/clips/*.mp3") as answer:
        hands.page.keyboard.press("Enter")
    assert answer.value.status in (200, 206)
    hands.press(hands.button("Xem câu nào sẽ đổi"), hands.words("Sẽ đổi 1 câu trong 1 bài."))
    hands.press(hands.button("Lưu mục"), hands.words("Đã lưu cách đọc của «QXZ»."))
    hands.look()
    hands.press(hands.button("Bỏ mục QXZ"), hands.words("QXZ»"))
    hands.look()
    undo = hands.page.get_by_role("button", name="Hoàn tác").first
    hands.press(undo, hands.button("Bỏ mục QXZ"))


def test_an_old_edition_is_compared_heard_and_gone_back_to(
    hands: Hands, newsroom: Newsroom
) -> None:
    hands.open(corrected(newsroom, "ve/quay-lai", "Bài quay lại"), hands.button("Câu 1"))
    hands.press(hands.link("Lịch sử của bài"), hands.heading("Lịch sử: Bài quay lại"))
    hands.look()
    hands.press(hands.link("Lời đọc khác bản 1 chỗ nào"), hands.words("1 câu khác nhau."))
    expect(hands.page.locator("del")).to_contain_text("bốn")
    hands.look()
    hands.press(hands.link("Về lịch sử"), hands.heading("Lịch sử: Bài quay lại"))
    back = hands.button("Quay lại bản đọc 1, chưa phát hành")
    hands.press(back, hands.words("Đã quay lại bản 1, nay là bản 3; chưa phát hành."))
    expect(hands.words("đang phát bản 2")).to_be_visible()
    hands.look()


def test_an_article_is_withdrawn_with_a_notice_restored_and_deleted_for_good(
    hands: Hands, newsroom: Newsroom
) -> None:
    episode = newsroom.record("ve/go-bai", titled("Bài phải gỡ"))
    public = f"/episodes/{episode.id}"
    hands.open(f"/desk/articles/{episode.id}", hands.button("Câu 1"))
    hands.unfold("Gỡ bài")
    hands.write(hands.page.get_by_label("Lời cho người nghe"), "Sai số liệu.")
    hands.press(hands.button("Gỡ bài này"), hands.words("Đã gỡ bài"))
    hands.look()
    assert newsroom.ask(public).status == 410
    assert "Sai số liệu." in newsroom.ask(public).text
    hands.press(hands.button("Khôi phục bài như trước khi gỡ"), hands.words("Đã khôi phục bài"))
    assert newsroom.ask(public).status == 200
    hands.unfold("Xoá vĩnh viễn")
    title = hands.page.get_by_label("Viết lại đúng đầu đề")
    hands.write(title, "Bài khác")
    hands.press(hands.button("Xoá vĩnh viễn bài này"), hands.words("hãy viết lại đúng đầu đề"))
    hands.look()
    hands.press(hands.link("Về bài"), hands.heading("Bài phải gỡ"))
    hands.unfold("Xoá vĩnh viễn")
    hands.write(title, "Bài phải gỡ")
    hands.press(hands.button("Xoá vĩnh viễn bài này"), hands.words("Đã xoá vĩnh viễn bài ấy."))
    assert newsroom.ask(public).status == 410


def test_an_edition_is_scheduled_and_a_moment_that_has_passed_leads_back(
    hands: Hands, newsroom: Newsroom
) -> None:
    article = newsroom.take_in("ve/hen-gio", titled("Bài hẹn giờ"))
    hands.open_article(article)
    hands.press(hands.button("Thu lại"), hands.heading("Việc thu: Bài hẹn giờ"))
    hands.press(hands.link("Nghe thử bản 1"), hands.words("Bản 1 đã thu xong"))
    moment = hands.page.get_by_label("Tự phát hành lúc")
    soon = f"{datetime.now(UTC) + timedelta(days=40):%Y-%m-%d}"
    for day, seen in (
        ("2020-12-31", hands.words("Giờ hẹn đã qua.")),
        (soon, hands.words("sẽ tự phát hành lúc")),
    ):
        hands.unfold("Hẹn giờ, duyệt, giữ lại")
        hands.write_moment(moment, f"{day}T07:30")
        hands.press(hands.button("Hẹn giờ"), seen)
        hands.look()
        if hands.link("Về bài").count():
            hands.press(hands.link("Về bài"), hands.heading("Bài hẹn giờ"))
    assert "Bài hẹn giờ" not in newsroom.ask("/").text


def test_one_article_among_many_is_found_with_and_without_its_marks(
    hands: Hands, newsroom: Newsroom
) -> None:
    for number in range(30):
        newsroom.take_in(f"ve/nhieu-{number}", titled(f"Chuyện số {number}"))
    newsroom.take_in("ve/tim", titled("Đảng bộ Vĩnh Sơn họp"))
    for sought in ("dang bo vinh son", "Đảng bộ Vĩnh Sơn"):
        hands.write(hands.page.get_by_label("Tìm trong tựa"), sought)
        hands.press(hands.button("Tìm và lọc"), hands.link("Đảng bộ Vĩnh Sơn họp"))
        expect(hands.page.locator("article.teaser")).to_have_count(1)
    hands.unfold("Lọc bài", back=True)
    hands.choose(hands.page.get_by_label("Trạng thái"), "public")
    hands.press(hands.button("Tìm và lọc"), hands.words("Không bài nào như thế."))
    hands.look()
    hands.press(hands.link("Xem mọi bài"), hands.link("Đảng bộ Vĩnh Sơn họp"))


def test_a_colleague_gets_a_name_a_role_and_a_link_and_comes_in(
    hands: Hands, colleague: Hands
) -> None:
    hands.press(hands.link("Tài khoản và quản trị"), hands.link("Người làm"))
    hands.press(hands.link("Người làm"), hands.heading("Người làm"))
    hands.look()
    hands.write(hands.page.get_by_label("Tên, cũng là tên đăng nhập"), "Lê Bình")
    hands.choose(hands.page.get_by_label("Vai trò"), "publisher")
    link = hands.heading("Liên kết đăng nhập cho Lê Bình")
    hands.press(hands.button("Thêm và tạo liên kết"), link)
    hands.look()
    address = hands.page.locator("main .secret").inner_text()
    page = colleague.page
    page.context.clear_cookies()
    page.goto(address)
    colleague.press(colleague.button("Vào bàn biên tập"), colleague.heading("Các bài đã nhận"))
    expect(page.get_by_text("Lê Bình đang làm việc.")).to_be_visible()


def test_another_article_under_a_known_id_is_told_and_waits_and_is_thrown_away(
    hands: Hands, newsroom: Newsroom
) -> None:
    episode = newsroom.record("ve/trung-ma", titled("Bài có mã trùng"))
    hands.open("/desk/new")
    other = "Giá lúa tăng\n\nGiá lúa ở chợ huyện tăng 300 đồng một cân. Bà con phấn khởi."
    hands.paste(hands.page.get_by_label("Dán văn bản"), other)
    hands.unfold("Ghi sẵn mã bài")
    hands.write(hands.page.get_by_label("Mã bài của toà soạn"), "ve/trung-ma")
    held = hands.words("Nếu nhận, bài sẽ được giữ lại, đợi duyệt.")
    hands.press(hands.button("Xem trước"), held)
    hands.look()
    hands.press(hands.button("Nhận bài và thu"), hands.button("Bỏ, giữ bản trước"))
    hands.look()
    hands.press(hands.button("Bỏ, giữ bản trước"), hands.heading("Bài có mã trùng"))
    assert newsroom.service.library.episode(episode.id) == episode


def test_of_two_editors_the_second_sees_both_readings_and_chooses(
    hands: Hands, colleague: Hands, newsroom: Newsroom
) -> None:
    article = newsroom.take_in("ve/hai-nguoi", titled("Bài của chung"))
    for each in (hands, colleague):
        each.open_article(article)
        each.go(each.button("Câu 1"))
        each.page.keyboard.press("e")
        words = "Bài người này đọc" if each is hands else "Bài người kia đọc"
        each.write(each.page.get_by_label("Đọc câu 1 là"), words)
    hands.press(hands.button("Lưu cách đọc câu 1"), hands.words("Đã lưu cách đọc."))
    both = colleague.heading("Hai người cùng sửa câu này")
    colleague.press(colleague.button("Lưu cách đọc câu 1"), both)
    expect(colleague.page.get_by_label("Đọc câu 1 là")).to_have_value("Bài người kia đọc")
    expect(colleague.words("Bài người này đọc")).to_be_visible()
    colleague.look()
    mine = colleague.button("Lưu bản của tôi cho câu 1")
    colleague.press(mine, colleague.words("Đã lưu cách đọc."))
    expect(colleague.button("Câu 1")).to_be_focused()


def test_what_was_typed_while_the_source_corrected_the_sentence_is_kept(
    hands: Hands, newsroom: Newsroom
) -> None:
    article = newsroom.take_in("ve/nguon-sua", titled("Bài nguồn sửa"))
    hands.open_article(article)
    hands.go(hands.button("Câu 1"))
    for _ in range(2):
        hands.page.keyboard.press("ArrowDown")
    hands.page.keyboard.press("e")
    typed = "Cầu có sáu làn xe rộng."
    hands.write(hands.page.get_by_label("Đọc câu 3 là"), typed)
    newsroom.take_in("ve/nguon-sua", titled("Bài nguồn sửa", SHORT.replace("bốn làn", "sáu làn")))
    hands.press(hands.button("Lưu cách đọc câu 3"), hands.heading("Bài không còn câu này"))
    expect(hands.page.get_by_label("Cách đọc bạn đã gõ")).to_have_value(typed)
    hands.look()
    hands.press(hands.button("Dùng cho câu này"), hands.words("Đã lưu cách đọc."))
