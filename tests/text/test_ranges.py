"""Ranges, scores, formations, ratios and products."""

import pytest

from service.text.spoken import say

CASES = [
    (
        "2015-2020",
        "hai nghìn không trăm mười lăm đến hai nghìn không trăm hai mươi",
        "years; not âm",
    ),
    (
        "2020- 2025",
        "hai nghìn không trăm hai mươi đến hai nghìn không trăm hai mươi lăm",
        "one space",
    ),
    (
        "2020 – 2025",
        "hai nghìn không trăm hai mươi đến hai nghìn không trăm hai mươi lăm",
        "an en dash",
    ),
    ("3-4 người", "ba đến bốn người", "people"),
    ("thắng 2-1", "thắng hai một", "a score"),
    ("Tỉ số 2 - 0", "Tỉ số hai không", "a score with spaces"),
    ("hòa 1-1", "hòa một một", "a draw"),
    (
        "U23 Việt Nam - Thái Lan 2-0",
        "u hai mươi ba Việt Nam - Thái Lan hai không",
        "a score after teams",
    ),
    ("4-4-2", "bốn bốn hai", "a formation"),
    ("6-4, 7-6", "sáu bốn, bảy sáu", "sets"),
    ("1:50.000", "một trên năm mươi nghìn", "a scale"),
    ("5 x 20", "năm nhân hai mươi", "a product"),
    ("5x20m", "năm nhân hai mươi mét", "a product with a unit"),
    ("4m x 5m", "bốn mét nhân năm mét", "a product of measures"),
    ("7 - 2 = 5", "bảy trừ hai bằng năm", "a difference"),
    ("5 + 3 = 8", "năm cộng ba bằng tám", "a sum"),
    ("cấp 6-7", "cấp sáu đến bảy", "no warning"),
    ("84-60-90", "tám mươi tư sáu mươi chín mươi", "three numbers"),
    ("Viettel 1-2 Hà Nội", "Viettel một hai Hà Nội", "a score between two names"),
    (
        "thắng 3-0 (25-18, 25-21)",
        "thắng ba không (hai mươi lăm mười tám, hai mươi lăm hai mươi mốt)",
        "sets of volleyball",
    ),
    ("28-30 tết", "hai mươi tám đến ba mươi tết", "a range"),
    ("2 lần/ngày x 7 ngày", "hai lần trên ngày nhân bảy ngày", "a product of words"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_ranges_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


ALIKE = [
    ("A2-3", "a hai ba", "in a code"),
    ("1.2-3", "một chấm hai đến ba", "a decimal begins it"),
    ("2-3a", "hai-ba a", "in a code"),
    ("1-2-3-4-5-6-7", "một-hai-ba-bốn-năm-sáu-bảy", "a row too long"),
    ("1000-2-3", "một nghìn-hai-ba", "a row of more digits"),
    ("2    -    3", "hai    -    ba", "columns"),
    ("1:2:3", "một: hai: ba", "no ratio of two"),
    ("1:2a", "một: hai a", "in a code"),
    ("A1:2", "a một: hai", "in a code"),
    ("12345:2", "mười hai nghìn ba trăm bốn mươi lăm: hai", "no scale"),
    ("2021/23", "hai nghìn không trăm hai mươi mốt trên hai mươi ba", "two years on"),
    (
        "2021/22/23",
        "hai nghìn không trăm hai mươi mốt trên hai mươi hai trên hai mươi ba",
        "three numbers",
    ),
    ("1899/1900", "một nghìn tám trăm chín mươi chín trên một nghìn chín trăm", "too old"),
    ("a x b", "a x b", "letters"),
    ("a *4", "a *bốn", "a star behind a word"),
    ("ax 4", "ax bốn", "the end of a word"),
    ("5x", "năm x", "nothing behind"),
    ("5kgx3", "năm kgx ba", "no measure of length"),
    ("xu17 3-5", "xu mười bảy ba đến năm", "the end of a word"),
    ("hà nội 3-5 viettel", "hà nội ba đến năm viettel", "no names"),
    ("Hà Nội 3-5 viettel", "Hà Nội ba đến năm viettel", "one name"),
    ("hà nội 3-5 Viettel", "hà nội ba đến năm Viettel", "one name"),
    ("thắng. Từ 3-5", "thắng. Từ ba đến năm", "another sentence"),
    ("thắng 21-25", "thắng hai mươi mốt đến hai mươi lăm", "more than goals"),
    ("settings 3-5", "settings ba đến năm", "the beginning of a word"),
    ("chthua 3-5", "chthua ba đến năm", "the end of a word"),
    ("1234-5", "một nghìn hai trăm ba mươi tư đến năm", "more digits than goals have"),
    ("việtTel 1-2 Hà Nội", "việtTel một đến hai Hà Nội", "a capital inside a word is no name"),
    ("2021/22a", "hai nghìn không trăm hai mươi mốt trên hai mươi hai a", "in a code"),
    ("5-3,5", "năm đến ba phẩy năm", "decimals are no goals"),
    ("5,5-3", "năm phẩy năm đến ba", "decimals are no goals"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), ALIKE)
def test_what_only_looks_like_a_score_or_range_is_none(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(
    "word",
    words(
        "tỉ số, tỷ số, thắng, thua, hòa, hoà, dẫn trước, đang dẫn, lên dẫn, đánh bại, hạ, "
        "vượt qua, gỡ, ấn định, chung cuộc, chung kết, set, hiệp, hạ gục, lội ngược dòng, "
        "luân lưu, đối đầu, cầm chân, đè bẹp, quật ngã, u17, u23"
    ),
)
def test_a_pair_near_a_word_of_sport_is_a_score(word: str) -> None:
    assert say(f"họ {word} một hai ba bốn đội bạn 3-5").spoken.endswith("đội bạn ba năm")
    assert say(f"họ {word} đội bạn 3-5 bàn").spoken.endswith("đội bạn ba đến năm bàn")


@pytest.mark.parametrize(
    "word",
    words(
        "tháng, ngày, năm, tuần, giờ, phút, giây, người, lần, tuổi, triệu, tỷ, tỉ, nghìn, ngàn, "
        "vạn, con, bàn, trận, hộ, cái, điểm, quả, chiếc, học sinh, em, lớp, mét, tấn, bước"
    ),
)
def test_what_is_counted_is_no_score(word: str) -> None:
    assert say(f"thắng 5-3 {word}").spoken == f"thắng năm đến ba {word}"


FORMS = [
    ("tỉ số 3-121", "tỉ số ba một trăm hai mươi mốt"),
    ("tỷ số của cả trận 25-121", "tỷ số của cả trận hai mươi lăm một trăm hai mươi mốt"),
    (
        "tỉ số của cả trận này 25-121",
        "tỉ số của cả trận này hai mươi lăm đến một trăm hai mươi mốt",
    ),
    ("thắng 20-25", "thắng hai mươi hai mươi lăm"),
    ("thắng 21-21", "thắng hai mươi mốt hai mươi mốt"),
    ("1998/1999", "một nghìn chín trăm chín mươi tám đến một nghìn chín trăm chín mươi chín"),
    ("tỉ số 25-121", "tỉ số hai mươi lăm một trăm hai mươi mốt"),
    ("thắng 25-21", "thắng hai mươi lăm hai mươi mốt"),
    ("5-3", "năm ba"),
    ("Hà Nội F.C. 1-2 Viettel", "Hà Nội ép xê. một hai Viettel"),
    ("St.Pauli 1-2 Hà Nội", "St.Pauli một hai Hà Nội"),
    ("12-12", "mười hai mười hai"),
    ("3-5 trước", "ba năm trước"),
    ("1999/00", "một nghìn chín trăm chín mươi chín đến hai nghìn"),
    (
        "2021/2022",
        "hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi hai",
    ),
    ("1-2-3-4-5-6", "một hai ba bốn năm sáu"),
    ("5x 3", "năm nhân ba"),
    ("5mx3m", "năm m nhân ba m"),
    ("5mmx3mm", "năm mm nhân ba mm"),
    ("2   -   3 người", "hai đến ba người"),
    ("3—5 người", "ba đến năm người"),
    ("5×20", "năm nhân hai mươi"),
    ("5 × 20", "năm nhân hai mươi"),
    ("5m x 4m", "năm mét nhân bốn mét"),
    ("5cm x4", "năm xăng ti mét nhân bốn"),
    ("5mm x 4", "năm mi li mét nhân bốn"),
    ("5kg x 4", "năm ki lô gam nhân bốn"),
    ("5kg × 4", "năm ki lô gam nhân bốn"),
    ("5*4", "năm nhân bốn"),
    ("5 * 4", "năm nhân bốn"),
    ("7-2=5", "bảy trừ hai bằng năm"),
    ("1234:5", "một nghìn hai trăm ba mươi tư trên năm"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_pair_is_read_as_what_it_is(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


DOUBTFUL = [("3-5", True), ("3-12", True), ("3-13", False), ("32-33", False), ("3-5 người", False)]
DOUBTFUL += [("Điểm (3-5)", True), ("2,5-3", False), ("2-3,5", False), ("quátừ 3-5", True)]
DOUBTFUL += [("1234-5", False), ("0012-12", False), ("3-5 a, b", False), ("3-5, a", True)]
DOUBTFUL += [
    (f"{word} 3-5", False)
    for word in words("cấp, khoảng, từ, gần, hơn, chừng, mức, lớp, điều, khoản, số, bậc, độ, ở lớp")
]


@pytest.mark.parametrize(("printed", "doubtful"), DOUBTFUL)
def test_a_range_that_may_be_a_date_or_score_is_flagged(printed: str, *, doubtful: bool) -> None:
    said = say(printed)
    assert [warning.code for warning in said.warnings] == ["ambiguous-range"] * doubtful
    if doubtful:
        (warning,) = said.warnings
        assert warning.alternatives[0].startswith("ngày ba tháng ")
        assert warning.alternatives[1].startswith("ba ")
