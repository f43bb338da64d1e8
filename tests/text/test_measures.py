"""Amounts with units: measures, money, shares, and ranges of them."""

import pytest

from service.text.spoken import say

CASES = [
    ("12kg", "mười hai ki lô gam", "closed up"),
    ("98,3 km", "chín mươi tám phẩy ba ki lô mét", "with a space"),
    ("120 km/h", "một trăm hai mươi ki lô mét trên giờ", "per hour"),
    ("100m2", "một trăm mét vuông", "square"),
    ("5km²", "năm ki lô mét vuông", "square sign"),
    ("300.000 m3/ngày đêm", "ba trăm nghìn mét khối trên ngày đêm", "per day"),
    ("150 µg/m3", "một trăm năm mươi mi crô gam trên mét khối", "per cubic metre"),
    ("6,5 tấn/ha", "sáu phẩy năm tấn trên héc ta", "a word per unit"),
    ("2.500 người/km2", "hai nghìn năm trăm người trên ki lô mét vuông", "people per unit"),
    ("-5°C", "âm năm độ xê", "sea-g2p #12: the sign is kept"),
    ("−3°C", "âm ba độ xê", "U+2212"),
    ("37-39 độ C", "ba mươi bảy đến ba mươi chín độ xê", "degrees in words"),
    ("35-38°C", "ba mươi lăm đến ba mươi tám độ xê", "a range"),
    ("1,5 Gbps", "một phẩy năm gi ga bít trên giây", "a rate"),
    ("4,5 tỷ kWh/năm", "bốn phẩy năm tỷ ki lô oát giờ trên năm", "scale and unit"),
    ("1m75", "một mét bảy mươi lăm", "a height"),
    ("cao 1m7", "cao một mét bảy", "a height with one digit"),
    ("10°30'", "mười độ ba mươi phút", "an angle"),
    ("vài kg", "vài ki lô gam", "no number"),
    ("mỗi km", "mỗi ki lô mét", "no number"),
    ("19%", "mười chín phần trăm", "per cent"),
    ("0,66%", "không phẩy sáu sáu phần trăm", "decimals"),
    ("1,50 %", "một phẩy năm không phần trăm", "sea-g2p #20: the zero is kept"),
    ("5.67%", "năm phẩy sáu bảy phần trăm", "sea-g2p #20: a point"),
    ("41,%", "bốn mươi mốt phần trăm", "a missing digit is not invented"),
    ("5-7 %", "năm đến bảy phần trăm", "a range"),
    ("5%-7%", "năm phần trăm đến bảy phần trăm", "a range with two signs"),
    ("1-1,5%", "một đến một phẩy năm phần trăm", "a range of mixed forms"),
    ("3‰", "ba phần nghìn", "per mille"),
    ("5,5%/năm", "năm phẩy năm phần trăm một năm", "per year"),
    ("6-8%/năm", "sáu đến tám phần trăm một năm", "a range per year"),
    ("50.000đ", "năm mươi nghìn đồng", "money"),
    ("50.000đ/cp", "năm mươi nghìn đồng một cổ phiếu", "sea-g2p #20: a share, not an address"),
    ("50 triệu đồng/m2", "năm mươi triệu đồng một mét vuông", "per square metre"),
    ("52 triệu đồng/người/năm", "năm mươi hai triệu đồng một người một năm", "twice per"),
    ("$4567", "bốn nghìn năm trăm sáu mươi bảy đô la", "sea-g2p #20: the currency is kept"),
    ("10 USD", "mười đô la Mỹ", "by code"),
    ("75,3 triệu USD", "bảy mươi lăm phẩy ba triệu đô la Mỹ", "scale and code"),
    ("157,63 tỷ USD", "một trăm năm mươi bảy phẩy sáu ba tỷ đô la Mỹ", "scale and code"),
    ("10€", "mười ơ rô", "a sign behind"),
    ("£5", "năm bảng Anh", "a sign before"),
    ("¥120000", "một trăm hai mươi nghìn yên Nhật", "a sign before"),
    ("$1,299.99", "một nghìn hai trăm chín mươi chín phẩy chín chín đô la", "English marks"),
    ("25.120 VND/USD", "hai mươi lăm nghìn một trăm hai mươi đồng một đô la Mỹ", "a rate"),
    ("500k", "năm trăm nghìn", "a short scale"),
    ("2tr5", "hai triệu năm trăm nghìn", "a broken scale"),
    ("1,5tr", "một phẩy năm triệu", "a short scale"),
    ("10-15 triệu đồng/tháng", "mười đến mười lăm triệu đồng trên tháng", "a range"),
    ("7.800-8.000đ/kg", "bảy nghìn tám trăm đến tám nghìn đồng một ki lô gam", "a range"),
    ("50.000đ-100.000đ", "năm mươi nghìn đồng đến một trăm nghìn đồng", "a range with two units"),
    ("4.600  tỷ đồng", "bốn nghìn sáu trăm tỷ đồng", "two spaces"),
    ("4K", "bốn ca", "a format, not four thousand"),
    ("30 m/min", "ba mươi mét trên phút", "per minute"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_measures_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
