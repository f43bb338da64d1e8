"""Abbreviations of the table, and the table itself."""

import re
import unicodedata

import pytest

from service.tables import table_lines
from service.text.abbreviations import known_abbreviations, say_known
from service.text.spoken import say
from service.text.syllables import is_syllable

TABLE = table_lines("abbreviations")
DOMAINS = {
    "state", "party", "law", "security", "education", "health", "economy", "sport", "media",
    "culture", "transport", "place", "world", "science", "title", "general",
}  # fmt: skip
SOURCES = {"newsroom", "soe-vinorm", "decree-30-2020"}
WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:,? [^\W\d_]+(?:-[^\W\d_]+)*)*")

CASES = [
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh", "state"),
    ("HĐND", "Hội đồng nhân dân", "state"),
    ("BCH khóa mới", "ban chấp hành khóa mới", "party"),
    ("TP. Hồ Chí Minh", "thành phố Hồ Chí Minh", "CodeLink: no full stop is left"),
    ("TP.HCM", "Thành phố Hồ Chí Minh", "closed up"),
    ("Q. Gò Vấp", "quận Gò Vấp", "a district"),
    ("PGS.TS Nguyễn Văn A", "phó giáo sư tiến sĩ Nguyễn Văn A", "titles"),
    ("GS.TS. Trần Bình", "giáo sư tiến sĩ Trần Bình", "titles with stops"),
    ("ThS. BS. Trần Văn C.", "thạc sĩ bác sĩ Trần Văn xê.", "an initial at the end"),
    ("đ/c Bí thư", "đồng chí Bí thư", "sea-g2p #20: a comrade, not an address"),
    ("v.v...", "vân vân...", "and so on"),
    ("GD-ĐT", "giáo dục và đào tạo", "CodeLink PR #4"),
    ("GD&ĐT", "giáo dục và đào tạo", "with an ampersand"),
    ("LĐ-TB&XH", "lao động, thương binh và xã hội", "three words"),
    ("VH,TT&DL", "văn hóa, thể thao và du lịch", "with a comma"),
    (
        "TTXVN, CSGT và UBKT",
        "Thông tấn xã Việt Nam, cảnh sát giao thông và ủy ban kiểm tra",
        "CodeLink PR #4",
    ),
    ("TTO - Chiều", "Tuổi Trẻ Online - Chiều", "a by-line"),
    ("BTC giải chạy", "ban tổ chức giải chạy", "an organiser"),
    ("Thông tư của BTC", "Thông tư của Bộ Tài chính", "a ministry"),
    ("ĐT Việt Nam", "đội tuyển Việt Nam", "a team"),
    ("ĐT: 0912345678", "điện thoại: không chín một hai ba bốn năm sáu bảy tám", "a telephone"),
    ("Công ty CP Vinamilk", "Công ty cổ phần Vinamilk", "joint stock"),
    ("vốn FDI", "vốn ép đê i", "by letters"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_abbreviations_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


UNBROKEN = [
    ("thế kỷ XX", "thế kỷ hai mươi", "a numeral, not «xét xử»"),
    ("QĐ số 12", "quyết định số mười hai", "a key before a number"),
    ("ĐT 261 qua xã", "đường tỉnh hai trăm sáu mươi mốt qua xã", "a road"),
    ("xe biển số 20A-123.45", "xe biển số hai mươi a một hai ba bốn năm", "a plate"),
    ("tàu BĐ 12345 TS", "tàu bê đê mười hai nghìn ba trăm bốn mươi lăm tê ét", "a boat"),
    ("MH370, SH150i", "em hát ba bảy không, SH một năm không i", "models"),
    ("CD", "xê đê", "a by-line of initials"),
    ("CT", "xê tê", "a by-line that is an ambiguous key"),
    ("PV", "phóng viên", "a by-line that is a usual one"),
    ("50.000đ/kg", "năm mươi nghìn đồng một ki lô gam", "money, not a comrade"),
    ("rau, củ, v.v. và quả", "rau, củ, vân vân và quả", "its stop is none within a sentence"),
    ("rau, củ, v.v. Sau đó", "rau, củ, vân vân. Sau đó", "its stop ends a sentence"),
    ("ông Lê Văn H. Sau đó", "ông Lê Văn hát. Sau đó", "an initial, not a district"),
    ("anh P. Bị cáo khai", "anh pê. Bị cáo khai", "an initial, not a ward"),
    ("Anh P. Bị cáo khai", "Anh pê. Bị cáo khai", "an initial behind a capital"),
    ("HÀ NỘI THÊM CA MẮC", "HÀ NỘI THÊM CA MẮC", "a headline's word is no police"),
    ("bài hát “CA NGỢI TỔ QUỐC” hay", "bài hát “CA NGỢI TỔ QUỐC” hay", "a title's word"),
    ("UBND HÀ NỘI MỞ HỘI CHỢ", "Ủy ban nhân dân HÀ NỘI MỞ HỘI CHỢ", "a headline's abbreviation"),
]

JOINED = [
    ("CSGT-CSCĐ", "cảnh sát giao thông, cảnh sát cơ động", "a hyphen parts two"),
    ("UBND,HĐND", "Ủy ban nhân dân, Hội đồng nhân dân", "a comma without a space"),
    ("GD&ĐT-UBND", "giáo dục và đào tạo, Ủy ban nhân dân", "a key with a joint of its own"),
    ("NN&PTNT, LĐ-TB&XH", "nông nghiệp và phát triển nông thôn, lao động, thương binh và xã hội",
     "the joints of neighbours"),
    ("VH, TT&DL", "văn hóa, thể thao và du lịch", "a space behind the comma"),
    ("KTS.ThS Lê A", "kiến trúc sư thạc sĩ Lê A", "titles in a row"),
    ("BS.CKII. Lê Thị Lan", "bác sĩ chuyên khoa hai Lê Thị Lan", "a stop behind joined titles"),
    ("tp. Huế, tp.HCM", "thành phố Huế, thành phố Hồ Chí Minh", "in small letters"),
    ("TP.Thủ Đức", "thành phố Thủ Đức", "a name closed up"),
    ("Q.Gò Vấp, P.12", "quận Gò Vấp, phường mười hai", "districts closed up"),
    ("KB,CB", "khám bệnh, chữa bệnh", "a key with a comma alone"),
    ("UBND&HĐND", "Ủy ban nhân dân và Hội đồng nhân dân", "a sign that is no key's"),
]  # fmt: skip

AMBIGUOUS = [
    ("BTC cuộc thi", "ban tổ chức cuộc thi"),
    ("thông tư của BTC", "thông tư của Bộ Tài chính"),
    ("nghị định của CP", "nghị định của chính phủ"),
    ("Công ty CP Sữa", "Công ty cổ phần Sữa"),
    ("mã CP này tăng", "mã cổ phiếu này tăng"),
    ("TT Trump hội đàm", "tổng thống Trump hội đàm"),
    ("TT Hương Sơn, huyện Phú Bình", "thị trấn Hương Sơn, huyện Phú Bình"),
    ("TT. Thích Chân Quang", "Thượng tọa Thích Chân Quang"),
    ("TT. Hương Sơn", "thị trấn Hương Sơn"),
    ("1.200 TS dự thi", "một nghìn hai trăm thí sinh dự thi"),
    ("TS Lê Bình", "tiến sĩ Lê Bình"),
    ("đảo HS, TS", "đảo Hoàng Sa, Trường Sa"),
    ("HS lớp 5", "học sinh lớp năm"),
    ("bị cáo và LS bào chữa", "bị cáo và luật sư bào chữa"),
    ("thăm mộ LS", "thăm mộ liệt sĩ"),
    ("chụp CT", "chụp xê tê"),
    ("CT UBND tỉnh", "chủ tịch Ủy ban nhân dân tỉnh"),
    ("Đ/c: 12 Lê Lợi", "Địa chỉ: mười hai Lê Lợi"),
    ("đ/c Lan", "đồng chí Lan"),
    ("Có mặt: đ/c Lan", "Có mặt: đồng chí Lan"),
    ("Các đ/c: Nguyễn Lan", "Các đồng chí: Nguyễn Lan"),
    ("PV: Thưa ông", "phóng viên: Thưa ông"),
    ("GV và sinh viên", "giảng viên và sinh viên"),
    ("GV tiểu học", "giáo viên tiểu học"),
    ("NS. Xuân Bắc", "nghệ sĩ. Xuân Bắc"),
    ("NS.Xuân Bắc", "nghệ sĩ.Xuân Bắc"),
    ("KH số 15", "kế hoạch số mười lăm"),
    ("KH công nghệ", "khoa học công nghệ"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), UNBROKEN)
def test_what_is_no_abbreviation_stays_whole(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(("printed", "spoken", "why"), JOINED)
def test_joined_abbreviations_are_read_one_by_one(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(("printed", "spoken"), AMBIGUOUS)
def test_the_words_around_tell_which_meaning_is_meant(printed: str, spoken: str) -> None:
    said = say(printed)
    assert said.spoken == spoken
    assert "ambiguous-abbreviation" not in [warning.code for warning in said.warnings]


@pytest.mark.parametrize("key", ["BTC", "CP", "TT", "HS", "ĐT", "KH", "QL", "CT", "PV", "TB", "GV"])
def test_the_much_mistaken_keys_are_flagged_where_nothing_tells(key: str) -> None:
    said = say(f"Sau đó {key} đã đồng ý.")
    assert [warning.code for warning in said.warnings] == ["ambiguous-abbreviation"]
    assert said.warnings[0].alternatives


def test_an_ambiguous_key_without_context_is_flagged_with_its_other_meanings() -> None:
    said = say("Hôm qua KH đã xong")

    (warning,) = said.warnings
    assert warning.code == "ambiguous-abbreviation"
    assert (warning.written, warning.begin) == ("KH", 8)
    assert set(warning.alternatives) == {"khoa học", "khách hàng", "Khánh Hòa"}


def test_a_usual_meaning_needs_no_context() -> None:
    said = say("Hôm qua ĐH đã xong")
    assert said.spoken == "Hôm qua đại học đã xong"
    assert not said.warnings


def test_the_table_holds_at_least_eight_hundred_entries() -> None:
    assert len(TABLE) >= 800
    assert len({line[0] for line in TABLE}) >= 800


def test_no_line_of_the_table_stands_twice() -> None:
    assert len({line[:2] for line in TABLE}) == len(TABLE)


@pytest.mark.parametrize("column", [0, 1])
def test_the_table_is_in_nfc_without_outer_spaces(column: int) -> None:
    for line in TABLE:
        assert line[column] == unicodedata.normalize("NFC", line[column]).strip()


def test_a_full_form_is_words_only() -> None:
    assert not [line for line in TABLE if not WORDS.fullmatch(line[1])]


def test_a_full_form_is_made_of_vietnamese_syllables() -> None:
    """A misspelled full form would be misread by every engine."""
    borrowed = {"Online", "coin", "Đắk", "Lắk", "xcô", "clốt", "xtem"}
    words = {word for line in TABLE for word in re.findall(r"[^\W\d_]+", line[1])}
    assert {word for word in words if not is_syllable(word)} == borrowed


def test_every_line_has_a_known_domain_and_source() -> None:
    assert not [line for line in TABLE if len(line) != 5]
    assert {line[2] for line in TABLE} == DOMAINS
    assert {line[4] for line in TABLE} == SOURCES


def test_an_ambiguous_key_tells_its_meanings_apart() -> None:
    for key, lines in known_abbreviations().items():
        if len(lines) > 1:
            assert sum(line.usual for line in lines) <= 1, key
            unmarked = [line for line in lines if len(line.context) == 1 and not line.usual]
            assert not unmarked, f"{key}: {unmarked} can never be chosen"


def test_a_key_with_one_meaning_needs_no_context() -> None:
    assert not [
        lines
        for lines in known_abbreviations().values()
        if len(lines) == 1 and (lines[0].usual or len(lines[0].context) > 1)
    ]


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


@pytest.mark.parametrize(
    "person",
    words(
        "anh, chị, ông, bà, em, cô, bác, chú, cháu, bé, tên, bị cáo, bị can, vợ, chồng, con, "
        "nạn nhân, nữ sinh, nam sinh"
    ),
)
def test_one_letter_behind_a_person_is_an_initial(person: str) -> None:
    assert say(f"gặp {person} H. Sau đó").spoken == f"gặp {person} hát. Sau đó"
    assert say(f"gặp x{person} H. Sơn Động").spoken == f"gặp x{person} huyện Sơn Động"


NEAR = [
    ("U.S. Army", "u ét Army", "no key of the table"),
    ("GS:", "giáo sư:", "a colon behind"),
    ("Đ/c : 12 Lê Lợi", "Địa chỉ : mười hai Lê Lợi", "a space before the colon"),
    ("12345-BĐ", "mười hai nghìn ba trăm bốn mươi lăm-bê đê", "a boat's number in front"),
    ("BĐ 123456", "bóng đá một trăm hai mươi ba nghìn bốn trăm năm mươi sáu", "no boat's number"),
    ("BĐ 12345m", "bóng đá mười hai nghìn ba trăm bốn mươi lăm mét", "a length"),
    ("MẮC CA 12", "MẮC CA mười hai", "a word behind one in capitals"),
    ("tin CA xã", "tin công an xã", "a key among small letters"),
    ("ông H.Sau", "ông huyện Sau", "closed up it is no initial"),
    ("QUÂN H. Sau", "QUÂN huyện Sau", "capitals in front are no name"),
    ("UBNDHuyện H. Sau", "UBNDHuyện huyện Sau", "nor is what begins behind capitals"),
    ("xMẮC CA", "xMẮC công an", "the end of a word in front"),
    ("CA MẮCx", "công an MẮCx", "the beginning of a word behind"),
    ("CA XYZ", "công an ích y dét", "no word behind"),
    ("HÀ NỘI, CA, MƯA TO", "HÀ NỘI, CA, MƯA TO", "alone between commas of a headline"),
    ("ĐI CA 12", "đê i CA mười hai", "a word at the beginning"),
    ("ở tp này", "ở tp này", "small letters without a name behind"),
    ("q&UBND", "q và u bê en đê", "the end of what a sign joins"),
    ("UBND,12 xã", "Ủy ban nhân dân, mười hai xã", "no comma joins a number"),
    ("Hôm qua NV đã xong", "Hôm qua nhân viên đã xong", "the usual meaning is not the first"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), NEAR)
def test_what_stands_beside_a_key_tells_what_it_is(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


TOKENS = [
    ("HCĐ. ở tờ", "huy chương đồng. ở tờ", "a stop behind capitals ends a sentence"),
    ("tàu QCVN 12345 TS", "tàu quy chuẩn Việt Nam mười hai nghìn ba trăm bốn mươi lăm tê ét",
     "four letters are no boat"),
    ("HD.36", "hát đê ba mươi sáu", "a joint before a digit is none"),
    ("GV", "gờ vê", "a signature that has two meanings"),
    ("GD-8T", "gờ đê tám tê", "nor is a hyphen"),
    ("T&DL", "tê và du lịch", "what is unknown is stepped over"),
    ("GID&ĐT", "gờ i đê và đội tuyển", "a sign is no joint behind what is unknown"),
    ("MỘT ĐỘI CA MẮC BỆNH", "MỘT ĐỘI CA MẮC BỆNH", "a word of a headline"),
    ("Ở tp. Huế mưa", "Ở thành phố Huế mưa", "small letters alone are a written form"),
    ("Mỗi tp. Huế", "Mỗi thành phố Huế", "two letters behind a name are no initial"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "spoken", "why"), TOKENS)
def test_joints_and_stops_belong_to_known_keys_alone(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


@pytest.mark.parametrize(
    ("key", "full"), [("UBND", "Ủy ban nhân dân"), ("BTC", None), ("ZZ", None)]
)
def test_only_a_key_with_one_meaning_is_known_without_context(key: str, full: str | None) -> None:
    assert say_known(key) == full


def test_a_marker_of_the_usual_meaning_is_no_word_beside_it() -> None:
    for lines in known_abbreviations().values():
        for line in lines:
            assert "*" not in line.context
            assert "" not in line.context
            assert line.context[-1] == line.spoken.lower()


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        (f"Bộ Tài chính {'x' * 49} BTC", "Bộ Tài chính"),
        (f"Bộ Tài chính {'x' * 50} BTC", "ban tổ chức"),
        (f"BTC {'x' * 46} Bộ Tài chính", "Bộ Tài chính"),
        (f"BTC {'x' * 47} Bộ Tài chính", "ban tổ chức"),
        (f"QĐ {'x' * 15} sĩ quan", "quân đội"),
        (f"QĐ {'x' * 16} sĩ quan", "quyết định"),
        (f"sĩ quan {'x' * 15} QĐ", "quân đội"),
        (f"sĩ quan {'x' * 16} QĐ", "quyết định"),
        (f"ca khúc {'x' * 17} NS Lan", "nhạc sĩ"),
        (f"ca khúc {'x' * 18} NS Lan", "nghệ sĩ"),
    ],
)
def test_a_word_counts_so_far_and_less_far_against_the_usual_meaning(
    printed: str, spoken: str
) -> None:
    (reading,) = say(printed).trace
    assert reading.spoken == spoken


@pytest.mark.parametrize("context", ["xgiải", "giảix", "giải2", "2giải"])
def test_a_context_word_counts_as_a_whole_word_alone(context: str) -> None:
    for printed in (f"BTC {context}", f"{context} BTC"):
        assert [warning.code for warning in say(printed).warnings] == ["ambiguous-abbreviation"]
    for printed in (f"BTC {context}, giải", f"giải, {context} BTC"):
        assert not say(printed).warnings


def test_a_joint_with_its_space_lies_between_two_readings() -> None:
    trace = say("UBND, GD&ĐT").trace
    assert [reading.written for reading in trace] == ["UBND", ", ", "GD&ĐT"]


@pytest.mark.parametrize(
    ("printed", "confidence"), [("UBND", 1.0), ("Sau đó BTC đã", 0.5), ("Sau đó ĐH đã", 1.0)]
)
def test_an_abbreviation_is_as_sure_as_what_tells_its_meaning(
    printed: str, confidence: float
) -> None:
    assert say(printed).trace[0].confidence == confidence
