"""Abbreviations of the table, and the table itself."""

import re
import unicodedata

import pytest

from service.text.abbreviations import known_abbreviations
from service.text.spoken import say
from service.text.tables import table_lines

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
