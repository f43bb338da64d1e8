"""Times of day, zones and short durations."""

import pytest

from service.text.spoken import say

CASES = [
    ("10h30", "mười giờ ba mươi phút", "h"),
    ("9g15", "chín giờ mười lăm phút", "g"),
    ("07:49", "bảy giờ bốn mươi chín phút", "a colon"),
    ("12:30:05", "mười hai giờ ba mươi phút năm giây", "with seconds"),
    ("8h", "tám giờ", "a full hour"),
    ("8:00", "tám giờ", "no minutes are said"),
    ("8g sáng", "tám giờ sáng", "sea-g2p #12: not grams"),
    ("lúc 8g", "lúc tám giờ", "after lúc"),
    ("8g muối", "tám gam muối", "grams, with a warning"),
    ("23h59'", "hai mươi ba giờ năm mươi chín phút", "with a minute sign"),
    ("7h30 - 21h", "bảy giờ ba mươi phút đến hai mươi mốt giờ", "a range"),
    ("10:00-11:00", "mười giờ đến mười một giờ", "a range with colons"),
    ("8-10h", "tám đến mười giờ", "a range with one h"),
    ("14h (GMT+7)", "mười bốn giờ GMT cộng bảy", "a zone in brackets"),
    ("(20h GMT)", "(hai mươi giờ GMT)", "the bracket stays"),
    ("UTC+7", "UTC cộng bảy", "a zone alone"),
    ("7:00 AM", "bảy giờ sáng", "before noon"),
    ("7:30 PM", "bảy giờ ba mươi phút tối", "after noon"),
    ("12p30s", "mười hai phút ba mươi giây", "minutes and seconds"),
    ("90'", "chín mươi phút", "football minutes"),
    ("phút 90+3", "phút chín mươi cộng ba", "added time"),
    ("27:45", "hai mươi bảy phút bốn mươi lăm giây", "no hour of the day"),
    ('9"58', "chín giây năm mươi tám", "a record"),
    ("48h", "bốn mươi tám giờ", "a duration"),
    ("2 giờ 15 phút", "hai giờ mười lăm phút", "written out"),
    ("4'16\"85", "bốn phút mười sáu giây tám mươi lăm", "a time run"),
    ("10-15'", "mười đến mười lăm phút", "a range of minutes"),
    ("6h 30 phút", "sáu giờ ba mươi phút", "with a space"),
    ("20 g khuya", "hai mươi giờ khuya", "with a space and a word"),
    ("8 giờ", "tám giờ", "written out"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_times_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
