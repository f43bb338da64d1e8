"""Unknown capitals, initials and lone letters."""

import pytest

from service.text.capitals import is_word
from service.text.spoken import say

CASES = [
    ("VNM tăng", "vê en em tăng", "by letters"),
    ("Ông Lê Văn B., sinh năm", "Ông Lê Văn bê, sinh năm", "an initial before a comma"),
    ("Bà H. bị lừa", "Bà hát bị lừa", "an initial before a verb"),
    ("John F. Kennedy", "John ép Kennedy", "a middle initial"),
    ("J.K. Rowling", "gi ca Rowling", "initials"),
    ("Ông N.V.A. khai", "Ông en vê a khai", "initials of a person"),
    ("vitamin C", "vitamin xê", "a letter"),
    (
        "ĐẢNG BỘ THÀNH PHỐ TỔ CHỨC ĐẠI HỘI",
        "ĐẢNG BỘ THÀNH PHỐ TỔ CHỨC ĐẠI HỘI",
        "a headline in capitals",
    ),
    ("VIETNAMNET", "VIETNAMNET", "can be pronounced"),
]


@pytest.mark.parametrize("name", ["ông K'Brơi", "H’Mông", "H'Hen Niê và Y'Bhiu"])
def test_a_name_with_an_apostrophe_is_not_taken_apart(name: str) -> None:
    assert say(name).spoken == name


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_capitals_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


def test_unknown_capitals_are_flagged_with_how_they_are_read() -> None:
    (spelled,) = say("hãng XQZ mới").warnings
    (word,) = say("hãng NAVICO mới").warnings

    assert (spelled.code, spelled.written) == ("unknown-capitals", "XQZ")
    assert "từng chữ cái" in spelled.reason
    assert "như một từ" in word.reason
    assert word.alternatives == ("en a vê i xê o",)


def test_a_headline_in_capitals_is_read_as_words_without_a_warning() -> None:
    headline = "CHỦ ĐỘNG PHÒNG CHỐNG BÃO SỐ BA"
    said = say(headline)
    assert said.spoken == headline
    assert not said.warnings


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


FORMS = [
    ("J.K", "gi ca", "initials without a last stop"),
    ("A.B.C.D. đi", "a bê xê đê đi", "four initials"),
    ("N.V.A. Sau", "en vê a Sau", "initials at the beginning"),
    ("Anh F. Kennedy", "Anh ép. Kennedy", "a sentence ends behind a person"),
    ("F. Kennedy", "ép Kennedy", "an initial at the beginning"),
    ("F. đi", "ép đi", "the sentence goes on"),
    ("F.Lan", "ép Lan", "closed up"),
    ("F (a", "ép (a", "a bracket behind"),
    ("F'x", "F'x", "a part of a name"),
    ("aF. b", "aF. b", "the end of a word"),
    ("VNM VÀ", "VNM VÀ", "beside an accented word in capitals"),
    ("ĐỊNH NAM", "ĐỊNH NAM", "behind an accented word in capitals"),
    ("VNM-ABC", "vê en em a bê xê", "two with a hyphen"),
    ("#VNM", "thăng vê en em", "a tag"),
    ("@VNM", "a còng VNM", "an account"),
    ("STAD", "STAD", "can be pronounced"),
    ("XYZT", "ích y dét tê", "cannot be pronounced"),
    ("ABCDE", "a bê xê đê e", "three consonants in a row"),
    ("ABSTR", "a bê ét tê rờ", "one vowel"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), FORMS)
def test_capitals_and_initials_are_read_by_what_stands_beside(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why


ONSETS = words(
    "B, C, CH, D, Đ, F, G, GH, GI, H, J, K, KH, L, M, N, NG, NGH, NH, P, PH, QU, R, S, T, TH, "
    "TR, V, W, X, Y, Z, ST, SP, BR, CR, DR, FR, GR, PR, BL, CL, FL, GL, PL, SL"
)


@pytest.mark.parametrize("onset", ONSETS)
def test_four_letters_that_can_be_pronounced_are_a_word(onset: str) -> None:
    assert is_word({1: f"{onset}ATA", 2: f"{onset}AT", 3: f"{onset}A"}[len(onset)])


@pytest.mark.parametrize("coda", words("CH, NH, NG, C, D, K, L, M, N, P, R, S, T, X"))
def test_a_word_ends_in_one_of_these(coda: str) -> None:
    assert is_word({1: f"MBA{coda}"[1:] + "A", 2: f"BA{coda}"}[len(coda)])


@pytest.mark.parametrize("capitals", ["BCDF", "BCADF", "XTAM", "BAG", "ABC", "BABG", "AB", "MTAB"])
def test_what_cannot_be_pronounced_is_no_word(capitals: str) -> None:
    assert not is_word(capitals)


BESIDE = [
    ("XY\xa0ZA", "\xedch y\xa0d\xe9t a", "two unknown ones are no name"),
    ("XYZT BV", "ích y dét tê bệnh viện", "a known one beside is no name"),
    ("A/V", "A trên V", "behind a slash"),
    ("vê @M", "vê a còng M", "an account"),
    ("BC.D", "báo cáo.D", "behind a point"),
    ("xA.B", "xA.B", "initials at the end of a word"),
    ("a.A.B. đi", "a.A.B. đi", "initials behind a point"),
    ("@A.B.", "a còng A.B.", "an account of initials"),
    ("Ông F: đi", "Ông ép: đi", "a colon goes on"),
    ("(Ông F.)", "(Ông ép)", "a bracket closes"),
    ("Ông F.; x", "Ông ép; x", "a semicolon goes on"),
    ("Em F. Kennedy", "Em ép. Kennedy", "a person, no first name"),
    ("Con F. Kennedy", "Con ép. Kennedy", "a child, no first name"),
    ("Cha F. Kennedy", "Cha ép. Kennedy", "a father, no first name"),
    ("xĐỊNH XYZ", "xĐỊNH ích y dét", "the end of a word is no name"),
    ("XYZ ĐỊNHx", "ích y dét ĐỊNHx", "the beginning of a word is no name"),
    ("MỘT ĐI XYZ HAI", "MỘT ĐI XYZ HAI", "a headline"),
    ("hai ba XYZ; ĐI BÉ TO", "hai ba ích y dét; ĐI BÉ TO", "two thirds are no headline"),
    ("hai XYZ; ĐI BÉ", "hai XYZ; ĐI BÉ", "three of four are one"),
    ("1 2 3 ĐI BÉ, XYZ", "một hai ba ĐI BÉ, XYZ", "numbers are no words"),
    ("ĐI, XYZ", "đê i, ích y dét", "one accented word tells nothing"),
    ("1#ĐI", "một#ĐI", "behind a sign of a tag"),
    ("Ông F.: đi", "Ông ép: đi", "a colon behind a stop"),
    ("/A.B/", "/A.B/", "initials behind a slash"),
    ("iJohn F. Kennedy", "iJohn ép. Kennedy", "the end of a word is no first name"),
    (f"{'N' + 'g' * 30} F. Kennedy", f"{'N' + 'g' * 30} ép Kennedy", "a long first name"),
    ("ABABTR", "a bê a bê tê rờ", "three consonants at the end"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_a_letter_is_told_by_the_signs_and_words_around_it(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
