"""Decides whether a pair of numbers is a day and a month, a fraction, a score or a range."""

import re
from calendar import monthrange

from service.text.context import after, before
from service.text.form import Form, either

_MONTHS = 12
_LEAP_YEAR = 2020
# After these a pair with a dash is a day even below thirteen: «sáng 2-7», but «lớp 2-7» is none.
_DATE_WORD = either(
    "ngày, mùng, mồng, hôm, bữa, nay, lễ, dịp, tết, sáng, trưa, chiều, tối, đêm, khuya, vào, "
    "kỷ niệm, quốc khánh, lao động, thiếu nhi, phụ nữ, quốc tế, đường, cách mạng, quảng trường, "
    "hôm qua, ngày mai"
)
_WEEKDAY = r"(?:thứ|t)\s?(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn"
_DATE_BEFORE = Form(
    # A whole word: «Hạ Lễ 2-7» is a date, «Halễ 2-7» is not.
    rf"(?:^|\W)(?:{_DATE_WORD}"
    # «Thứ Bảy, 2-7», but «lần thứ tám 2-7» counts no weekday.
    rf"|(?:{_WEEKDAY}),?"
    # Days before it share its month: «ngày 1, 2 và 3-7», but «xã 1, 2-7» is a range.
    r"|ngày(?:\s?[0-9]{1,2},){0,4}\s?[0-9]{1,2}(?:,|\s(?:và|&))"
    r")\s?\(?$"
)
# Only these make a date of a point: «ngày 15.6», while «vào 14.5» and «giá 14.5» are numbers.
_PART_OF_DAY = either("ngày, sáng, trưa, chiều, tối, đêm, khuya, hôm, mùng, mồng")
_PART_OF_DAY_BEFORE = Form(rf"(?:^|\W){_PART_OF_DAY}$")
# What is counted makes a range of a dash: «ngày 2-5 tháng», «13-5 người».
COUNTED_AFTER = Form(
    either(
        "tháng, ngày, năm, tuần, giờ, phút, người, lần, tuổi, triệu, tỷ, tỉ, nghìn, con, %, em, "
        "cái, hộ, chiếc, quả, trận, lớp, học sinh, mét, km, m, kg, độ, tết"
    )
    + r"(?!\w)"
)
# After these a slash is a date unless something is shared: «từ 3/5», but «từ 3/5 dân số».
_MAYBE_WORD = either("từ, đến, tới, trước, sau, hết, lúc, giờ, h, phút, khoảng, cuối, đầu")
_MAYBE_BEFORE = Form(rf"(?:^|\W){_MAYBE_WORD}\s?\(?$")
# A date and a word or mark that goes on: «2/7 và 3-7». «kết quả 2-7 ở lớp 3-7» does not.
_AFTER_DATE = Form(r"[0-9]{1,2}[/-][0-9]{1,2}(?:/[0-9]{4})?\s?(?:,|và|đến|-|–|&|tới|hoặc|hay|;)$")
# What a share is of, or what says that it was a share: «25/7 dân số», «30/4 giá cũ».
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
    # The set after a score: «1-0, 13-5», «2-1 (25-12)».
    r"[0-9]\s?[-–]\s?[0-9]+,?\s?\(?$"
    # «thắng đậm 13-5», «tỉ số là 13-5»: never a day, whatever the numbers.
    r"|(?<!\w)(?:thắng|thua|hòa|hoà|tỉ số|tỷ số)(?: \S+){0,4}$"
)
# Round the clock: «trực 24/7» is no Christmas in July.
_ALWAYS = Form(r"(?:phục vụ|trực|hoạt động|hỗ trợ|mở cửa|suốt|liên tục|hệ thống)$")


def is_day_and_month(text: str, match: re.Match[str]) -> bool:
    """Whether a pair like 2/7 or 2-7 is a day and a month here, rather than a fraction or range."""
    day, month = int(match["day"]), int(match["month"])
    if day > monthrange(_LEAP_YEAR, month)[1]:  # «30/2» is a fraction
        return False
    head, tail = before(text, match.start()), after(text, match.end())
    strong = bool(_DATE_BEFORE.found_in(head) or _AFTER_DATE.found_in(head))
    if match["mark"] == ".":  # a decimal everywhere else: «Giá 14.5 USD»
        return bool(_PART_OF_DAY_BEFORE.found_in(head))
    if match["mark"] != "/":
        if _SCORE_BEFORE.found_in(head):
            return False
        # Beyond twelve no league and no range is meant as often: «13-5 tới» is a day.
        return (strong or day > _MONTHS) and not COUNTED_AFTER.found_at(tail, 0)
    # Nobody writes a fraction with a zero in front: «02/5», «2/05».
    if strong or "0" in (match["day"][0], match["month"][0]):
        return True
    if _ALWAYS.found_in(head) or _SCORE_BEFORE.found_in(head) or _FRACTION_AFTER.found_at(tail, 0):
        return False
    if _MAYBE_BEFORE.found_in(head) or (head.endswith("(") and tail.startswith(")")):
        return True
    # «nghỉ 30/3 rồi» is a day, «3/30» none; «30/3» with nothing around it is a fraction.
    return day > month and (bool(head) or bool(tail))
