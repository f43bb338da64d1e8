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
    ('6,1"', "sáu phẩy một inch", "inches"),
    ("1,2 tr/m2", "một phẩy hai triệu trên mét vuông", "a short scale with a space"),
    ("điểm chuẩn: 8,5đ Toán", "điểm chuẩn: tám phẩy năm điểm Toán", "a school mark"),
    ("5.000 mAh", "năm nghìn mi li am pe giờ", "a capacity"),
    ("15 USD/m2", "mười lăm đô la Mỹ một mét vuông", "a rent"),
    ("3.2M", "ba chấm hai em", "a capital is no metre"),
    ("ngân hàng MB", "ngân hàng em bê", "a bank is no megabyte"),
    ("giá – 12 USD", "giá, mười hai đô la Mỹ", "a dash with a space is no minus"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_measures_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


FORMS = [
    ("41.%", "bốn mươi mốt phần trăm", "a missing digit behind a point"),
    ("41, ‰", "bốn mươi mốt phần nghìn", "a missing digit of a thousandth"),
    ('5° 30’ 15,5"', "năm độ ba mươi phút mười lăm phẩy năm giây", "an angle with seconds"),
    ("5°30'15''", "năm độ ba mươi phút mười lăm giây", "two strokes"),
    ("12°30′N", "mười hai độ ba mươi phút nờ", "an angle and a letter"),
    ("12°30' 5 người", "mười hai độ ba mươi phút năm người", "no seconds"),
    ('màn 6.5"', "màn sáu chấm năm inch", "inches"),
    ("màn 6,5”", "màn sáu phẩy năm inch", "inches"),
    ("màn 6,5″ mới", "màn sáu phẩy năm inch mới", "inches"),
    ('6.5"a', 'sáu chấm năm"a', "no inches"),
    ("“dài 6”", "“dài sáu”", "the end of a quotation"),
    ("1m75", "một mét bảy mươi lăm", "a height"),
    ("chiều cao 1m7", "chiều cao một mét bảy", "a height of one digit"),
    ("sâu chừng 2m5", "sâu chừng hai mét năm", "a depth"),
    ("cao khoảng chừng độ 1m7", "cao khoảng chừng độ một m bảy", "too far"),
    ("quácao 1m7", "quácao một m bảy", "the end of a word"),
    ("1m7", "một m bảy", "no height"),
    ("1m755", "một m bảy trăm năm mươi lăm", "no height"),
    ("A1m75", "A một m bảy mươi lăm", "a code"),
    ("đồng/kg", "đồng một ki lô gam", "money by measure"),
    ("đô la Mỹ/kg", "đô la Mỹ một ki lô gam", "money by measure"),
    ("triệu đồng/tháng", "triệu đồng trên tháng", "money by time"),
    ("người/km2", "người trên ki lô mét vuông", "people by area"),
    ("m3/giây", "mét khối trên giây", "a unit with its power"),
    ("hàng nghìn km2", "hàng nghìn ki lô mét vuông", "a lone unit"),
    ("mấy cm³", "mấy xăng ti mét khối", "a lone unit"),
    ("mấy m2", "mấy mét vuông", "a lone unit"),
    ("nhiều kg", "nhiều ki lô gam", "a lone unit"),
    ("nhiều mg", "nhiều mi li gam", "a lone unit"),
    ("nhiều kW", "nhiều ki lô oát", "a lone unit"),
    ("nhiều MWh", "nhiều mê ga oát giờ", "a lone unit"),
    ("độ ẩm, °C", "độ ẩm, độ xê", "a lone unit"),
    ("kg-a", "kg-a", "no written form"),
    ("4K", "bốn ca", "a name"),
    ("14K", "mười bốn nghìn", "a sum"),
    ("140K", "một trăm bốn mươi nghìn", "a sum"),
    ("1400K", "một bốn không không ca", "a name"),
    ("4K đồng", "bốn nghìn đồng", "a currency"),
    ("1,5K", "một phẩy năm nghìn", "a decimal"),
    ("8,5đ Toán", "tám phẩy năm đồng Toán", "no word of marks"),
    ("điểm: 12,5đ", "điểm: mười hai phẩy năm điểm", "marks"),
    ("điểm: 123đ", "điểm: một trăm hai mươi ba đồng", "too many marks"),
    ("điểm: 8,5đ - 9đ", "điểm: tám phẩy năm đồng đến chín đồng", "a range"),
    ("điểm 5 triệu đ", "điểm năm triệu đồng", "a scale"),
    ("điểm 8.500đ", "điểm tám nghìn năm trăm đồng", "thousands"),
    ("điểm 85kg", "điểm tám mươi lăm ki lô gam", "another unit"),
    ("5÷7 kg", "năm đến bảy ki lô gam", "a sign of division"),
    ("5 → 7 kg", "năm đến bảy ki lô gam", "an arrow"),
    ("5kg-7kg", "năm ki lô gam đến bảy ki lô gam", "two units"),
    ("$5", "năm đô la", "a sign in front"),
    ("US$5 triệu", "năm triệu đô la Mỹ", "a sign in front and a scale"),
    ("$ 5", "năm đô la", "a space behind the sign"),
    ("5%/năm", "năm phần trăm một năm", "a share by time"),
    ("60 km/giờ", "sáu mươi ki lô mét trên giờ", "by hours"),
    ("100 đồng/ngày", "một trăm đồng trên ngày", "money by time"),
    ("100 đồng / m2", "một trăm đồng một mét vuông", "spaces"),
    ("5tr5", "năm triệu năm trăm nghìn", "a scale and more"),
    ("5tr500", "năm triệu năm trăm nghìn", "a scale and three digits"),
    ("5 tr", "năm triệu", "a space before tr"),
    ("5k5", "năm nghìn năm trăm", "a scale and more"),
    ("2t3", "hai tỷ ba trăm triệu", "a scale and more"),
    ("5 trăm triệu đồng", "năm trăm triệu đồng", "two scales"),
    ("+5%", "cộng năm phần trăm", "a sign"),
    ("±5%", "cộng trừ năm phần trăm", "a sign"),
    ("~5kg", "khoảng năm ki lô gam", "a sign"),
    ("≈ 5 kg", "xấp xỉ năm ki lô gam", "a sign and a space"),
    ("≥5kg", "lớn hơn hoặc bằng năm ki lô gam", "a sign"),
    ("≤ 5kg", "nhỏ hơn hoặc bằng năm ki lô gam", "a sign"),
    (">5kg", "lớn hơn năm ki lô gam", "a sign"),
    ("< 5 kg", "nhỏ hơn năm ki lô gam", "a sign"),
    ("- 5 kg", "- năm ki lô gam", "a dash with a space"),
    ("−5kg", "âm năm ki lô gam", "U+2212"),
    ("1.234,56 USD", "một nghìn hai trăm ba mươi tư phẩy năm sáu đô la Mỹ", "Vietnamese"),
    ("1,234.56 USD", "một nghìn hai trăm ba mươi tư phẩy năm sáu đô la Mỹ", "English"),
    ("1 234 USD", "một nghìn hai trăm ba mươi tư đô la Mỹ", "spaces"),
    ("0.5 USD", "không phẩy năm đô la Mỹ", "a point said as a comma"),
    ("100%%", "một trăm phần trăm phần trăm", "a sign too many"),
    ("5 Km", "năm ki lô mét", "a capital"),
    ("5 mW", "năm mW", "no unit of the table"),
    ("5 MW", "năm mê ga oát", "megawatts"),
    ("5a", "năm a", "a is no unit closed up"),
    ("10x5m", "mười nhân năm mét", "a product"),
    ("10X5m", "mười X năm mét", "behind a capital X"),
    ("7:5kg", "bảy: năm kg", "behind a part of a ratio"),
    ("5°30'15.5\"", "năm độ ba mươi phút mười lăm chấm năm giây", "seconds with a point"),
    ("5°30'15,5”", "năm độ ba mươi phút mười lăm phẩy năm giây", "seconds with a curved mark"),
    ("5°30'15″", "năm độ ba mươi phút mười lăm giây", "seconds with a stroke"),
    ("xđồng/kg", "xđồng trên ki lô gam", "the end of a word is no money"),
    ("đồng/kg/tháng", "đồng một ki lô gam một tháng", "money by measure and time"),
    ("1.500.12 kg", "một chấm năm trăm chấm mười hai ki lô gam", "groups that go on with a point"),
    ("5,2,3 kg", "năm, hai phẩy ba ki lô gam", "a list, not a decimal that goes on"),
    (
        "1,234,567 kg",
        "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy ki lô gam",
        "commas",
    ),
    ("75,300 kg", "bảy mươi lăm phẩy ba không không ki lô gam", "one comma groups nothing"),
    ("0 123 kg", "không một trăm hai mươi ba ki lô gam", "nothing groups behind a zero"),
    ("5.5tr", "năm chấm năm triệu", "a point without a unit is said so"),
    ("5.5tr đồng", "năm phẩy năm triệu đồng", "a point with a unit"),
    ("5 °", "năm độ", "a sign is no letter that must be closed up"),
    ("+ 5 kg", "năm ki lô gam", "a plus with a space is a bullet"),
    ("5 Nm", "năm niu tơn mét", "capitals tell units apart"),
    ("5 nm", "năm na nô mét", "capitals tell units apart"),
    ("1.400K", "một nghìn bốn trăm nghìn", "a group makes a sum of thousands"),
    ("điểm 5tr đ", "điểm năm triệu đồng", "a short scale"),
    ("1,500,12kg", "một, năm trăm phẩy một hai kg", "a unit behind a list in a row"),
    ("10/5m75", "mười phần năm m bảy mươi lăm", "no height behind a slash"),
    ("A5°30'", "a năm độ ba mươi phút", "the number of a code"),
    ("nhiều Kbps 5", "nhiều ki lô bít trên giây năm", "a lone unit"),
    ("mấy kg3", "mấy kg ba", "no unit before a digit"),
    ("hàng trăm km/h", "hàng trăm ki lô mét trên giờ", "a lone unit by time"),
    ("a/kg", "a trên kg", "a letter is nothing that is counted"),
    ("đồng /kg", "đồng một ki lô gam", "a space before the slash"),
    ("đồng/ kg", "đồng một ki lô gam", "a space behind the slash"),
    ("_đồng/kg", "_đồng một ki lô gam", "a line is no part of the word"),
    ("1/2 m2", "một phần hai mét vuông", "a unit that no fraction takes"),
    ("12 - 2/7 km", "mười hai hai trên bảy ki lô mét", "a unit that no fraction takes"),
    ("25 Vnd/kg", "hai mươi lăm đồng một ki lô gam", "money in any case"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), FORMS)
def test_each_way_to_write_an_amount_is_read(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize("word", ["ATM", "CAL", "CC", "CL", "FT", "G", "HA", "HL", "M", "MS", "S"])
def test_capitals_that_mean_something_else_are_no_unit(word: str) -> None:
    assert "amount" not in [reading.rule for reading in say(f"5 {word}").trace]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("giá 5t", "ambiguous-unit"),
        ("5g muối", "ambiguous-unit"),
        ("55g muối", "ambiguous-unit"),
        ("10 đồng/cp", "ambiguous-unit"),
        ("10 đồng/CP", "ambiguous-unit"),
        ("41,% kế hoạch", "missing-digit"),
        ("5,5g muối", None),
        ("500g muối", None),
        ("5-10g muối", None),
        ("5g - 9 muối", None),
        ("5kg muối", None),
        ("5tr", None),
    ],
)
def test_a_unit_that_may_be_another_is_flagged(printed: str, code: str | None) -> None:
    assert [warning.code for warning in say(printed).warnings] == ([code] if code else [])


def test_what_else_a_unit_may_be_is_offered() -> None:
    assert say("giá 5t").warnings[0].alternatives == ("năm tấn",)
    assert say("giá 5t").warnings[0].written == "5t"
    assert say("5,%").warnings[0].written == "5,%"
    assert say("5g muối").warnings[0].alternatives == ("năm giờ",)


@pytest.mark.parametrize("printed", ["mấy kgx", "mấy xkg", "mấy km²³", "a/kgx"])
def test_a_lone_unit_is_a_whole_word(printed: str) -> None:
    assert "unit" not in [reading.rule for reading in say(printed).trace]


@pytest.mark.parametrize(
    "unit", ["km", "cm", "dm", "mm", "km2", "cm3", "mm²", "dm³", "m2", "m3", "m²", "m³", "km/h",
             "kg", "mg", "kW", "kWh", "MW", "GWh", "Mbps", "Gbps", "°C", "ºC", "mmHg"]
)  # fmt: skip
def test_every_lone_unit_is_read(unit: str) -> None:
    assert say(f"tính theo {unit} là 5").trace[0].rule == "unit"
