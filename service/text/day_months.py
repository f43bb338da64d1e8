"""Decides whether a pair of numbers is a day and a month, a fraction, a score or a range."""

import re
from calendar import monthrange

from service.text.context import after, before
from service.text.form import Form, either

_WEEKDAY = r"(?:thứ|t)\s?(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn"
_DATE_WORD = either(
    "ngày, mùng, mồng, hôm, bữa, nay, lễ, dịp, tết, sáng, trưa, chiều, tối, đêm, khuya, "
    "rạng sáng, vào, kỷ niệm, quốc khánh, lao động, thiếu nhi, phụ nữ, quốc tế, đường, "
    "cách mạng, quảng trường, hôm nay, hôm qua, ngày mai"
)
_DATE_BEFORE = Form(
    rf"(?:^|\W)(?:{_DATE_WORD}|(?:{_WEEKDAY}),?|ngày(?:\s?[0-9]{{1,2}},){{0,4}}\s?[0-9]{{1,2}}(?:,|\s(?:và|&)))\s?\(?$"
)
_PART_OF_DAY = either("ngày, sáng, trưa, chiều, tối, đêm, khuya, hôm, mùng, mồng")
_PART_OF_DAY_BEFORE = Form(rf"(?:^|\W){_PART_OF_DAY}$")
COUNTED_AFTER = Form(
    either(
        "tháng, ngày, năm, tuần, giờ, phút, người, lần, tuổi, triệu, tỷ, tỉ, nghìn, con, %, em, "
        "cái, hộ, chiếc, quả, trận, lớp, học sinh, mét, km, m, kg, độ, tết"
    )
    + r"(?!\w)"
)
_MAYBE_WORD = either("từ, đến, tới, trước, sau, hết, kể từ, lúc, giờ, h, phút, khoảng, cuối, đầu")
_MAYBE_BEFORE = Form(rf"(?:^|\W){_MAYBE_WORD}\s?\(?$")
_AFTER_DATE = Form(r"[0-9]{1,2}[/-][0-9]{1,2}(?:/[0-9]{4})?\s?(?:,|và|đến|-|–|&|tới|hoặc|hay|;)$")
_FRACTION_AFTER = Form(
    either(
        "số, dân, diện tích, thời gian, chiều, chặng, lượng, tổng, quãng, nhu cầu, thành viên, "
        "đại biểu, người, trong, của, các, giá, lực, hộ, xã, phường, huyện, tỉnh, trận, vé, đội, "
        "học sinh, sinh viên, doanh, vốn, nguồn, phiếu, cổ, tuyến, chi, thu, kg, km, m, ha, l, "
        "cơ thể, mức, sản lượng"
    )
    + r"\b"
)
_SCORE_BEFORE = Form(
    r"[0-9]\s?[-–]\s?[0-9]+,?\s?\(?$|(?<!\w)(?:thắng|thua|hòa|hoà|tỉ số|tỷ số)(?: \S+){0,4}$"
)
_ALWAYS = Form(r"(?:phục vụ|trực|hoạt động|hỗ trợ|mở cửa|suốt|liên tục|túc trực|hệ thống)$")


def is_day_and_month(text: str, match: re.Match[str]) -> bool:
    """Whether a pair like 2/7 or 2-7 is a day and a month here, rather than a fraction or range."""
    day, month = int(match["day"]), int(match["month"])
    if day > monthrange(2020, month)[1]:
        return False
    head, tail = before(text, match.start()), after(text, match.end())
    strong = bool(_DATE_BEFORE.found_in(head) or _AFTER_DATE.found_in(head))
    if match["mark"] == ".":
        return bool(_PART_OF_DAY_BEFORE.found_in(head))
    if match["mark"] != "/":
        if _SCORE_BEFORE.found_in(head):
            return False
        return (strong or day > 12) and not COUNTED_AFTER.found_at(tail, 0)
    if strong or "0" in (match["day"][0], match["month"][0]):
        return True
    if _ALWAYS.found_in(head) or _SCORE_BEFORE.found_in(head) or _FRACTION_AFTER.found_at(tail, 0):
        return False
    if _MAYBE_BEFORE.found_in(head) or (head.endswith("(") and tail.startswith(")")):
        return True
    return day > month and (bool(head) or bool(tail))
