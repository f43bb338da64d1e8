"""Dates in all newsroom forms."""

import pytest

from service.text.spoken import say

CASES = [
    ("02-07-2021", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "with hyphens"),
    (
        "ngày 02/07/2021",
        "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt",
        "ngày stands before",
    ),
    ("2.7.2021", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "with points"),
    ("2021-07-02", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "ISO 8601"),
    ("Sáng 2/7", "Sáng ngày hai tháng bảy", "after a part of the day"),
    ("lễ 30/4", "lễ ba mươi tháng tư", "a holiday has no ngày"),
    ("đường 30/4", "đường ba mươi tháng tư", "a street has no ngày"),
    ("(2/7)", "(ngày hai tháng bảy)", "alone in brackets"),
    ("Ngày 2-3", "Ngày hai tháng ba", "after ngày"),
    ("2-3 tháng", "hai đến ba tháng", "CodeLink PR #4: not a date"),
    ("từ 2-5/7", "từ ngày hai đến ngày năm tháng bảy", "a range of days"),
    (
        "ngày 28 và 29-6",
        "ngày hai mươi tám và ngày hai mươi chín tháng sáu",
        "two days of one month",
    ),
    (
        "30/4 - 1/5 được nghỉ",
        "ngày ba mươi tháng tư đến ngày một tháng năm được nghỉ",
        "a range of days and months",
    ),
    ("tháng 7/2021", "tháng bảy năm hai nghìn không trăm hai mươi mốt", "a month"),
    ("tháng 8-2021", "tháng tám năm hai nghìn không trăm hai mươi mốt", "a month with a hyphen"),
    ("7/2021", "tháng bảy năm hai nghìn không trăm hai mươi mốt", "a month without the word"),
    (
        "tháng 1-6/2022",
        "tháng một đến tháng sáu năm hai nghìn không trăm hai mươi hai",
        "a range of months",
    ),
    ("quý II/2021", "quý hai năm hai nghìn không trăm hai mươi mốt", "a quarter"),
    ("quý 3/2023", "quý ba năm hai nghìn không trăm hai mươi ba", "a quarter in digits"),
    ("Q1/2024", "quý một năm hai nghìn không trăm hai mươi tư", "a quarter in short"),
    (
        "năm học 2020-2021",
        ("năm học hai nghìn không trăm hai mươi đến hai nghìn không trăm hai mươi mốt"),
        "a school year",
    ),
    (
        "mùa giải 2021/22",
        ("mùa giải hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi hai"),
        "a season",
    ),
    (
        "ngày 2 tháng 7 năm 2021",
        "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt",
        "written out",
    ),
    ("tháng 4/2021", "tháng tư năm hai nghìn không trăm hai mươi mốt", "tháng tư"),
    ("ngày 15.6", "ngày mười lăm tháng sáu", "a point after ngày"),
    ("2/7/21", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "a short year"),
    (
        "01/01/2022 - 31/12/2025",
        (
            "ngày một tháng một năm hai nghìn không trăm hai mươi hai đến ngày ba mươi mốt "
            "tháng mười hai năm hai nghìn không trăm hai mươi lăm"
        ),
        "a range of full dates",
    ),
    ("trực 24/7", "trực hai mươi tư trên bảy", "not a date"),
    (
        "đêm 31/12, rạng sáng 1/1",
        "đêm ngày ba mươi mốt tháng mười hai, rạng sáng ngày một tháng một",
        "twice",
    ),
    ("ngày 5,6,7/8", "ngày năm, sáu, bảy tháng tám", "a list of days"),
    (
        "từ 30.4 đến 3.5",
        "từ ngày ba mươi tháng tư đến ngày ba tháng năm",
        "two points, one beyond twelve",
    ),
    (
        "ngày 2-9 – 1945",
        "ngày hai tháng chín năm một nghìn chín trăm bốn mươi lăm",
        "different dashes",
    ),
    (
        "ngày 31/2/2021",
        "ngày ba mươi mốt tháng hai năm hai nghìn không trăm hai mươi mốt",
        "a day that does not exist is still read",
    ),
    ("sinh năm 1990", "sinh năm một nghìn chín trăm chín mươi", "no date"),
    ("01/12", "ngày một tháng mười hai", "a zero in front"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_dates_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


ALIKE = [
    ("Giá 14.5 USD", "a sum"),
    ("Giá 14.5", "a number without a unit"),
    ("vào 14.5", "a point is a date's after a part of the day alone"),
    ("ngày 30/2", "no day of any year"),
    ("ngày 32/1/2021", "no day of a month"),
    ("ngày 0/2/2021", "days begin with one"),
    ("ngày 1/13/2021", "no thirteenth month"),
    ("ngày 2/7-2021", "two marks, one of them a slash"),
    ("A2/7/2021", "in a code"),
    ("1.2/7/2021", "behind a part of a number"),
    ("2/7/2021%", "a share"),
    ("2/7/2021a", "in a code"),
    ("2/7/2021.5", "before a part of a number"),
    ("2/7/20215", "five digits"),
    ("2/7/3021", "nobody's year"),
    ("2/7/0921", "nobody's year"),
    ("2021-07-32", "no day of a month"),
    ("2021-13-02", "no month"),
    ("2021-7-2", "ISO 8601 has two digits each"),
    ("12/12 vừa qua", "not more than the month"),
    ("nghỉ 3/30", "no month of thirty"),
    ("30/3", "nothing around it"),
    ("(3/5 ghi", "not alone in the brackets"),
    ("ghi 3/5)", "not alone in the brackets"),
    ("02-5", "a zero in front of a range"),
    ("12-5", "a dash and no more than twelve"),
    ("13-5 người", "counted"),
    ("ngày 13-5 người", "counted, even after ngày"),
    ("ngày 2-5 %", "a share"),
    ("lớp 2-7", "no word of time"),
    ("Halễ 2-7", "the end of another word"),
    ("lần thứ tám 2-7", "no weekday"),
    ("ngày 1, 2, 3, 4, 5, 6, 7-8", "too many days to look at"),
    ("xã 1, 2-7", "a range after a number"),
    ("1-0, 13-5", "sets"),
    ("1 - 0 (13-5)", "sets in brackets"),
    ("1–0 13–5", "sets with dashes"),
    ("thắng 5/3 rồi", "a score with a slash"),
    ("tỉ số chung cuộc là 13-5", "a score, some words on"),
    ("từ 3.4 đến 3.5", "neither is beyond twelve"),
    ("từ 12.4 đến 3.5", "neither is beyond twelve"),
    ("từ 30.4 triệu", "counted"),
    ("quátừ 30.4", "the end of another word"),
    ("từ 5-2/7", "a range of days goes up"),
    ("từ 5-5/7", "a range of days goes up"),
    ("thứ 5,6/8", "a decimal"),
    ("6.2021", "a point without tháng"),
    ("6-2021", "a dash without tháng"),
    ("AQ3/2021", "in a code"),
    ("xngày 5,6/8", "the end of another word"),
]


@pytest.mark.parametrize(("printed", "why"), ALIKE)
def test_what_only_looks_like_a_date_is_none(printed: str, why: str) -> None:
    assert "tháng" not in say(printed).spoken, why


@pytest.mark.parametrize(
    "word",
    words(
        "ngày, mùng, mồng, hôm, bữa, nay, lễ, dịp, tết, sáng, trưa, chiều, tối, đêm, khuya, "
        "rạng sáng, vào, kỷ niệm, quốc khánh, lao động, thiếu nhi, phụ nữ, quốc tế, đường, "
        "cách mạng, quảng trường, hôm nay, hôm qua, ngày mai, thứ hai, thứ ba, thứ tư, thứ năm, "
        "thứ sáu, thứ bảy, thứ 2, thứ 7, t2, t7, chủ nhật, cn, vào lễ, tối (, chiều("
    )
    + ["thứ bảy,", "cn,", "ngày 1,", "ngày 1 và", "ngày 1 &", "ngày 1, 2, 3,", "ngày 1, 2 và"]
    + [f"2/7/2021{mark}" for mark in (",", ";", " -", " –", " &")]
    + [f"ngày 2-7 {word}" for word in words("và, đến, tới, hoặc, hay")]
    + [f"2/7 {word}" for word in words("và, đến, tới, hoặc, hay")],
)
def test_a_dash_makes_a_date_after_what_speaks_of_time(word: str) -> None:
    assert say(f"{word} 3-7").spoken.endswith("ba tháng bảy")


@pytest.mark.parametrize(
    "word",
    words(
        "ngày, hôm, mùng, mồng, lễ, dịp, đường, phố, cách mạng, quảng trường, cầu, trường, qua cầu"
    ),
)
def test_ngay_is_not_said_twice_nor_of_what_is_named_after_a_day(word: str) -> None:
    assert say(f"{word} 30/4").spoken == f"{word} ba mươi tháng tư"


@pytest.mark.parametrize("word", words("chợ, gianlễ"))
def test_ngay_is_said_after_any_other_word(word: str) -> None:
    assert say(f"{word} 30/4").spoken == f"{word} ngày ba mươi tháng tư"


@pytest.mark.parametrize(
    "word", words("ngày, sáng, trưa, chiều, tối, đêm, khuya, hôm, mùng, mồng, vào ngày")
)
def test_a_point_makes_a_date_after_a_part_of_the_day(word: str) -> None:
    assert say(f"{word} 14.5").spoken.endswith("mười bốn tháng năm")


@pytest.mark.parametrize("word", words("Bánngày, vào, giá"))
def test_a_point_makes_a_decimal_after_any_other_word(word: str) -> None:
    assert say(f"{word} 14.5").spoken == f"{word} mười bốn chấm năm"


@pytest.mark.parametrize(
    "word",
    words(
        "tháng, ngày, năm, tuần, giờ, phút, người, lần, tuổi, triệu, tỷ, tỉ, nghìn, con, em, "
        "cái, hộ, chiếc, quả, trận, lớp, học sinh, mét, km, m, kg, độ, tết"
    ),
)
def test_what_is_counted_makes_a_range_of_a_dash(word: str) -> None:
    assert say(f"ngày 2-5 {word}").spoken.startswith("ngày hai đến năm ")


def test_a_word_that_begins_like_one_that_is_counted_makes_no_range() -> None:
    assert say("ngày 2-5 contra").spoken == "ngày hai tháng năm contra"


@pytest.mark.parametrize(
    "word",
    words(
        "từ, đến, tới, trước, sau, hết, kể từ, lúc, giờ, h, phút, khoảng, cuối, đầu, ra từ, từ (, "
        "từ("
    ),
)
def test_a_slash_makes_a_date_after_what_may_speak_of_time(word: str) -> None:
    assert say(f"{word} 3/5 tới").spoken.endswith("ba tháng năm tới")
    assert say(f"vé {word} 3/5 dân số").spoken.endswith("ba phần năm dân số")


def test_the_end_of_another_word_does_not_speak_of_time() -> None:
    assert say("quátừ 3/5 tới").spoken == "quátừ ba phần năm tới"


@pytest.mark.parametrize(
    "word",
    words(
        "số, dân, diện tích, thời gian, chiều, chặng, lượng, tổng, quãng, nhu cầu, thành viên, "
        "đại biểu, người, trong, của, các, giá, lực, hộ, xã, phường, huyện, tỉnh, trận, vé, đội, "
        "học sinh, sinh viên, doanh, vốn, nguồn, phiếu, cổ, tuyến, chi, thu, kg, km, m, ha, l, "
        "cơ thể, mức, sản lượng"
    ),
)
def test_what_is_shared_makes_a_fraction_of_a_slash(word: str) -> None:
    assert "tháng" not in say(f"được 25/7 {word}").spoken


def test_a_word_that_begins_like_one_that_is_shared_makes_no_fraction() -> None:
    assert say("được 25/7 sống").spoken == "được ngày hai mươi lăm tháng bảy sống"


@pytest.mark.parametrize(
    "word", words("thắng, thua, hòa, hoà, tỉ số, tỷ số, thắng đậm với kết quả")
)
def test_a_score_is_no_date(word: str) -> None:
    assert say(f"{word} 13-5").spoken == f"{word} mười ba năm"
    assert say(f"toànthắng một {word} 13-5").spoken.endswith("mười ba năm")


@pytest.mark.parametrize("printed", ["toànthắng 13-5", "thắng một hai ba bốn năm 13-5"])
def test_a_word_of_sport_counts_whole_and_near(printed: str) -> None:
    assert say(printed).spoken.endswith("ngày mười ba tháng năm")


@pytest.mark.parametrize(
    "word",
    words("phục vụ, trực, hoạt động, hỗ trợ, mở cửa, suốt, liên tục, túc trực, hệ thống"),
)
def test_round_the_clock_is_no_date(word: str) -> None:
    assert say(f"{word} 24/7 tại đây").spoken == f"{word} hai mươi tư trên bảy tại đây"


FORMS = [
    ("2 / 7 / 2021", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "spaces"),
    ("02 - 07 - 2021", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "spaces"),
    ("31/12/1021", "ngày ba mươi mốt tháng mười hai năm một nghìn không trăm hai mươi mốt", "1021"),
    ("1/1/2199", "ngày một tháng một năm hai nghìn một trăm chín mươi chín", "the last year"),
    ("1/1/49", "ngày một tháng một năm hai nghìn không trăm bốn mươi chín", "to come"),
    ("1/1/50", "ngày một tháng một năm một nghìn chín trăm năm mươi", "gone by"),
    ("Nay 25/12", "Nay ngày hai mươi lăm tháng mười hai", "after a word of time"),
    ("25/12 vừa qua", "ngày hai mươi lăm tháng mười hai vừa qua", "something follows"),
    ("vừa qua 25/12", "vừa qua ngày hai mươi lăm tháng mười hai", "something stands before"),
    ("ngày 29/2", "ngày hai mươi chín tháng hai", "in leap years"),
    ("2/05", "ngày hai tháng năm", "a zero before the month"),
    ("13-5", "ngày mười ba tháng năm", "beyond twelve"),
    ("từ 13.4", "từ ngày mười ba tháng tư", "beyond twelve"),
    ("Tới 30.4", "Tới ngày ba mươi tháng tư", "tới"),
    ("từ ngày 30.4", "từ ngày ba mươi tháng tư", "ngày stands there"),
    ("từ 2/6-5/7", "từ ngày hai tháng sáu đến ngày năm tháng bảy", "two months"),
    ("từ 9/6-5/7", "từ ngày chín tháng sáu đến ngày năm tháng bảy", "two months, fewer days"),
    ("2 - 5/7", "ngày hai đến ngày năm tháng bảy", "a range with spaces"),
    (
        "1-2/7/2021",
        "ngày một đến ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt",
        "a month shared",
    ),
    (
        "ngày 1/6 - 2/7/2021",
        "ngày một tháng sáu đến ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt",
        "a year shared",
    ),
    (
        "1/6/2020-2/7/2021",
        "ngày một tháng sáu năm hai nghìn không trăm hai mươi đến ngày hai tháng bảy năm hai "
        "nghìn không trăm hai mươi mốt",
        "nothing shared",
    ),
    ("5 / 2021", "tháng năm năm hai nghìn không trăm hai mươi mốt", "a month with spaces"),
    ("tháng 6.2021", "tháng sáu năm hai nghìn không trăm hai mươi mốt", "a point after tháng"),
    ("Tháng 6 2021", "Tháng sáu năm hai nghìn không trăm hai mươi mốt", "a space"),
    ("tháng 6 20215", "tháng sáu hai mươi nghìn hai trăm mười lăm", "no year"),
    ("ngày tháng 6 2021", "ngày tháng sáu năm hai nghìn không trăm hai mươi mốt", "in a line"),
    (
        "Đtháng 6 2021",
        "Đtháng sáu hai nghìn không trăm hai mươi mốt",
        "the end of another word",
    ),
    (
        "5/2020 - 6/2021",
        "tháng năm năm hai nghìn không trăm hai mươi đến tháng sáu năm hai nghìn không trăm hai "
        "mươi mốt",
        "two years",
    ),
    ("Quí 3 - 2021", "Quí ba năm hai nghìn không trăm hai mươi mốt", "quí, a dash, spaces"),
    ("ngày 5,6/8", "ngày năm, sáu tháng tám", "two days"),
    ("Ngày 5, 6 và 7/8", "Ngày năm, sáu và bảy tháng tám", "the last with và"),
    (
        "ngày 5,6/8/2021",
        "ngày năm, sáu tháng tám năm hai nghìn không trăm hai mươi mốt",
        "days and a year",
    ),
    ("ngày 1,2,3,4,5,6,7/8", "ngày một, hai, ba, bốn, năm, sáu, bảy tháng tám", "a week"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), FORMS)
def test_each_way_to_write_a_date_is_read(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1", "một"),
        ("2", "hai"),
        ("3", "ba"),
        ("4", "tư"),
        ("I", "một"),
        ("II", "hai"),
        ("III", "ba"),
        ("IV", "tư"),
    ],
)
def test_every_quarter_is_read(written: str, said: str) -> None:
    year = "năm hai nghìn không trăm hai mươi mốt"
    assert say(f"quý {written}/2021").spoken == f"quý {said} {year}"
    assert say(f"Q{written}/2021").spoken == f"quý {said} {year}"


@pytest.mark.parametrize(
    "printed", ["AQ3/2021", "ĐQ3/2021", "xquý 3/2021", "Q5/2021", "quý 3/20215"]
)
def test_what_only_looks_like_a_quarter_is_none(printed: str) -> None:
    assert "quarter" not in [reading.rule for reading in say(printed).trace]


@pytest.mark.parametrize(
    ("printed", "impossible"),
    [
        ("31/6/2021", True),
        ("30/6/2021", False),
        ("29/2/2021", True),
        ("29/2/2020", False),
        ("29/2/21", True),
        ("31/12/2021", False),
    ],
)
def test_a_day_that_no_calendar_has_is_flagged(printed: str, *, impossible: bool) -> None:
    told = [(warning.code, warning.written) for warning in say(printed).warnings]
    assert told == ([("impossible-date", printed)] if impossible else [])
