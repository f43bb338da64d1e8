"""From a pasted page to its withdrawal: two people, two browsers, two keyboards.

Its section wants four eyes: who wrote something does not let it go.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from service.model import Role
from tests.browser.checks import arrive
from tests.browser.conftest import WATCHED
from tests.browser.keyboard import Hands
from tests.web.newsroom import Newsroom

pytestmark = pytest.mark.browser

TITLE = "Phường mở lại chợ Bến Đẫm"
PASTED = f"""Trang chủ | Giới thiệu | Liên hệ

{TITLE}

Thứ Năm, 26/11/2026 08:30

Sáng 26/11, phường mở lại chợ dài 1,5 km. Nhà thầu CS thi công. Lễ bắt đầu lúc 8h.

Tác giả: Minh Châu
"""


@contextmanager
def sitting(chromium: Browser, newsroom: Newsroom, axe: Path, name: str) -> Iterator[Hands]:
    """A publisher of this name at the desk, in a browser of their own."""
    person = newsroom.service.library.add_person(name, Role.PUBLISHER, (), datetime.now(UTC))
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    hands = Hands(context.new_page(), newsroom, axe)
    hands.sign_in(person)
    yield hands
    context.close()


def take_in(hands: Hands) -> str:
    """Paste, look, keep; what comes out is the article's address at the desk."""
    hands.press(hands.link("Nhận bài mới"), hands.heading("Nhận bài mới"))
    hands.paste(hands.page.get_by_label("Dán văn bản"), PASTED)
    hands.press(hands.button("Xem trước"), hands.heading(f"Xem trước: {TITLE}"))
    hands.write(hands.page.get_by_label("Chuyên mục"), WATCHED)
    hands.press(hands.button("Nhận bài và thu"), hands.heading(f"Việc thu: {TITLE}"))
    arrive(hands.page, hands.words("Đã thu bản 1"))
    hands.press(hands.link("Xem những câu cần xem lại"), hands.button("Câu 3"))
    hands.look()
    return hands.page.url.split("?")[0]


def fix_and_hear(hands: Hands) -> None:
    """The doubtful sentence is said rightly, heard before it is kept, and recorded."""
    hands.page.keyboard.press("n")
    expect(hands.button("Câu 3")).to_be_focused()
    hands.page.keyboard.press("e")
    words = hands.page.get_by_label("Đọc câu 3 là")
    hands.write(words, "Nhà thầu cơ sở thi công.")
    hands.go(hands.button("Nghe thử câu 3"))
    with hands.page.expect_response("**/desk/clips/*.mp3"):
        hands.page.keyboard.press("Enter")
    hands.press(hands.button("Lưu cách đọc câu 3"), hands.words("Đã lưu cách đọc."), back=True)
    record(hands, "Đã thu bản 2")


def record(hands: Hands, told: str) -> None:
    """Have made what changed, from the article's page."""
    hands.press(hands.button("Thu lại"), hands.heading(f"Việc thu: {TITLE}"), back=True)
    arrive(hands.page, hands.words(told))
    hands.press(hands.link("Về bài"), hands.heading(TITLE))


def be_refused(hands: Hands) -> None:
    """Who wrote it does not let it go, and is led back."""
    hands.press(hands.button("Phát hành bản 2"), hands.link("Về bài"))
    hands.look()
    hands.press(hands.link("Về bài"), hands.heading(TITLE))


def hear_and_approve(hands: Hands, newsroom: Newsroom) -> None:
    """A second person finds it, hears it whole and says yes: nothing is public yet."""
    hands.press(hands.link("Các bài"), hands.link(TITLE))
    hands.press(hands.link(TITLE), hands.heading("Cần bạn quyết định"))
    player = hands.page.locator(".release audio")
    hands.stops_to(player)
    hands.page.keyboard.press("Space")
    expect(player).to_have_js_property("paused", False)
    hands.unfold("Hẹn giờ, duyệt, giữ lại")
    hands.press(hands.button("Duyệt, chưa phát hành"), hands.words("Đã duyệt bản 2"))
    hands.look()
    assert TITLE not in newsroom.ask("/").text


def schedule_and_release(hands: Hands, newsroom: Newsroom) -> None:
    """It is to go on another day; then somebody lets it go at once."""
    soon = f"{datetime.now(UTC) + timedelta(days=40):%Y-%m-%d}T07:30"
    hands.unfold("Hẹn giờ, duyệt, giữ lại")
    hands.write_moment(hands.page.get_by_label("Tự phát hành lúc"), soon)
    hands.press(hands.button("Hẹn giờ"), hands.words("Bản 2 sẽ tự phát hành lúc"))
    expect(hands.heading("Phát hành: đã hẹn giờ")).to_be_visible()
    assert TITLE not in newsroom.ask("/").text
    hands.look()
    hands.press(hands.button("Phát hành bản 2"), hands.words("Đã phát hành bản 2."))
    assert TITLE in newsroom.ask("/feed.xml").text
    hands.look()


def correct(hands: Hands) -> None:
    """A sentence is said otherwise, and made."""
    hands.page.reload()
    arrive(hands.page, hands.button("Câu 2"))
    hands.go(hands.button("Câu 1"))
    for _ in range(3):
        hands.page.keyboard.press("ArrowDown")
    hands.page.keyboard.press("e")
    hands.write(hands.page.get_by_label("Đọc câu 4 là"), "Buổi lễ bắt đầu lúc tám giờ.")
    hands.press(hands.button("Lưu cách đọc câu 4"), hands.words("Đã lưu cách đọc."))
    record(hands, "Đã thu bản 3")


def tell_the_correction(hands: Hands, newsroom: Newsroom) -> None:
    """The second person releases it with a note that everybody reads."""
    hands.page.reload()
    arrive(hands.page, hands.button("Phát hành bản 3"))
    hands.go(hands.page.get_by_label("Thay lặng lẽ"))
    hands.page.keyboard.press("ArrowDown")
    expect(hands.page.get_by_label("Nói với người nghe là có đính chính")).to_be_checked()
    hands.write(hands.page.get_by_label("Lời đính chính"), "Bản trước đọc thiếu chữ.")
    hands.look()
    hands.press(hands.button("Phát hành bản 3"), hands.words("Đã phát hành bản 3."))
    assert "Bản trước đọc thiếu chữ." in newsroom.ask("/corrections").text


def roll_back(hands: Hands) -> None:
    """The edition before is the newest again, and waits."""
    hands.unfold("Các bản đã thu (3)")
    hands.look()
    back = hands.button("Quay lại bản 2")
    hands.press(back, hands.words("Đã quay lại bản 2, nay là bản 4; chưa phát hành."))
    hands.look()


def release_what_was_rolled_back(hands: Hands) -> None:
    """The other person hears of it in the list, and lets it go."""
    hands.press(hands.link("Các bài"), hands.link(TITLE))
    hands.press(hands.link(TITLE), hands.button("Phát hành bản 4"))
    hands.press(hands.button("Phát hành bản 4"), hands.words("Đã phát hành bản 4."))


def withdraw(hands: Hands, newsroom: Newsroom) -> None:
    """Nobody outside hears it any more; why, stands where it was."""
    hands.page.reload()
    arrive(hands.page, hands.heading(TITLE))
    public = hands.link("Trang nghe của bài").get_attribute("href")
    assert public
    hands.unfold("Gỡ bài")
    hands.write(hands.page.get_by_label("Lời cho người nghe"), "Toà soạn rút bài.")
    hands.press(hands.button("Gỡ bài này"), hands.words("Đã gỡ bài"))
    hands.look()
    gone = newsroom.ask(public)
    assert gone.status == 410
    assert "Toà soạn rút bài." in gone.text
    assert TITLE not in newsroom.ask("/feed.xml").text


def test_two_people_bring_an_article_from_paste_to_withdrawal_by_keyboard_alone(
    chromium: Browser, newsroom: Newsroom, axe: Path
) -> None:
    with (
        sitting(chromium, newsroom, axe, "Trần Sơn Trà") as writer,
        sitting(chromium, newsroom, axe, "Lê Bình Minh") as publisher,
    ):
        address = take_in(writer)
        fix_and_hear(writer)
        be_refused(writer)
        hear_and_approve(publisher, newsroom)
        schedule_and_release(publisher, newsroom)
        correct(writer)
        tell_the_correction(publisher, newsroom)
        roll_back(publisher)
        release_what_was_rolled_back(writer)
        withdraw(publisher, newsroom)
        writer.page.goto(f"{address}/history")
        for act in ("phát hành", "đính chính", "quay lại bản trước", "gỡ bài"):
            expect(writer.words(act)).to_be_visible()
        writer.look()
