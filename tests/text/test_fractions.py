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


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


FORMS = [
    ("A1/2", "a một trên hai", "in a code"),
    ("1.2/3", "một chấm hai trên ba", "a decimal"),
    ("3/2,5", "ba trên hai phẩy năm", "a decimal below"),
    ("-1/2", "âm một phần hai", "a minus"),
    ("−3/4", "âm ba phần tư", "U+2212"),
    ("x-1/2", "x-một phần hai", "a dash behind a word"),
    ("tăng %-1/2", "tăng phần trăm-một phần hai", "a dash behind a sign"),
    ("1 1/2", "một và một phần hai", "a whole before it"),
    ("1 3/4 kg", "một và ba phần tư ki lô gam", "a whole and a unit"),
    ("3/4 kg", "ba phần tư ki lô gam", "a unit"),
    ("3/4km", "ba phần tư ki lô mét", "a unit without a space"),
    ("3/10 km", "ba phần mười ki lô mét", "two digits below and a unit"),
    ("125/3 ha", "một trăm hai mươi lăm phần ba héc ta", "many digits and a unit"),
    ("3/12 ha", "ba trên mười hai héc ta", "too many parts"),
    ("3/4/5", "ba trên bốn trên năm", "three"),
    ("3/4/5/6/7", "ba trên bốn trên năm trên sáu trên bảy", "five"),
    ("3/40", "ba trên bốn mươi", "too many parts"),
    ("5/10", "năm phần mười", "ten parts"),
    ("5/11", "năm trên mười một", "eleven parts"),
    ("45/9", "bốn mươi lăm phần chín", "two digits above"),
    ("145/9", "một trăm bốn mươi lăm trên chín", "three digits above"),
    ("1/20", "một phần hai mươi", "one of many"),
    ("1/1", "một trên một", "one of one"),
    ("2/1", "hai phần một", "more than one of one"),
    ("5/05", "ngày năm tháng năm", "a zero in front"),
    ("9/00", "chín trên không", "zeros below"),
    ("24/7", "hai mươi tư trên bảy", "round the clock"),
    ("25/7", "hai mươi lăm phần bảy", "not round the clock"),
    ("24/8", "hai mươi tư phần tám", "not round the clock"),
    ("5 / 7", "năm phần bảy", "spaces"),
    ("tỉ lệ 1/9", "tỉ lệ một trên chín", "a rate"),
    ("tỷ lệ 1/9", "tỷ lệ một trên chín", "a rate"),
    ("tỉ số nam nữ là 1/9", "tỉ số nam nữ là một trên chín", "a rate, some words on"),
    ("tỷ số 1/9", "tỷ số một trên chín", "a rate"),
    ("huyết áp 1/9", "huyết áp một trên chín", "a rate"),
    ("thị lực 1/9", "thị lực một trên chín", "a rate"),
    ("thị lực 1/10", "thị lực một phần mười", "a share again"),
    ("tỉ lệ của cả trường là 1/9", "tỉ lệ của cả trường là một phần chín", "too far"),
    ("hơn 3/4 đại biểu", "hơn ba phần tư đại biểu", "about a share"),
    ("khoảng 5/4 xã", "khoảng năm trên bốn xã", "more than all"),
    ("khoảng 4/4 xã", "khoảng bốn trên bốn xã", "all"),
    ("khoảng 3/10 xã", "khoảng ba phần mười xã", "ten parts"),
    ("khoảng 3/11 xã", "khoảng ba trên mười một xã", "eleven parts"),
    ("quáhơn 3/4 xã", "quáhơn ba trên bốn xã", "the end of a word"),
    ("quánlớp 3/4", "quánlớp ba phần tư", "the end of a word"),
    ("3/4 xãa", "ba phần tư xãa", "the beginning of a word"),
    ("½ cốc", "một phần hai cốc", "a sign"),
    ("x/2.3/12", "x trên hai chấm ba trên mười hai", "behind a slash, a decimal"),
    ("2.01,12/12", "hai. một phẩy một hai trên mười hai", "behind a decimal comma"),
    ("x3:45/2", "x ba: bốn mươi lăm trên hai", "behind a colon"),
    ("x/0/1", "x trên không trên một", "behind a slash"),
    ("khóa 5 45/63 tỉnh", "khóa năm bốn mươi lăm trên sáu mươi ba tỉnh", "no whole before it"),
    ("hơn 1,5/2 kg", "hơn một phẩy năm trên hai ki lô gam", "a decimal above"),
    ("2 3/16", "hai và ba phần mười sáu", "many parts behind a whole"),
    ("125/10 ha", "một trăm hai mươi lăm phần mười héc ta", "ten parts and a unit"),
    (
        "1/2/345678",
        "một trên hai trên ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám",
        "a number of a code",
    ),
    ("3/4/5/6/7/8", "ba trên bốn trên năm trên sáu trên bảy trên tám", "six"),
    ("lớp : 3/8", "lớp : ba trên tám", "a space before the colon"),
    ("tỷ số nam nữ là 1/9", "tỷ số nam nữ là một trên chín", "a rate, some words on"),
    ("2½ cốc", "hai và một phần hai cốc", "a sign behind a whole"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), FORMS)
def test_each_pair_is_a_share_or_so_many_of_so_many(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(
    "word",
    words(
        "số, nhà, ngõ, hẻm, kiệt, ngách, lô, căn, thửa, địa chỉ, tờ, phòng, hội trường, "
        "quyết định, lớp, nghị định, công văn, thông tư, kế hoạch, bậc, hạng, cấp, tầng, "
        "khóa, lớp:"
    ),
)
def test_a_slash_in_a_name_makes_no_share(word: str) -> None:
    assert say(f"ở {word} 3/8").spoken == f"ở {word} ba trên tám"
    assert say(f"ở {word} 1/8").spoken == f"ở {word} một trên tám"


@pytest.mark.parametrize(
    "word",
    words(
        "đại biểu, xã, phường, thị trấn, huyện, quận, tỉnh, thành phố, phiếu, điểm, thành viên, "
        "tiêu chí, ca, mẫu, đội, trận, cơ sở, đơn vị, hộ, thôn, bản, trường, câu, bài, sao, "
        "chỉ tiêu, nhiệm vụ, dự án, công trình, ủy viên, uỷ viên, đồng chí, nước, người, cán bộ, "
        "học sinh, địa phương"
    ),
)
def test_of_what_is_counted_it_is_so_many_out_of_so_many(word: str) -> None:
    assert say(f"có 3/8 {word}").spoken == f"có ba trên tám {word}"


@pytest.mark.parametrize(
    "word",
    words("hơn, gần, khoảng, chưa tới, chưa đến, quá, chiếm, ít nhất, tối thiểu, nay hơn"),
)
def test_about_so_much_is_a_share(word: str) -> None:
    assert say(f"{word} 3/8 phiếu").spoken == f"{word} ba phần tám phiếu"


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("½", "một phần hai"),
        ("¼", "một phần tư"),
        ("¾", "ba phần tư"),
        ("⅓", "một phần ba"),
        ("⅔", "hai phần ba"),
        ("⅛", "một phần tám"),
    ],
)
def test_every_sign_of_a_share_is_read_even_alone(sign: str, said: str) -> None:
    assert say(sign).spoken == said


@pytest.mark.parametrize("mark", [".", ",", ":"])
def test_a_fraction_begins_behind_no_part_of_a_number(mark: str) -> None:
    assert "phần" not in say(f"lúc 3{mark}1/2").spoken


def test_a_rank_is_no_part_of_a_share() -> None:
    assert say("đứng thứ 3/8").spoken == "đứng thứ ba trên tám"


@pytest.mark.parametrize("printed", ["1/2/345678", "3/4/5/6/7/8", "x/0/1", "x3:45/2", "x/2.3/12"])
def test_a_part_of_a_longer_row_is_no_fraction(printed: str) -> None:
    assert "fraction" not in [reading.rule for reading in say(printed).trace]


@pytest.mark.parametrize("unit", words("kg, km, m, l, ha, mmHg, g, lít, cm, ml, kV, h, giờ"))
@pytest.mark.parametrize("space", ["", " "])
def test_a_unit_behind_a_fraction_belongs_to_it(unit: str, space: str) -> None:
    (reading,) = say(f"lấy 3/4{space}{unit}.").trace
    assert (reading.rule, reading.written) == ("fraction", f"3/4{space}{unit}")
    assert say(f"lấy 3/4{space}{unit}x").trace[0].written == "3/4"
