"""Numbers that are dialled."""

import pytest

from service.text.spoken import say

CASES = [
    ("0912345678", "không chín một hai ba bốn năm sáu bảy tám", "closed up"),
    ("0912 345 678", "không chín một hai, ba bốn năm, sáu bảy tám", "in groups"),
    ("0912.345.678", "không chín một hai, ba bốn năm, sáu bảy tám", "with points"),
    ("024.3825.1234", "không hai bốn, ba tám hai năm, một hai ba bốn", "a land line"),
    ("(024) 38251234", "không hai bốn, ba tám hai năm một hai ba bốn", "brackets"),
    ("+84 912 345 678", "cộng tám bốn, chín một hai, ba bốn năm, sáu bảy tám", "with the country"),
    ("1900 1234", "một chín không không, một hai ba bốn", "a hotline"),
    ("gọi 113", "gọi một một ba", "an emergency number"),
    ("tổng đài 1022", "tổng đài một không hai hai", "a hotline"),
    ("192.168.1.1", "một chín hai chấm một sáu tám chấm một chấm một", "an address of a computer"),
    ("091234xxxx", "không chín một hai ba bốn ích ích ích ích", "masked"),
    (
        "mã số thuế 4600123456",
        "mã số thuế bốn sáu không không một hai ba bốn năm sáu",
        "a tax number",
    ),
    (
        "84-24-38251234",
        "tám bốn, hai bốn, ba tám hai năm một hai ba bốn",
        "the country without a sign",
    ),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_phones_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
