"""Where an article ends: a rule does not end it, and no other article's lead extends it."""

from datetime import datetime, timedelta, timezone

import pytest

from service.articles.blocks import read_blocks
from service.articles.recognise import recognise
from service.articles.recognised import Recognised

ZONE = timezone(timedelta(hours=7))
TITLE = "Xã Bình An mở lại chợ nổi sau ba năm"
DATE = "20/11/2026 08:15"
FIRST = "Từ ngày 5/12, chợ nổi Bình An họp lại vào mỗi sáng cuối tuần, trên đoạn sông dài 600 m."
SECOND = "Theo Ủy ban nhân dân xã, 48 hộ đã đăng ký bán hàng, phần lớn là trái cây và bánh."
THIRD = "Ban quản lý bố trí hai ca nô cứu hộ, phao và áo phao cho khách, không thu phí."
LEAD = "Sáu tuyến dùng 72 xe buýt điện từ quý I, giảm tiếng ồn và khói ở các khu dân cư."
OTHER = "Xe buýt điện thay xe dầu trên sáu tuyến ngoại thành"


def found(*lines: str) -> Recognised:
    return recognise(read_blocks("\n".join((TITLE, DATE, *lines)), "text/plain"), zone=ZONE)


def body(*lines: str) -> list[str]:
    return [block.text for block in found(*lines).content.leaves]


@pytest.mark.parametrize("rule", ["-----", "* * *", "|---|---|", "———", "***"])
def test_the_article_goes_on_behind_a_rule(rule: str) -> None:
    hours = "Giờ họp chợ: 5h đến 9h"
    assert body(FIRST, SECOND, rule, hours) == [FIRST, SECOND, hours]


def test_a_bold_last_line_without_a_stop_stays() -> None:
    assert body(FIRST, SECOND, "Mọi người được khuyên đi xe buýt số 6")[-1].endswith("số 6")


@pytest.mark.parametrize(
    "mark", ["Tin liên quan", "Các tin khác", "Xem thêm:", "Tags: chợ nổi, du lịch", "Theo TTXVN"]
)
def test_leads_of_other_articles_do_not_extend_it(mark: str) -> None:
    assert body(FIRST, SECOND, mark, OTHER, LEAD, OTHER, LEAD) == [FIRST, SECOND]


def test_two_paragraphs_behind_a_list_of_others_say_that_it_goes_on() -> None:
    assert body(FIRST, "Xem thêm", OTHER, SECOND, THIRD) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "Bản quyền thuộc về Ủy ban nhân dân xã. Ghi rõ nguồn khi phát hành lại tin từ trang này.",
        "Giấy phép thiết lập trang thông tin điện tử số 12/GP-TTĐT do Sở Thông tin cấp.",
        "Địa chỉ: 12 Trần Hưng Đạo, xã Bình An. Điện thoại: 0280 000 111",
        "Đăng ký nhận bản tin qua thư điện tử mỗi sáng.",
        "Mời quý độc giả theo dõi chúng tôi trên Google News.",
        "Nguồn: https://bao.example.vn/cho-noi.html",
        "Ủng hộ tòa soạn để chúng tôi viết nhiều hơn.",
    ],
)
def test_a_line_of_the_page_below_the_article_is_left_out(line: str) -> None:
    assert body(FIRST, SECOND, line) == [FIRST, SECOND]


def test_views_font_size_and_a_poll_are_left_out_and_the_date_is_read() -> None:
    lines = ["Văn hóa Văn hóa", TITLE, "20/11/2026 | 08:15  | Lượt xem: 320", "Cỡ chữ A- A A+"]
    poll = ["Bình chọn Bình chọn", "Bạn thấy giao diện trang thông tin thế nào?"]
    page = read_blocks("\n".join((*lines, FIRST, SECOND, *poll)), "text/plain")
    article = recognise(page, zone=ZONE)
    assert article.title == TITLE
    assert article.published == datetime(2026, 11, 20, 8, 15, tzinfo=ZONE)
    assert [block.text for block in article.content.leaves] == [FIRST, SECOND]


def test_the_day_it_was_published_wins_over_todays_in_the_head_of_the_page() -> None:
    head = ["Thứ Sáu, ngày 27 tháng 11 năm 2026", "Trang chủ", "Tin tức chung", "Văn bản mới"]
    lines = [*head, "Thư viện", TITLE, "Ngày đăng: 20/11/2026 08:15", FIRST, SECOND]
    article = recognise(read_blocks("\n".join(lines), "text/plain"), zone=ZONE)
    assert article.title == TITLE
    assert article.published == datetime(2026, 11, 20, 8, 15, tzinfo=ZONE)


def test_how_long_ago_is_neither_read_nor_taken_for_a_date() -> None:
    page = read_blocks(f"{TITLE}\n17 giờ trước\n{FIRST}\n{SECOND}", "text/plain")
    article = recognise(page, zone=ZONE)
    assert article.published is None
    assert [block.text for block in article.content.leaves] == [FIRST, SECOND]


def test_an_office_that_signs_is_no_author() -> None:
    assert found(FIRST, SECOND, "Nguồn: Sở Y tế").author is None
    assert found(FIRST, SECOND, "Tin, ảnh: Minh Thu").author == "Minh Thu"


MENU = [f"Mục số {each}" for each in range(30)]
POPUP = "Bạn cần đăng nhập để gửi bình luận và lưu bài viết này vào sổ tay."
COMMENT = "Tôi hay đi chợ này, mong có thêm chỗ gửi xe máy và nhà vệ sinh sạch sẽ."


def copied(*lines: str) -> Recognised:
    return recognise(read_blocks("\n".join(lines), "text/plain"), zone=ZONE)


def test_the_article_in_a_page_copied_whole_is_where_its_prose_stands_together() -> None:
    above = [POPUP, *MENU, "Đọc nhiều", OTHER, *MENU, TITLE, "Minh Thu", DATE]
    comments = ["Bình luận (2)", "Nam", COMMENT, "3 giờ trước", "Lan", COMMENT, "5 giờ trước"]
    article = copied(*above, FIRST, SECOND, "Giá vé", THIRD, *comments, *MENU, POPUP)
    assert (article.title, article.author) == (TITLE, "Minh Thu")
    assert article.published == datetime(2026, 11, 20, 8, 15, tzinfo=ZONE)
    assert [leaf.text for leaf in article.content.leaves] == [FIRST, SECOND, "Giá vé", THIRD]


def test_a_date_above_the_title_of_a_copied_page_is_the_articles() -> None:
    article = copied(*MENU, "Kinh doanh", DATE, TITLE, FIRST, SECOND, THIRD, *MENU)
    assert article.title == TITLE
    assert article.published == datetime(2026, 11, 20, 8, 15, tzinfo=ZONE)


def test_a_date_below_the_lead_is_a_date_line_and_the_lead_no_title() -> None:
    article = copied(TITLE, FIRST, DATE, SECOND, THIRD)
    assert article.title == TITLE
    assert [leaf.text for leaf in article.content.leaves] == [FIRST, SECOND, THIRD]


def test_cells_of_a_copied_table_do_not_divide_the_article() -> None:
    cells = ["Thứ", "Khoa", "Hai", "Nội", "Ba", "Nhi", "Tư", "Răng"]
    article = copied(*MENU, TITLE, DATE, FIRST, SECOND, *cells, THIRD, *MENU[:12])
    kept = [leaf.text for leaf in article.content.leaves]
    assert kept[:11] == [FIRST, SECOND, *cells, THIRD]


def test_how_to_reach_an_office_at_the_end_of_the_articles_own_part_is_the_articles() -> None:
    reach = "Điện thoại: 0280 000 111"
    markup = f"<h1>{TITLE}</h1><article><p>{FIRST}</p><p>{SECOND}</p><p>{reach}</p></article>"
    article = recognise(read_blocks(markup, "text/html"), zone=ZONE)
    assert article.content.leaves[-1].text == reach
    assert body(FIRST, SECOND, reach) == [FIRST, SECOND]
