"""Official notices: their form is not their text, and their head is not their title."""

from datetime import datetime, timedelta, timezone

import pytest

from service.articles.blocks import read_blocks
from service.articles.recognise import recognise
from service.articles.recognised import Recognised

ZONE = timezone(timedelta(hours=7))
ABOUT = "Về việc tạm ngừng cấp nước để sửa tuyến ống đường Lê Lai"
TEXT = [
    "Căn cứ kế hoạch sửa chữa năm 2026, Ủy ban nhân dân phường thông báo như sau:",
    "1. Thời gian: từ 22h ngày 25/11 đến 5h ngày 26/11.",
    "Người dân trữ nước trước giờ cắt. Mọi thắc mắc gọi số 0280 000 111.",
]
SIGNED = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)", "Trần Văn Sáu"]
NOTICE = [
    "ỦY BAN NHÂN DÂN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 45/TB-UBND",
    "Bàu Sen, ngày 20 tháng 11 năm 2026",
    "THÔNG BÁO",
    ABOUT,
    *TEXT,
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT.",
    *SIGNED,
]


def found(lines: list[str]) -> Recognised:
    return recognise(read_blocks("\n".join(lines), "text/plain"), zone=ZONE)


def test_a_notice_is_named_by_what_it_is_about_and_signed_once() -> None:
    notice = found(NOTICE)
    assert notice.title == ABOUT
    assert notice.section == "Thông báo"
    assert notice.author is None
    assert notice.published == datetime(2026, 11, 20, tzinfo=ZONE)
    assert [block.text for block in notice.content.leaves] == [*TEXT, *SIGNED]


def test_the_form_of_a_notice_is_listed_with_its_reason() -> None:
    reasons = {each.text: each.reason for each in found(NOTICE).left_out}
    assert reasons["Độc lập - Tự do - Hạnh phúc"] == "Quốc hiệu và tiêu ngữ của văn bản."
    assert reasons["THÔNG BÁO"] == "Loại văn bản; tiêu đề là dòng bên dưới."
    assert reasons["- Lưu: VT."] == "Nơi nhận của văn bản."


@pytest.mark.parametrize(
    "lines",
    [
        ["Báo cáo", "Về đích sớm là niềm vui chung của cả đội bóng và người hâm mộ."],
        ["Ý nghĩa quốc hiệu", "Độc lập - Tự do - Hạnh phúc là ba điều người dân mong mỏi nhất."],
    ],
)
def test_news_in_words_like_a_notices_is_no_notice(lines: list[str]) -> None:
    assert found(["Tin trong ngày của phường", *lines]).content.leaves[-1].text == lines[-1]


def test_a_notice_on_a_page_of_its_own_title_keeps_its_text() -> None:
    markup = "".join(f"<p>{line}</p>" for line in NOTICE)
    page = read_blocks(f"<h1>Tạm ngừng cấp nước đường Lê Lai</h1><div>{markup}</div>", "text/html")
    notice = recognise(page, zone=ZONE)
    assert notice.title == "Tạm ngừng cấp nước đường Lê Lai"
    assert set(TEXT) <= {block.text for block in notice.content.leaves}
    assert notice.author is None
