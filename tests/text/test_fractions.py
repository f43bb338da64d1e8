"""Fractions and so many out of so many."""

import pytest

from service.text.spoken import say

CASES = [
    ("1/2", "một phần hai", "half"),
    ("3/4", "ba phần tư", "tư below the line"),
    ("1/3 dân số", "một phần ba dân số", "a share"),
    ("2/3 số phiếu", "hai phần ba số phiếu", "a share"),
    ("-3/4", "âm ba phần tư", "negative"),
    ("5 1/2", "năm và một phần hai", "mixed"),
    ("45/63 tỉnh", "bốn mươi lăm trên sáu mươi ba tỉnh", "out of"),
    ("450/463 đại biểu", "bốn trăm năm mươi trên bốn trăm sáu mươi ba đại biểu", "out of"),
    ("8/10 điểm", "tám trên mười điểm", "out of"),
    (
        "huyết áp 120/80 mmHg",
        "huyết áp một trăm hai mươi trên tám mươi mi li mét thủy ngân",
        "a pressure",
    ),
    ("số 12/34 ngõ 5", "số mười hai trên ba mươi tư ngõ năm", "an address"),
    ("hẻm 51/10/2", "hẻm năm mươi mốt trên mười trên hai", "an address"),
    ("24/7", "hai mươi tư trên bảy", "round the clock"),
    ("24/24h", "hai mươi tư trên hai mươi tư giờ", "round the clock"),
    ("½", "một phần hai", "one sign"),
    ("1/2kg", "một phần hai ki lô gam", "with a unit"),
    ("1/500", "một phần năm trăm", "a scale"),
    ("59/132", "năm mươi chín trên một trăm ba mươi hai", "a rank"),
    ("hơn 2/3 người dân", "hơn hai phần ba người dân", "about a share"),
    ("bậc 3/7", "bậc ba trên bảy", "a grade"),
    ("lớp 1/5", "lớp một trên năm", "a class"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_fractions_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
