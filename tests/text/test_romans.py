"""Roman numerals in context only."""

import pytest

from service.text.spoken import say

CASES = [
    ("lần thứ IX", "lần thứ chín", "after lần thứ"),
    ("khóa XV", "khóa mười lăm", "after khóa"),
    ("thế kỷ XXI", "thế kỷ hai mươi mốt", "after thế kỷ"),
    ("thứ I", "thứ nhất", "nhất"),
    ("quý IV", "quý tư", "tư"),
    ("khu công nghiệp Sông Công I, II", "khu công nghiệp Sông Công một, hai", "a place and a list"),
    ("đô thị loại II", "đô thị loại hai", "after loại"),
    ("Thế kỷ XVI-XVIII", "Thế kỷ mười sáu đến mười tám", "a range"),
    ("Louis XIV", "Louis mười bốn", "after a ruler"),
    ("vua Rama X", "vua Rama mười", "after a title and a name"),
    ("Đại hội XIII", "Đại hội mười ba", "after Đại hội"),
    ("I. Mở đầu", "một. Mở đầu", "VieNeu-TTS #177: a list number"),
    ("II/ Kết quả", "hai. Kết quả", "a list number"),
    ("khoản vi phạm", "khoản vi phạm", "CodeLink: vi phạm is no six"),
    ("số di động", "số di động", "CodeLink: di động is no 501"),
    ("phần ix", "phần chín", "small letters that are no syllable"),
    ("khoản vi", "khoản sáu", "a syllable, but nothing follows"),
    ("chương MMMCMXCIX", "chương ba nghìn chín trăm chín mươi chín", "a long one"),
    ("vitamin C", "vitamin xê", "a letter"),
    (
        "giai đoạn I (2021 - 2025)",
        ("giai đoạn một (hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm)"),
        "before brackets",
    ),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_romans_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
