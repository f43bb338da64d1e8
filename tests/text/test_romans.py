"""Roman numerals in context only."""

import pytest

from service.text.spoken import say

CASES = [
    ("lần thứ IX", "lần thứ chín", "after lần thứ"),
    ("khóa XV", "khóa mười lăm", "after khóa"),
    ("thế kỷ XXI", "thế kỷ hai mươi mốt", "after thế kỷ"),
    ("thứ I", "thứ nhất", "nhất"),
    ("quý IV", "quý tư", "tư"),
    ("khu công nghiệp Sông Công I, II", "khu công nghiệp Sông Công một, hai", "a place and a list"),
    ("đô thị loại II", "đô thị loại hai", "after loại"),
    ("Thế kỷ XVI-XVIII", "Thế kỷ mười sáu đến mười tám", "a range"),
    ("Louis XIV", "Louis mười bốn", "after a ruler"),
    ("vua Rama X", "vua Rama mười", "after a title and a name"),
    ("Đại hội XIII", "Đại hội mười ba", "after Đại hội"),
    ("I. Mở đầu", "một. Mở đầu", "VieNeu-TTS #177: a list number"),
    ("II/ Kết quả", "hai. Kết quả", "a list number"),
    ("khoản vi phạm", "khoản vi phạm", "CodeLink: vi phạm is no six"),
    ("số di động", "số di động", "CodeLink: di động is no 501"),
    ("phần ix", "phần chín", "small letters that are no syllable"),
    ("khoản vi", "khoản sáu", "a syllable, but nothing follows"),
    ("chương MMMCMXCIX", "chương ba nghìn chín trăm chín mươi chín", "a long one"),
    ("vitamin C", "vitamin xê", "a letter"),
    (
        "giai đoạn I (2021 - 2025)",
        ("giai đoạn một (hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm)"),
        "before brackets",
    ),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_romans_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


ALIKE = [
    ("A.II", "A. i i", "behind a point"),
    ("xII", "xII", "in a word"),
    ("@II", "a còng II", "an account"),
    ("khóa II@", "khóa i i a còng", "in an address"),
    ("/II", "/i i", "behind a slash"),
    ("-II", "-i i", "behind a dash"),
    ("khóa XVb An", "khóa XVb An", "a name begins"),
    ("khóa XVA Anh", "khóa ích vê a Anh", "a name begins"),
    ("nốt V", "nốt vê", "a letter"),
    ("tuyếnx V", "tuyếnx vê", "the end of a word"),
    ("phần C", "phần xê", "a letter after what may have letters"),
    ("khóa D", "khóa đê", "a letter"),
    ("mục L", "mục lờ", "a letter"),
    ("mục M", "mục mờ", "a letter"),
    ("phần mi mắt", "phần mi mắt", "a word"),
    ("phần vi", "phần sáu", "nothing follows"),
    ("phần vi phạm", "phần vi phạm", "a word"),
    ("phần c", "phần c", "no numeral alone"),
    ("phần mi", "phần mi", "a word even at the end"),
    ("xphần ix", "xphần ix", "the end of a word"),
    ("tập vi", "tập vi", "no word that is sure"),
    ("vua Henry C", "vua Henry xê", "an initial"),
    ("siêuvua Henry V", "siêuvua Henry vê", "the end of a word"),
    ("vua Henry Một Hai Ba V", "vua Henry Một Hai Ba vê", "too long a name"),
    ("vua Henry. Ông V", "vua Henry. Ông vê", "another sentence"),
    ("xi, V", "xi, vê", "small letters before"),
    ("AI, V", "a i, vê", "other capitals before"),
    ("I hay V", "I hay vê", "no list"),
    ("khu đô thị a b c d e f V", "khu đô thị a b c d e f vê", "too far"),
    ("V-X", "vê-ích", "nothing says that they are numerals"),
    ("Va", "Va", "a word"),
    ("C. Kết", "xê Kết", "no numeral that begins a list"),
    ("X Kết", "ích Kết", "no mark behind"),
    ("Mở X. Kết", "Mở ích. Kết", "not at the beginning"),
    ("XXX", "ích ích ích", "a name"),
    ("LXX", "lờ ích ích", "a name"),
    ("“V”", "“vê”", "a letter"),
    ("phầnix 5", "phầnix năm", "the end of a word in small letters"),
    ("phần ixa 5", "phần ixa năm", "the beginning of a word in small letters"),
    ("vua Henry XL", "vua Henry ích lờ", "no king counts so far"),
    ("Mục X, XL", "Mục mười, ích lờ", "no list counts so far"),
    ("XL. Kết", "ích lờ. Kết", "no list counts so far"),
    ("Mục X, Va", "Mục mười, Va", "a word of two letters"),
    ("V–X: Kết", "vê–ích: Kết", "letters that are joined"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), ALIKE)
def test_what_only_looks_like_a_numeral_is_none(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(
    "word",
    words(
        "thế kỷ, thế kỉ, khóa, khoá, lần thứ, lần, thứ, quý, quí, chương, kỳ, kì, kỳ họp, "
        "nhiệm kỳ, đại hội, hội nghị, trung ương, phần, mục, điều, khoản, đoạn, phụ lục, tập, "
        "quyển, hồi, cấp, loại, hạng, bậc, nhóm, đợt, vòng, vùng, khu vực, giai đoạn, quân khu, "
        "quân đoàn, thế chiến, chiến tranh thế giới, đại chiến, bảng, độ, mức, tuyến, học kỳ, "
        "học kì, hk, vua, giáo hoàng, nữ hoàng, hoàng đế, công đồng, năm, màn, cảnh, dự án, "
        "phân khu, trạm, đường, số, kcn, festival, sea games, olympic, nhà máy, thủy điện, "
        "thuỷ điện, nhiệt điện, lớp, type, part, hội chợ, khóa:, khóa “, khóa ', khóa : \""
    ),
)
def test_what_is_numbered_makes_a_numeral_of_one_letter(word: str) -> None:
    assert say(f"qua {word} V").spoken.endswith(" năm") or say(f"qua {word}V").spoken.endswith(
        "năm"
    )


@pytest.mark.parametrize(
    "place",
    words("khu công nghiệp, cụm công nghiệp, khu đô thị, quân khu, nhà máy, vành đai, KCN, CCN"),
)
def test_parts_of_places_are_numbered_behind_their_names(place: str) -> None:
    assert say(f"{place} Tân Bình V").spoken.endswith("Tân Bình năm")
    assert say(f"{place} Tân Bình D").spoken.endswith("Tân Bình đê")


@pytest.mark.parametrize(
    "ruler",
    words("vua, giáo hoàng, nữ hoàng, hoàng đế, quốc vương, sa hoàng, pharaoh"),
)
def test_rulers_are_numbered_behind_their_names(ruler: str) -> None:
    assert say(f"{ruler} Henry V").spoken == f"{ruler} Henry năm"
    assert say(f"{ruler} Lê Thánh Tông V").spoken == f"{ruler} Lê Thánh Tông năm"


@pytest.mark.parametrize("joint", [*words("và, -, –, đến, &, /, ;, hoặc, tới"), ","])
def test_what_follows_a_numeral_in_a_list_is_one_too(joint: str) -> None:
    assert say(f"Ông xét mục X {joint} V").spoken.endswith("năm")


@pytest.mark.parametrize(
    "word",
    words(
        "thế kỷ, thế kỉ, khóa, khoá, thứ, chương, phần, mục, khoản, đoạn, phụ lục, năm, số, điều, "
        "quý"
    ),
)
def test_small_numerals_stand_after_fewer_words(word: str) -> None:
    assert say(f"của {word} ix").spoken == f"của {word} chín"
    assert say(f"{word} vi,").spoken == f"{word} sáu,"
    assert say(f"{word} vi cá").spoken == f"{word} vi cá"


@pytest.mark.parametrize(
    ("small", "value"),
    [
        ("i", "một"),
        ("ii", "hai"),
        ("iii", "ba"),
        ("iv", "bốn"),
        ("v", "năm"),
        ("vi", "sáu"),
        ("vii", "bảy"),
        ("viii", "tám"),
        ("ix", "chín"),
        ("x", "mười"),
        ("xi", "mười một"),
        ("xii", "mười hai"),
        ("xiv", "mười bốn"),
        ("xv", "mười lăm"),
        ("xvi", "mười sáu"),
        ("xix", "mười chín"),
        ("xx", "hai mươi"),
        ("xxi", "hai mươi mốt"),
        ("xl", "bốn mươi"),
        ("lx", "sáu mươi"),
        ("xc", "chín mươi"),
        ("cd", "bốn trăm"),
        ("cm", "chín trăm"),
        ("mm", "hai nghìn"),
    ],
)
def test_each_small_numeral_has_its_value(small: str, value: str) -> None:
    assert say(f"phần {small}.").spoken == f"phần {value}."


@pytest.mark.parametrize("stop", list(".,;:)"))
def test_small_letters_that_may_be_a_word_are_a_numeral_before_a_stop(stop: str) -> None:
    assert say(f"mục i{stop} x").spoken.startswith("mục một")


FORMS = [
    ("khóa XVA", "khóa mười lăm a"),
    ("khóa XVb", "khóa mười lăm bê"),
    ("thế kỷ XV – XVI", "thế kỷ mười lăm đến mười sáu"),
    ("thứ IV", "thứ tư"),
    ("khóa XVa", "khóa mười lăm a"),
    ("khóa XVB", "khóa mười lăm bê"),
    ("mục I-II", "mục một đến hai"),
    ("quân khu I-V", "quân khu một đến năm"),
    ("kcn I-V", "kcn một đến năm"),
    ("nhà máy I-V", "nhà máy một đến năm"),
    ("chương D", "chương năm trăm"),
    ("chương L", "chương năm mươi"),
    ("mục CD", "mục bốn trăm"),
    ("mục dc", "mục sáu trăm"),
    ("Mục X, XVI", "Mục mười, mười sáu"),
    ("XVI. Kết", "mười sáu. Kết"),
    ("II–X. Kết", "hai đến mười. Kết"),
    ("XXa. Kết", "hai mươi a. Kết"),
    ("quí IV", "quí tư"),
    ("quý iv", "quý tư"),
    ("khóa IV", "khóa bốn"),
    ("chương C", "chương một trăm"),
    ("chương MDCLXVI", "chương một nghìn sáu trăm sáu mươi sáu"),
    ("chương CDXLIV", "chương bốn trăm bốn mươi tư"),
    ("chương CMXC", "chương chín trăm chín mươi"),
    ("V) Kết", "năm) Kết"),
    ("V/ Kết", "năm. Kết"),
    ("V - Kết", "năm - Kết"),
    ("V – Kết", "năm, Kết"),
    ("V: Kết", "năm: Kết"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_way_to_write_a_numeral_is_read(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


SURE = words(
    "II, III, VII, VIII, XII, XIII, XIV, XV, XVI, XVII, XVIII, XIX, XXI, XXII, XXIII, XXIV, XXV"
)


@pytest.mark.parametrize("roman", SURE)
def test_some_capitals_are_surely_numerals(roman: str) -> None:
    (reading,) = say(f"đội {roman}").trace
    assert (reading.rule, reading.confidence) == ("roman", 0.8)
    assert not say(f"đội {roman}").warnings


NAMES = {"I": "i", "V": "vê", "X": "ích"}


@pytest.mark.parametrize("roman", words("IV, VI, IX, XI, XX"))
def test_some_capitals_may_be_numerals_and_are_flagged(roman: str) -> None:
    said = say(f"đội {roman}")
    (warning,) = said.warnings
    assert (warning.code, said.trace[0].confidence) == ("ambiguous-roman", 0.5)
    assert warning.alternatives == (" ".join(NAMES[letter] for letter in roman),)
    behind_a_name = say(f"Putin {roman}")
    assert (behind_a_name.warnings, behind_a_name.trace[0].confidence) == ((), 0.6)
    assert say(f"ông Putin {roman}").trace[0].confidence == 0.6


def test_what_is_flagged_is_the_numeral_with_its_letter() -> None:
    (warning,) = say("đội IVa").warnings
    assert (warning.written, warning.alternatives) == ("IVa", ("i vê a",))
    assert "«IVa»" in warning.reason


@pytest.mark.parametrize(
    ("printed", "confidence"),
    [("khóa V", 1.0), ("vua Henry V", 0.9), ("Mục X, V", 0.9), ("V. Kết", 0.9), ("mục ix", 0.7)],
)
def test_a_numeral_is_as_sure_as_what_shows_it(printed: str, confidence: float) -> None:
    assert say(printed).trace[-1].confidence == confidence


LISTS = [
    ("X, V", "ích, năm", "at the beginning"),
    ("Mục I, V", "Mục một, năm", "a numeral of one stroke"),
    ("Mục I - II - V", "Mục một đến hai - năm", "behind a range and a dash"),
    ("Mục I – II – V", "Mục một đến hai, năm", "behind a range and a longer dash"),
    ("mục (X, V)", "mục (ích, năm)", "in brackets"),
    ("phần AX, V", "phần a ích, vê", "the end of other capitals"),
    ("mục I – V và X", "mục một đến năm và mười", "a dash and a word"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), LISTS)
def test_a_numeral_before_it_in_a_list_is_needed(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
