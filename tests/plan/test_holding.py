"""What is doubtful enough to wait for somebody's yes, and what looks alike and is not."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from service.articles.doubts import HOME_PAGE, MUCH_LEFT_OUT, DoubtCode
from service.articles.recognised import Recognised
from service.articles.revision import make_revision
from service.desk.extraction import extract
from service.desk.hints import Hints
from service.model import Revision
from service.plan.holding import correction_doubts, page_doubts
from tests.stage import NOW

ZONE = timezone(timedelta(hours=7))
TITLE = "Xã Bình An khánh thành cây cầu bắc qua rạch Dừa"
BRIDGE = [
    "Sáng 3/10, xã Bình An khánh thành cây cầu bắc qua rạch Dừa sau tám tháng thi công.",
    "Cầu dài 42 m, rộng 4 m, thay chiếc cầu ván mà bà con đi lại hơn ba mươi năm nay.",
    "Ông Trần Văn Lâm, trưởng ấp, nói trẻ con từ nay tới trường không phải đi vòng nữa.",
    "Kinh phí 1,8 tỷ đồng do ngân sách huyện cấp một nửa, nửa còn lại do người dân góp.",
    "Xe tải trên 2,5 tấn không được qua cầu, biển báo đặt ở cả hai đầu từ hôm nay.",
    "Dịp này, xã cũng trồng sáu mươi cây bàng dọc con đường dẫn lên đầu cầu phía đông.",
    "Hội phụ nữ xã lo phần nước uống, thanh niên gác hai đầu cầu trong ngày khánh thành.",
    "Ban quản lý dự án bàn giao hồ sơ công trình cho xã vào cuối tháng này để theo dõi.",
    "Đây là cây cầu thứ năm được làm mới trên rạch Dừa trong vòng ba năm trở lại đây.",
]
CHOIR = [
    "Tối thứ Bảy, dàn hợp xướng nhà văn hóa thành phố hát mười hai bài của Văn Cao.",
    "Vé vào cửa miễn phí, khán giả nhận tại quầy từ sáu giờ chiều, mỗi người hai vé.",
]


def read(markup: str, link: str | None = None) -> Recognised:
    hints = Hints("xa/1", link=link)
    return extract(markup.encode(), hints, zone=ZONE, limit_bytes=10**6).recognised


def page(title: str, paragraphs: list[str], around: str = "") -> str:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<article>{body}</article>{around}</body></html>"
    )


def revision(title: str, paragraphs: list[str]) -> Revision:
    return make_revision(read(page(title, paragraphs)), source_id="xa/1", fallback_published=NOW)


def codes(found: Recognised) -> list[str]:
    return [each.code for each in page_doubts(found)]


def correction_codes(before: Revision, found: Recognised) -> list[str]:
    return [each.code for each in correction_doubts(found, before)]


def test_each_doubt_about_a_page_holds_it_once_and_is_told_in_two_languages() -> None:
    found = replace(read(page(TITLE, BRIDGE)), doubts=(HOME_PAGE, MUCH_LEFT_OUT, MUCH_LEFT_OUT))
    assert codes(found) == ["home-page", "much-left-out"]
    assert all(each.vi and each.en and each.vi != each.en for each in page_doubts(found))
    assert {code.value for code in DoubtCode} == set(codes(found))


def test_an_article_is_not_doubted() -> None:
    assert codes(read(page(TITLE, BRIDGE))) == []


def test_a_correction_of_many_sentences_to_one_is_told() -> None:
    before = revision(TITLE, BRIDGE)
    assert correction_codes(before, read(page(TITLE, BRIDGE[:1]))) == ["shrunk"]


@pytest.mark.parametrize("kept", [slice(0, 3), slice(2, 9)])
def test_a_correction_that_leaves_a_third_is_a_correction(kept: slice) -> None:
    before = revision(TITLE, BRIDGE)
    assert correction_codes(before, read(page(TITLE, BRIDGE[kept]))) == []


def test_quite_another_article_under_a_known_id_is_told() -> None:
    before = revision("Dàn hợp xướng thành phố hát nhạc Văn Cao", CHOIR)
    assert correction_codes(before, read(page(TITLE, BRIDGE))) == ["other-article"]


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        (TITLE, CHOIR),
        ("Bà con rạch Dừa hết cảnh đi vòng tới trường", BRIDGE),
        ("Bà con rạch Dừa hết cảnh đi vòng", [each.replace("cây cầu", "cầu") for each in BRIDGE]),
    ],
)
def test_the_same_title_or_much_the_same_text_is_the_same_article(
    title: str, paragraphs: list[str]
) -> None:
    before = revision(TITLE, BRIDGE[:7])
    assert "other-article" not in correction_codes(before, read(page(title, paragraphs)))
