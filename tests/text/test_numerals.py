"""Numbers as they are counted, decimals digit by digit, ordinals, and numbers that are names."""

import pytest

from service.text.counting import say_cardinal
from service.text.spoken import say

CASES = [
    ("0", "không", "nothing is a number too"),
    ("5", "năm", "one digit"),
    ("15", "mười lăm", "lăm after a ten"),
    ("21", "hai mươi mốt", "mốt"),
    ("24", "hai mươi tư", "tư after twenty"),
    ("14", "mười bốn", "bốn after ten"),
    ("55", "năm mươi lăm", "năm and lăm"),
    ("101", "một trăm linh một", "linh"),
    ("104", "một trăm linh bốn", "linh bốn"),
    ("1001", "một nghìn không trăm linh một", "empty hundreds are named"),
    ("1020", "một nghìn không trăm hai mươi", "empty hundreds are named"),
    ("1.234.567", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy", "groups by points"),
    (
        "1 234 567 người",
        "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy người",
        "groups by spaces",
    ),
    (
        "1\u00a0234\u00a0567",
        "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy",
        "groups by no-break spaces",
    ),
    ("1,234,567", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy", "groups by commas"),
    ("1,234.5", "một nghìn hai trăm ba mươi tư chấm năm", "English decimals after English groups"),
    ("1.234,5", "một nghìn hai trăm ba mươi tư phẩy năm", "Vietnamese decimals after groups"),
    ("1000000000000000000", "một tỷ tỷ", "ten to the eighteenth"),
    (
        "1234567890123",
        (
            "một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi "
            "nghìn một trăm hai mươi ba"
        ),
        "thousands of billions",
    ),
    (
        "12345678901234567890",
        ("một hai ba bốn năm sáu bảy tám chín không một hai ba bốn năm sáu bảy tám chín không"),
        "nobody counts twenty digits",
    ),
    ("75,3", "bảy mươi lăm phẩy ba", "decimal comma"),
    ("1,50", "một phẩy năm không", "a zero is not lost"),
    ("0.125", "không chấm một hai năm", "a point before decimals"),
    ("4.600", "bốn nghìn sáu trăm", "a point before thousands"),
    ("1.1200 là tỷ giá", "một chấm một hai không không là tỷ giá", "sea-g2p #22: not a date"),
    ("-25", "âm hai mươi lăm", "num2words crashed"),
    ("−25", "âm hai mươi lăm", "U+2212"),
    ("thứ 1", "thứ nhất", "nhất"),
    ("thứ 2", "thứ hai", "hai"),
    ("thứ 4", "thứ tư", "tư"),
    ("hạng 1", "hạng nhất", "nhất"),
    ("thứ 21", "thứ hai mươi mốt", "counted"),
    ("tháng 4", "tháng tư", "tháng tư"),
    ("02 đại biểu", "hai đại biểu", "a zero in front is not said of a count"),
    ("chỉ thị 05", "chỉ thị không năm", "but of a name"),
    ("Đề án 06", "Đề án không sáu", "but of a name"),
    ("mã 007", "mã không không bảy", "three digits with a zero in front"),
    ("năm 2021", "năm hai nghìn không trăm hai mươi mốt", "a year"),
    ("Đang truy cập:4505", "Đang truy cập: bốn nghìn năm trăm linh năm", "no space before"),
    ("1.2.3", "một chấm hai chấm ba", "a version"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_numerals_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


@pytest.mark.parametrize(
    "word",
    words(
        "số, chỉ thị, đề án, nghị quyết, nghị định, thông tư, quyết định, công văn, kế hoạch, "
        "luật, mã, quy định, kết luận, hướng dẫn, thông báo, đội, tổ, bàn, xe, tàu, cột, lô, ct, "
        "nq, qđ, nđ, tt, kl, hd, theo chỉ thị, chỉ thị số, đội: số"
    ),
)
def test_a_zero_in_front_is_said_of_what_has_a_number_for_a_name(word: str) -> None:
    assert say(f"ở {word} 05").spoken == f"ở {word} không năm"


FORMS = [
    ("xsố 05", "xsố năm", "the end of a word"),
    ("thứ 4,5", "thứ bốn phẩy năm", "a decimal is no rank"),
    ("thứ 4a", "thứ bốn a", "a code is no rank"),
    ("hạng 4", "hạng tư", "a rank"),
    ("nhạcthứ 4", "nhạcthứ bốn", "the end of a word"),
    ("tháng 04", "tháng tư", "a zero in front of the month"),
    ("Quý 4", "Quý tư", "a quarter"),
    ("tháng 4.5", "tháng bốn chấm năm", "an English decimal is no month"),
    ("tháng 4,5", "tháng bốn phẩy năm", "a decimal is no month"),
    ("xtháng 4", "xtháng bốn", "the end of a word"),
    ("tháng 40", "tháng bốn mươi", "no month"),
    ("a-5", "a-năm", "a dash behind a word"),
    ("(-5", "(âm năm", "a minus behind a bracket"),
    ("5)-5", "năm)-năm", "a dash behind a bracket"),
    ("–5", "âm năm", "an en dash for a minus"),
    ("-05", "âm năm", "a minus and a zero"),
    ("00", "không", "zeros"),
    ("0 đại biểu", "không đại biểu", "a lone zero"),
    ("số 0", "số không", "a lone zero of a name"),
    ("00 đại biểu", "không đại biểu", "two zeros of what is counted"),
    ("000 đại biểu", "không không không đại biểu", "three zeros"),
    ("chỉ thị số 05", "chỉ thị số không năm", "a name's number"),
    ("chỉ thị: số 05", "chỉ thị: số không năm", "a name's number behind a colon"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), FORMS)
def test_each_number_is_read_as_what_it_is(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


COUNTED = [
    (-25, "âm hai mươi lăm"),
    (10**9, "một tỷ"),
    (10**9 + 1, "một tỷ không trăm linh một"),
    (10**9 + 10**6, "một tỷ không trăm linh một triệu"),
    (10**18 + 5 * 10**9, "một tỷ không trăm linh năm tỷ"),
    (10**18 + 1, "một tỷ tỷ không trăm linh một"),
    (10**6 + 1, "một triệu không trăm linh một"),
    (1_010_000, "một triệu không trăm mười nghìn"),
]


@pytest.mark.parametrize(("value", "spoken"), COUNTED)
def test_empty_hundreds_are_named_inside_a_number_however_long(value: int, spoken: str) -> None:
    assert say_cardinal(value) == spoken


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [("mã 000", "mã không không không"), ("mã 0012", "mã không không một hai"), ("00", "không")],
)
def test_zeros_in_front_are_lost_only_of_what_is_counted(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken
