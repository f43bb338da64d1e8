"""Ranges, scores, formations, ratios and products."""

import pytest

from service.text.spoken import say

CASES = [
    (
        "2015-2020",
        "hai nghìn không trăm mười lăm đến hai nghìn không trăm hai mươi",
        "years; not âm",
    ),
    (
        "2020- 2025",
        "hai nghìn không trăm hai mươi đến hai nghìn không trăm hai mươi lăm",
        "one space",
    ),
    (
        "2020 – 2025",
        "hai nghìn không trăm hai mươi đến hai nghìn không trăm hai mươi lăm",
        "an en dash",
    ),
    ("3-4 người", "ba đến bốn người", "people"),
    ("thắng 2-1", "thắng hai một", "a score"),
    ("Tỉ số 2 - 0", "Tỉ số hai không", "a score with spaces"),
    ("hòa 1-1", "hòa một một", "a draw"),
    (
        "U23 Việt Nam - Thái Lan 2-0",
        "u hai mươi ba Việt Nam - Thái Lan hai không",
        "a score after teams",
    ),
    ("4-4-2", "bốn bốn hai", "a formation"),
    ("6-4, 7-6", "sáu bốn, bảy sáu", "sets"),
    ("1:50.000", "một trên năm mươi nghìn", "a scale"),
    ("5 x 20", "năm nhân hai mươi", "a product"),
    ("5x20m", "năm nhân hai mươi mét", "a product with a unit"),
    ("4m x 5m", "bốn mét nhân năm mét", "a product of measures"),
    ("7 - 2 = 5", "bảy trừ hai bằng năm", "a difference"),
    ("5 + 3 = 8", "năm cộng ba bằng tám", "a sum"),
    ("cấp 6-7", "cấp sáu đến bảy", "no warning"),
    ("84-60-90", "tám mươi tư sáu mươi chín mươi", "three numbers"),
    ("Viettel 1-2 Hà Nội", "Viettel một hai Hà Nội", "a score between two names"),
    (
        "thắng 3-0 (25-18, 25-21)",
        "thắng ba không (hai mươi lăm mười tám, hai mươi lăm hai mươi mốt)",
        "sets of volleyball",
    ),
    ("28-30 tết", "hai mươi tám đến ba mươi tết", "a range"),
    ("2 lần/ngày x 7 ngày", "hai lần trên ngày nhân bảy ngày", "a product of words"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_ranges_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
