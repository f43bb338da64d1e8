"""What page checkers and narrow, dark or high-contrast screens find: nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from service.desk.second_factor import STEP_SECONDS, code_at
from service.model import Episode, Role
from service.text.lexicon import build_entry
from tests.browser.checks import STATES, arrive, findings, open_everything, sign_in
from tests.jobs.conftest import wait_until
from tests.web.newsroom import SAMPLE, SHORT, Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("selection")]

PUBLIC = ["/", "/subscribe", "/episodes/{id}", "/episodes/{id}/transcript.html", "/nothing-here"]
DESK = [
    *(
        "/desk/",
        "/desk/articles/{id}",
        "/desk/articles/{id}/waveform",
        "/desk/new",
        "/desk/lexicon",
        "/desk/jobs/{job}",
        "/desk/jobs",
        "/desk/jobs?trang-thai=da-xong",
    ),
    *("/desk/?tim=dang", "/desk/articles/{id}/history", "/desk/status"),
    *("/desk/dashboard", "/desk/figures?bai={id}"),
    "/desk/lexicon/entries/hdnd",
    "/desk/articles/{id}/compare?cu=e:1&moi=e:1&gi=doc",
    *("/desk/sessions", "/desk/tokens", "/desk/webhooks", "/desk/people", "/desk/people/1"),
    *("/desk/channels", "/desk/channels/ban-tin"),
    *("/desk/account", "/desk/account/second-factor", "/desk/audit", "/desk/sign-in"),
]


@pytest.fixture(scope="module")
def sample(newsroom: Newsroom) -> Episode:
    return newsroom.record("bai/mau", SAMPLE.read_text("utf-8"))


@contextmanager
def signed_in(chromium: Browser, newsroom: Newsroom, **state: Any) -> Iterator[Page]:
    """A page with a session at the desk."""
    context = chromium.new_context(bypass_csp=True, **state)
    page = context.new_page()
    sign_in(page, newsroom)
    yield page
    context.close()


@pytest.fixture(params=STATES, scope="module")
def visitor(
    request: pytest.FixtureRequest, chromium: Browser, newsroom: Newsroom
) -> Iterator[Page]:
    """A page in each of the states."""
    with signed_in(chromium, newsroom, **STATES[request.param]) as page:
        yield page


@pytest.fixture(scope="module")
def reader(chromium: Browser, newsroom: Newsroom) -> Iterator[Page]:
    """A page as most see it."""
    with signed_in(chromium, newsroom) as page:
        yield page


@pytest.fixture(scope="module", autouse=True)
def lexicon(newsroom: Newsroom) -> None:
    """An entry with a history."""
    for alias in ("hội đồng", "hội đồng nhân dân"):
        kept = build_entry({"id": "hdnd", "grapheme": "HĐND", "alias": alias}, datetime.now(UTC))
        newsroom.service.library.put_lexicon_entries([kept], author="An")


def filled(path: str, newsroom: Newsroom, episode: Episode) -> str:
    job = newsroom.service.jobs.current(episode.id)
    return newsroom.base_url + path.format(id=episode.id, job=job.id if job else "")


@pytest.mark.parametrize("path", [*PUBLIC, *DESK])
def test_axe_finds_nothing_at_any_level(
    visitor: Page, newsroom: Newsroom, sample: Episode, axe: Path, path: str
) -> None:
    visitor.goto(filled(path, newsroom, sample))
    open_everything(visitor)
    assert findings(visitor, axe) == []


def test_axe_finds_nothing_in_what_a_form_answers(
    visitor: Page, newsroom: Newsroom, sample: Episode, axe: Path
) -> None:
    visitor.goto(f"{newsroom.base_url}/desk/lexicon")
    visitor.get_by_label("Chữ in", exact=True).fill("HĐND")
    visitor.get_by_label("Đọc là", exact=True).fill("hội đồng")
    visitor.get_by_role("button", name="Xem câu nào sẽ đổi").click()
    arrive(visitor, visitor.get_by_text("Sẽ đọc", exact=True).first)
    assert findings(visitor, axe) == []

    visitor.goto(f"{newsroom.base_url}/desk/new")
    visitor.get_by_label("Dán văn bản").fill(SAMPLE.read_text("utf-8"))
    visitor.get_by_role("button", name="Xem trước").click()
    arrive(visitor, visitor.get_by_text("Chưa lưu gì."))
    assert findings(visitor, axe) == []

    visitor.goto(f"{newsroom.base_url}/desk/new")
    visitor.get_by_role("button", name="Xem trước").click()
    arrive(visitor, visitor.get_by_role("alert"))
    assert findings(visitor, axe) == []


def test_axe_finds_nothing_in_an_act_on_many_articles_and_its_way_back(
    visitor: Page, newsroom: Newsroom, sample: Episode, axe: Path
) -> None:
    visitor.goto(f"{newsroom.base_url}/desk/?tim=bai%2Fmau")
    visitor.get_by_label("Chọn").first.check()
    visitor.get_by_label("Việc", exact=True).select_option("assign")
    visitor.get_by_role("button", name="Xem trước, chưa làm gì").click()
    arrive(visitor, visitor.get_by_role("heading", name="Giao cho một người: 1 trên 1 bài"))
    visitor.get_by_label("Giao cho", exact=True).select_option(index=1)
    assert findings(visitor, axe) == []
    visitor.get_by_role("button", name="Làm với 1 bài").click()
    arrive(visitor, visitor.get_by_text("Đã giao bài cho"))
    assert findings(visitor, axe) == []
    visitor.get_by_role("button", name="Hoàn tác với 1 bài").click()
    arrive(visitor, visitor.get_by_text("Đã hoàn tác."))
    assert newsroom.service.library.assignment(sample.id) is None

    visitor.goto(f"{newsroom.base_url}/desk/articles/{sample.id}")
    open_everything(visitor)
    visitor.get_by_label("Người phụ trách bài").fill("admin")
    visitor.get_by_role("button", name="Giao bài", exact=True).click()
    arrive(visitor, visitor.get_by_role("button", name="Hoàn tác", exact=True))
    assert findings(visitor, axe) == []
    visitor.get_by_role("button", name="Hoàn tác", exact=True).click()
    arrive(visitor, visitor.get_by_text("Đã hoàn tác."))
    assert newsroom.service.library.assignment(sample.id) is None


def test_axe_finds_nothing_in_a_webhook_its_secret_and_its_log(
    visitor: Page, newsroom: Newsroom, axe: Path
) -> None:
    visitor.goto(f"{newsroom.base_url}/desk/webhooks")
    visitor.get_by_label("Địa chỉ nhận").fill("https://khong-co.invalid/nhan")
    visitor.get_by_role("button", name="Thêm webhook").click()
    arrive(visitor, visitor.get_by_text("chỉ hiện một lần này"))
    assert findings(visitor, axe) == []
    visitor.get_by_role("link", name="Đã chép").click()
    visitor.get_by_role("button", name="Gửi tin thử").click()
    expect(visitor.get_by_role("status").first).to_contain_text("Đã xếp một tin thử")
    webhook = newsroom.service.library.webhooks()[-1]
    wait_until(lambda: newsroom.service.library.deliveries(webhook.id, 1)[0].attempts != ())
    visitor.reload()
    expect(visitor.get_by_text("không tìm thấy máy chủ").first).to_be_visible()
    assert findings(visitor, axe) == []
    visitor.get_by_label("Tôi biết: Loa không gửi gì nữa tới địa chỉ này").check()
    visitor.get_by_role("button", name="Bỏ webhook").click()
    expect(visitor.get_by_role("status").first).to_contain_text("Đã bỏ webhook")


def test_axe_finds_nothing_in_what_is_shown_once_of_a_person(
    visitor: Page, newsroom: Newsroom, axe: Path
) -> None:
    visitor.goto(f"{newsroom.base_url}/desk/people")
    visitor.get_by_role(
        "button", name="Thêm và tạo liên kết"
    ).click()  # the browser asks for a name
    visitor.get_by_label("Tên, cũng là tên đăng nhập").fill("123")
    visitor.get_by_role("button", name="Thêm và tạo liên kết").click()
    arrive(visitor, visitor.get_by_role("alert"))
    assert findings(visitor, axe) == []
    name = f"Chị Hoa {len(newsroom.service.library.people())}"
    visitor.get_by_label("Tên, cũng là tên đăng nhập").fill(name)
    visitor.get_by_role("button", name="Thêm và tạo liên kết").click()
    arrive(visitor, visitor.get_by_text("chỉ hiện một lần này"))
    assert findings(visitor, axe) == []
    visitor.get_by_role("link", name="Đã chép").click()
    visitor.get_by_role("button", name="Gỡ người này").click()
    expect(visitor.get_by_role("status").first).to_contain_text(f"Đã gỡ {name}")
    visitor.get_by_role("link", name=name).click()
    arrive(visitor, visitor.get_by_role("button", name="Cho trở lại"))
    assert findings(visitor, axe) == []


def test_somebody_sets_a_password_and_a_second_factor_and_comes_in_by_both(
    chromium: Browser, newsroom: Newsroom, axe: Path
) -> None:
    person = newsroom.person(Role.EDITOR)
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    sign_in(page, newsroom, person)
    page.get_by_role("link", name="Tài khoản của tôi").click()
    page.get_by_label("Mật khẩu mới, từ 12").fill("một câu rất dễ nhớ")
    page.get_by_label("Nhập lại").fill("một câu rất dễ nhớ")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã đổi mật khẩu")
    page.get_by_role("link", name="Bật xác thực hai lớp").click()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    now = int(newsroom.service.production.now().timestamp()) // STEP_SECONDS
    page.get_by_label("Sáu chữ số").fill(code_at(secret, now))
    page.get_by_role("button", name="Bật", exact=True).click()
    arrive(page, page.get_by_role("heading", name="Mã khôi phục"))
    assert findings(page, axe) == []
    code = page.locator("li code").first.inner_text()
    page.get_by_role("link", name="Đã cất").click()
    expect(page.get_by_text("Còn 10 mã khôi phục")).to_be_visible()
    assert findings(page, axe) == []
    page.get_by_role("button", name="Ra khỏi bàn biên tập").click()
    page.wait_for_load_state()
    page.goto(f"{newsroom.base_url}/desk/")
    page.get_by_label("Tên", exact=True).fill("EDITOR")
    page.get_by_label("Mật khẩu").fill("một câu rất dễ nhớ")
    page.get_by_role("button", name="Đăng nhập").click()
    arrive(page, page.get_by_role("alert"))
    assert findings(page, axe) == []
    page.get_by_label("Mật khẩu").fill("một câu rất dễ nhớ")
    page.get_by_label("Mã xác thực").fill(code)
    page.get_by_role("button", name="Đăng nhập").click()
    arrive(page, page.get_by_role("heading", name="Các bài đã nhận", exact=True))
    context.close()


def test_axe_finds_nothing_in_what_waits_for_a_yes(
    visitor: Page, newsroom: Newsroom, axe: Path
) -> None:
    sentences = [f"Câu thứ {at} của bài kể về việc chung của phường." for at in range(9)]
    for count in (9, 1):
        body = "".join(f"<p>{each}</p>" for each in sentences[:count])
        article = newsroom.take_in("duyet/1", f"<h1>Việc chung của phường ta</h1>{body}")
    for path in (f"/desk/articles/{article.id}/held", f"/desk/articles/{article.id}"):
        visitor.goto(f"{newsroom.base_url}{path}")
        expect(visitor.get_by_role("button", name="Duyệt và thu")).to_have_count(1)
        assert findings(visitor, axe) == []


def test_axe_finds_nothing_in_the_tools_of_a_sentence_and_what_its_forms_answer(
    visitor: Page, newsroom: Newsroom, axe: Path
) -> None:
    text = SHORT.replace("bốn làn xe", "bốn làn xe CS")
    article = newsroom.take_in("cau/1", text)
    address = f"{newsroom.base_url}/desk/articles/{article.id}"
    visitor.goto(address)
    visitor.keyboard.press("?")
    visitor.get_by_role("button", name="Câu 3", exact=True).click()
    words = visitor.get_by_label("Đọc câu 3 là")
    expect(words).to_be_visible()
    open_everything(visitor)
    assert findings(visitor, axe) == []

    words.fill("Cầu có sáu làn xe.")
    visitor.get_by_role("button", name="Lưu cách đọc câu 3").click()
    arrive(visitor, visitor.get_by_text("Lời đọc khác bản in."))
    assert findings(visitor, axe) == []
    visitor.get_by_label("Cứ lưu, để người khác xác nhận").check()
    visitor.get_by_role("button", name="Nghe thử câu 3").click()
    expect(visitor.locator("[data-heard]")).to_contain_text("ký tự")

    visitor.evaluate("document.querySelector('[data-words] [name=seen]').value = 'cũ'")
    visitor.get_by_role("button", name="Lưu cách đọc câu 3").click()
    arrive(visitor, visitor.get_by_role("heading", name="Hai người cùng sửa câu này"))
    assert findings(visitor, axe) == []

    newsroom.take_in("cau/1", text.replace("làn xe CS", "làn xe CS rộng"))
    visitor.get_by_role("button", name="Lưu bản của tôi cho câu 3").click()
    arrive(visitor, visitor.get_by_role("heading", name="Bài không còn câu này"))
    assert findings(visitor, axe) == []
    newsroom.take_in("cau/1", text)


def test_axe_finds_nothing_where_the_text_of_an_article_is_edited(
    visitor: Page, newsroom: Newsroom, sample: Episode, axe: Path
) -> None:
    visitor.goto(filled("/desk/articles/{id}/edit", newsroom, sample))
    assert findings(visitor, axe) == []
    visitor.get_by_role("button", name="Xem trước").click()
    arrive(visitor, visitor.get_by_role("button", name="Sửa tiếp chữ của bài"))
    assert findings(visitor, axe) == []


@pytest.mark.parametrize("path", [*PUBLIC, *DESK])
def test_a_page_reflows_at_320_pixels_and_with_wide_text_spacing(
    reader: Page, newsroom: Newsroom, sample: Episode, path: str
) -> None:
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.goto(filled(path, newsroom, sample))
    open_everything(reader)
    reader.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
    )
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320
    reader.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("path", [*PUBLIC, *DESK])
def test_a_page_has_one_heading_its_landmarks_and_the_right_language(
    reader: Page, newsroom: Newsroom, sample: Episode, path: str
) -> None:
    reader.goto(filled(path, newsroom, sample))
    expect(reader.locator("h1")).to_have_count(1)
    for landmark in ("banner", "main", "contentinfo", "navigation"):
        assert reader.get_by_role(landmark).count() >= 1, landmark
    assert reader.locator("html").get_attribute("lang") == "vi"


def test_every_target_of_the_player_is_44_pixels_high(
    reader: Page, newsroom: Newsroom, sample: Episode
) -> None:
    reader.goto(filled("/episodes/{id}", newsroom, sample))
    open_everything(reader)
    sizes = reader.evaluate(
        "[...document.querySelectorAll('.player :is(button, a, summary, label:has(input), "
        "input[type=range])')].filter(e => e.checkVisibility())"
        ".map(e => [e.textContent, e.getBoundingClientRect().height])"
    )
    assert len(sizes) > 10
    assert [name for name, height in sizes if height < 44] == []
