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
    ("lúc 09g", "lúc chín giờ", "a zero in front"),
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


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


ALIKE = [
    ("A10h30", "A mười h ba mươi", "in a code"),
    ("1.10h30", "một chấm một không h ba mươi", "behind a part of a number"),
    ("25h30", "hai mươi lăm h ba mươi", "no hour of a day"),
    ("10h60", "mười h sáu mươi", "no minute of an hour"),
    ("10h5", "mười h năm", "one digit of minutes"),
    ("10h305", "mười h ba trăm linh năm", "three digits of minutes"),
    ("10h30%", "mười h ba mươi phần trăm", "a share"),
    ("10h30.5", "mười h ba mươi chấm năm", "a part of a number"),
    ("10h30GMTX", "mười h ba mươi GMTX", "no zone"),
    ("8H-12", "tám hát-mười hai", "a code"),
    ("8000h", "tám nghìn h", "too many hours"),
    ("1/10h30", "một phần mười h ba mươi", "behind a part of a fraction"),
    ("27:45,5", "hai mươi bảy trên bốn mươi lăm phẩy năm", "seconds that go on"),
    ("27:45.5", "hai mươi bảy trên bốn mươi lăm chấm năm", "seconds that go on"),
    ("7:30 amx", "bảy giờ ba mươi phút amx", "the beginning of a word"),
    ("9h-10 g sáng", "chín giờ đến mười giờ sáng", "an hour with g and a space"),
    ("xe 05-07h", "xe năm đến bảy giờ", "no number of a car"),
    ("phút 30s", "phút ba mươi giây", "seconds behind the word for minutes"),
    ("9045'", "chín nghìn không trăm bốn mươi lăm'", "minutes of four digits"),
    ("8hoa", "tám hoa", "the beginning of a word"),
    ("13 pm", "mười ba pm", "no hour of half a day"),
    ("7 ams", "bảy ams", "the beginning of a word"),
    ("25g sáng", "hai mươi lăm gam sáng", "no hour of a day"),
    ("8g sángg", "tám gam sángg", "the beginning of a word"),
    ("vàovào 8g muối", "vàovào tám gam muối", "the end of a word"),
    ("8-10g vàng", "tám đến mười gam vàng", "a range of grams"),
    ("9- 8g vàng", "chín đến tám gam vàng", "grams behind a dash"),
    ("8-25h", "tám-hai mươi lăm giờ", "no hour of a day"),
    ("10h - 10 hộ", "mười giờ - mười hộ", "something else is counted"),
    ("lớp A - 10h", "lớp A - mười giờ", "no hour before the dash"),
    ("12:30:05,55", "mười hai: ba mươi: năm phẩy năm năm", "seconds that go on"),
    ("12:30:05.55", "mười hai: ba mươi: năm chấm năm năm", "seconds that go on"),
    ("120:30:05", "một trăm hai mươi: ba mươi: năm", "minutes that go on"),
    ("12:30:05:5", "mười hai: ba mươi: năm: năm", "four numbers"),
    ('1.9"58', 'một chấm chín"năm mươi tám', "behind a part of a number"),
    ('1,9"58', 'một phẩy chín"năm mươi tám', "behind a part of a number"),
    ('1:9"58', 'một trên chín"năm mươi tám', "behind a part of a ratio"),
    ('9"58a', 'chín"năm mươi tám a', "in a code"),
    ("10-15'a", "mười đến mười lăm'a", "in a code"),
    ("10-15pha", "mười-mười lăm pha", "the beginning of a word"),
    ("8g - 9gam", "tám gam đến chín gam", "the beginning of a word"),
    ("24:24h", "hai mươi tư: hai mươi tư h", "two hours"),
    ("8h GMTX", "tám giờ gờ em tê ích", "no zone"),
    ("1:10h30", "một: mười h ba mươi", "behind a part of a ratio"),
    ("1,10h30", "một phẩy một không h ba mươi", "behind a part of a number"),
    ("8-10hoa", "tám-mười hoa", "the beginning of a word"),
    ("từ 8g-9ga", "từ tám giờ-chín ga", "the beginning of a word"),
    ("từ 8g-25g", "từ tám giờ-hai mươi lăm g", "no hour of a day"),
    ("25-26h", "hai mươi lăm-hai mươi sáu giờ", "no hour of a day"),
    ("1000:30", "một nghìn trên ba mươi", "too many minutes"),
    ("45+2'a", "bốn mươi lăm cộng hai'a", "in a code"),
    ("1000-2'", "một nghìn-hai phút", "too many minutes"),
    ("27:65", "hai mươi bảy trên sáu mươi lăm", "no second of a minute"),
    ("27:45a", "hai mươi bảy: bốn mươi lăm a", "in a code"),
    ("1250'", "một nghìn hai trăm năm mươi'", "too many minutes"),
    ("UTC7", "u tê xê bảy", "no shift"),
    ("AUTC+7", "a u tê xê cộng bảy", "in a code"),
    ("UTC+7a", "u tê xê cộng bảy a", "in a code"),
    ('1"5', 'một"năm', "one digit of hundredths"),
    ('9"589', 'chín"năm trăm tám mươi chín', "three digits"),
    ('a9"58', 'a chín"năm mươi tám', "in a code"),
    ("10-1500'", "mười đến một nghìn năm trăm'", "too many minutes"),
    ("91+3", "chín mươi mốt cộng ba", "no half ends then"),
    ("90+3a", "chín mươi cộng ba a", "in a code"),
    ("145+2", "một trăm bốn mươi lăm cộng hai", "no half ends then"),
    ("tỉ lệ 10:30", "tỉ lệ mười trên ba mươi", "a ratio"),
    ("tỉ số 10:30", "tỉ số mười trên ba mươi", "a ratio"),
    ("tỷ số 10:30", "tỷ số mười trên ba mươi", "a ratio"),
    ("tỷ lệ hiện nay là 10:30", "tỷ lệ hiện nay là mười trên ba mươi", "a ratio, some words on"),
    ("tỉ lệ 27:45", "tỉ lệ hai mươi bảy trên bốn mươi lăm", "a ratio"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), ALIKE)
def test_what_only_looks_like_a_time_is_none(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(
    "word",
    words(
        "sáng, trưa, chiều, tối, đêm, khuya, kém mười, ngày mai, hôm sau, cùng ngày, thứ hai, "
        "mỗi ngày"
    ),
)
def test_g_is_an_hour_before_a_part_of_the_day(word: str) -> None:
    said = say(f"9g {word}").spoken
    assert said == f"chín giờ {word}"
    assert say(f"8-9g {word}").spoken == f"tám đến {said}"
    assert say(f"8h-9G {word}").spoken == f"tám giờ đến {said}"


@pytest.mark.parametrize(
    "word",
    words("lúc, vào, từ, đến, tới, khoảng lúc, hồi, trước, sau, khoảng, giờ"),
)
def test_g_is_an_hour_after_what_speaks_of_time(word: str) -> None:
    assert say(f"{word} 9g").spoken == f"{word} chín giờ"
    assert say(f"họp {word} 9g").spoken == f"họp {word} chín giờ"


def test_a_ratio_is_named_near_by() -> None:
    assert say("tỉ lệ của một hai ba 10:30").spoken.endswith("mười giờ ba mươi phút")
    assert say("tỉ lệ 10h30").spoken == "tỉ lệ mười giờ ba mươi phút"


FORMS = [
    ("10H30", "mười giờ ba mươi phút"),
    ("10 h 30", "mười giờ ba mươi phút"),
    ("10G30", "mười giờ ba mươi phút"),
    ("24h00", "hai mươi tư giờ"),
    ("10h30ph", "mười giờ ba mươi phút"),
    ("10h30 phút", "mười giờ ba mươi phút"),
    ("10h30phút", "mười giờ ba mươi phút"),
    ("10h30 p", "mười giờ ba mươi phút"),
    ("10h30 ph", "mười giờ ba mươi phút"),
    ("10h30 '", "mười giờ ba mươi phút"),
    ("10h30’", "mười giờ ba mươi phút"),
    ('10h30"', "mười giờ ba mươi phút"),
    ("10h30s", "mười giờ ba mươi phút"),
    ("10h30'45", "mười giờ ba mươi phút bốn mươi lăm giây"),
    ("10h30p45", "mười giờ ba mươi phút bốn mươi lăm giây"),
    ("10:30:45s", "mười giờ ba mươi phút bốn mươi lăm giây"),
    ("10:30:45''", "mười giờ ba mươi phút bốn mươi lăm giây"),
    ("10h30'45\"", "mười giờ ba mươi phút bốn mươi lăm giây"),
    ("10:30:45 giây", "mười giờ ba mươi phút bốn mươi lăm giây"),
    ("10:30 a.m.", "mười giờ ba mươi phút sáng"),
    ("10:30am", "mười giờ ba mươi phút sáng"),
    ("10:30 P.M", "mười giờ ba mươi phút tối"),
    ("12:30 pm", "mười hai giờ ba mươi phút trưa"),
    ("12:30 AM", "mười hai giờ ba mươi phút sáng"),
    ("5:30 pm", "năm giờ ba mươi phút chiều"),
    ("6:30 pm", "sáu giờ ba mươi phút tối"),
    ("7 p.m", "bảy giờ tối"),
    ("7am", "bảy giờ sáng"),
    ("7 Am", "bảy giờ sáng"),
    ("7 aM", "bảy giờ sáng"),
    ("12 PM", "mười hai giờ trưa"),
    ("10h30 (GMT)", "mười giờ ba mươi phút GMT"),
    ("10h30 GMT-5", "mười giờ ba mươi phút GMT trừ năm"),
    ("10h30 GMT−5", "mười giờ ba mươi phút GMT trừ năm"),
    ("10h30 utc+7", "mười giờ ba mươi phút UTC cộng bảy"),
    ("14h(GMT+7)", "mười bốn giờ GMT cộng bảy"),
    ("8h EST", "tám giờ EST"),
    ("800h", "tám trăm giờ"),
    ("8 H", "tám giờ"),
    ("8 - 10h30", "tám đến mười giờ ba mươi phút"),
    ("8-10g30", "tám đến mười giờ ba mươi phút"),
    ("8-10H", "tám đến mười giờ"),
    ("9h – 10:30", "chín giờ đến mười giờ ba mươi phút"),
    ("9h30-10 h", "chín giờ ba mươi phút đến mười giờ"),
    ("9'-10H", "chín phút đến mười giờ"),
    ("10h30–11g30", "mười giờ ba mươi phút đến mười một giờ ba mươi phút"),
    ("10h30''", "mười giờ ba mươi phút"),
    ("từ 8g–10g sáng", "từ tám giờ đến mười giờ sáng"),
    ("họp – 9g", "họp, chín giờ"),
    ("họp - 9g", "họp - chín giờ"),
    ("từ 8g - 10g", "từ tám giờ đến mười giờ"),
    ("127:45", "một trăm hai mươi bảy phút bốn mươi lăm giây"),
    ("12ph30s", "mười hai phút ba mươi giây"),
    ("12'30\"", "mười hai phút ba mươi giây"),
    ("12’30''", "mười hai phút ba mươi giây"),
    ("12′30″", "mười hai phút ba mươi giây"),
    ("12p", "mười hai phút"),
    ("30s", "ba mươi giây"),
    ("0s", "không giây"),
    ("12'00\"", "mười hai phút"),
    ("phút 12'", "phút mười hai"),
    ("GMT-5", "GMT trừ năm"),
    ("GMT−5", "GMT trừ năm"),
    ("GMT+5:30", "GMT cộng năm giờ ba mươi phút"),
    ("GMT+5.30", "GMT cộng năm giờ ba mươi phút"),
    ("10:30 GMT+7", "mười giờ ba mươi phút GMT cộng bảy"),
    ("4'16″85", "bốn phút mười sáu giây tám mươi lăm"),
    ('4’16"05', "bốn phút mười sáu giây năm"),
    ('4′16"85', "bốn phút mười sáu giây tám mươi lăm"),
    ("10 – 15'", "mười đến mười lăm phút"),
    ("10-15’", "mười đến mười lăm phút"),
    ("10-15′", "mười đến mười lăm phút"),
    ("10-15ph", "mười đến mười lăm phút"),
    ("45+2", "bốn mươi lăm cộng hai"),
    ("90+3'", "chín mươi cộng ba"),
    ("105+1’", "một trăm linh năm cộng một"),
    ("120+4′", "một trăm hai mươi cộng bốn"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_way_to_write_a_time_is_read(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


@pytest.mark.parametrize(
    "zone",
    words("GMT, UTC, EST, EDT, CST, CDT, PST, PDT, JST, CET, CEST, BST, ICT, KST, MSK, AEST"),
)
def test_every_zone_is_read_behind_its_hour(zone: str) -> None:
    for printed in (f"10h30 {zone}", f"10h30 {zone.lower()}"):
        (reading,) = say(printed).trace
        assert (reading.rule, reading.written) == ("time", printed)


JOINED = [
    ("09-10h", "chín đến mười giờ"),
    ("9-09h", "chín đến chín giờ"),
    ("20-24h", "hai mươi đến hai mươi tư giờ"),
    ("8-10H30", "tám đến mười giờ ba mươi phút"),
    ("8-9G30", "tám đến chín giờ ba mươi phút"),
    ("9h-09h30", "chín giờ đến chín giờ ba mươi phút"),
    ("20h-24h", "hai mươi giờ đến hai mươi tư giờ"),
    ("9g15-10G30", "chín giờ mười lăm phút đến mười giờ ba mươi phút"),
    ("8h-9 G sáng", "tám giờ đến chín giờ sáng"),
    ("8-9G sáng", "tám đến chín giờ sáng"),
    ("khoảng 8G-9 G sáng", "khoảng tám giờ đến chín giờ sáng"),
    ("13-15h", "mười ba đến mười lăm giờ"),
    ("từ 8g - 09g", "từ tám giờ đến chín giờ"),
    ("từ 8G - 22 G", "từ tám giờ đến hai mươi hai giờ"),
    ("8h-9_h", "tám giờ-chín_h"),
    ("8h-9hoa", "tám giờ-chín hoa"),
]


@pytest.mark.parametrize(("printed", "spoken"), JOINED)
def test_hours_that_are_joined_are_read_to_the_end(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


@pytest.mark.parametrize(
    "hours",
    words(
        "8-10h, 08-10h, 12-14h, 20-22h, 8 - 10h, 8-05h, 8-10H, 8-10h30, 8-10g30, 8-10G30, "
        "8-10g sáng, 8-10G sáng"
    ),
)
def test_the_first_of_two_hours_needs_no_mark_of_its_own(hours: str) -> None:
    assert say(hours).trace[0].rule == "hours"
