"""Numbers of official documents."""

import pytest

from service.text.spoken import say

CASES = [
    (
        "số 123/2021/QĐ-UBND",
        (
            "số một trăm hai mươi ba trên hai nghìn không trăm hai mươi mốt trên quyết định "
            "Ủy ban nhân dân"
        ),
        "with a year",
    ),
    ("15-CT/TW", "mười lăm, chỉ thị Trung ương", "party documents"),
    ("19-NQ/TW", "mười chín, nghị quyết Trung ương", "party documents"),
    (
        "100/2019/NĐ-CP",
        "một trăm trên hai nghìn không trăm mười chín trên nghị định chính phủ",
        "a decree",
    ),
    ("749/QĐ-TTg", "bảy trăm bốn mươi chín trên quyết định Thủ tướng", "a decision"),
    (
        "31/2024/QH15",
        ("ba mươi mốt trên hai nghìn không trăm hai mươi tư trên Quốc hội khóa mười lăm"),
        "a law",
    ),
    ("QH14", "Quốc hội khóa mười bốn", "a term of the assembly"),
    (
        "22/2021/TT-BGDĐT",
        (
            "hai mươi hai trên hai nghìn không trăm hai mươi mốt trên thông tư Bộ Giáo dục "
            "và Đào tạo"
        ),
        "a circular",
    ),
    ("Số: 123/BC-UBND", "Số: một trăm hai mươi ba trên báo cáo Ủy ban nhân dân", "a report"),
    ("NQ 68", "nghị quyết sáu mươi tám", "in short"),
    ("NĐ-CP", "nghị định chính phủ", "codes alone"),
    (
        "ISO 9001:2015",
        ("i ét o chín nghìn không trăm linh một hai chấm hai nghìn không trăm mười lăm"),
        "a standard",
    ),
    (
        "QCVN 01:2021/BXD",
        (
            "quy chuẩn Việt Nam không một hai chấm hai nghìn không trăm hai mươi mốt trên Bộ "
            "Xây dựng"
        ),
        "a standard with its body",
    ),
    (
        "TCVN 5574:2018",
        (
            "tiêu chuẩn Việt Nam năm nghìn năm trăm bảy mươi tư hai chấm hai nghìn không "
            "trăm mười tám"
        ),
        "a standard",
    ),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_documents_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


FORMS = [
    ("20A-123", "hai mươi a-một trăm hai mươi ba"),
    ("15/2021/CT", "mười lăm trên hai nghìn không trăm hai mươi mốt trên chỉ thị"),
    ("15/2021/QĐ", "mười lăm trên hai nghìn không trăm hai mươi mốt trên quyết định"),
    (
        "15a/2021/QĐ-UBND",
        "mười lăm a trên hai nghìn không trăm hai mươi mốt trên quyết định Ủy ban nhân dân",
    ),
    (
        "15 / 2021 / QĐ - UBND",
        "mười lăm trên hai nghìn không trăm hai mươi mốt trên quyết định Ủy ban nhân dân",
    ),
    ("15/QĐ.UBND", "mười lăm trên quyết định Ủy ban nhân dân"),
    (
        "123456/QĐ-UBND",
        "một trăm hai mươi ba nghìn bốn trăm năm mươi sáu trên quyết định Ủy ban nhân dân",
    ),
    (
        "1234567/QĐ-UBND",
        "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy trên quyết định Ủy ban nhân dân",
    ),
    ("05/QĐ-UBND", "không năm trên quyết định Ủy ban nhân dân"),
    ("5/QĐ-UBND", "năm trên quyết định Ủy ban nhân dân"),
    ("005/QĐ-UBND", "không không năm trên quyết định Ủy ban nhân dân"),
    ("15/2021/QH14", "mười lăm trên hai nghìn không trăm hai mươi mốt trên Quốc hội khóa mười bốn"),
    ("QH", "Quốc hội"),
    ("QH14a", "QH mười bốn a"),
    ("aQH14", "aQH mười bốn"),
    ("QH/14", "quy hát trên mười bốn"),
    ("CT/TW", "chỉ thị Trung ương"),
    ("QĐ/TTg", "quyết định Thủ tướng"),
    ("QĐ", "quyết định"),
    (
        "TCVN 5574:2018",
        "tiêu chuẩn Việt Nam năm nghìn năm trăm bảy mươi tư hai chấm hai nghìn không trăm mười tám",
    ),
    (
        "TCVN-5574:2018",
        "tiêu chuẩn Việt Nam năm nghìn năm trăm bảy mươi tư hai chấm hai nghìn không trăm mười tám",
    ),
    (
        "ISO 9001-1:2015",
        "i ét o chín nghìn không trăm linh một gạch ngang một hai chấm "
        "hai nghìn không trăm mười lăm",
    ),
    (
        "ISO 9001:2015/BTC",
        "i ét o chín nghìn không trăm linh một hai chấm hai nghìn không trăm "
        "mười lăm trên Bộ Tài chính",
    ),
    ("iso 9001:2015", "iso chín nghìn không trăm linh một trên hai nghìn không trăm mười lăm"),
    ("ISO 9001:15", "i xô chín nghìn không trăm linh một trên mười lăm"),
    ("NQ68", "nghị quyết sáu mươi tám"),
    ("CT 05", "chỉ thị không năm"),
    ("CT05", "cao tốc không năm"),
    ("CT 5", "công ty năm"),
    ("KL 12.5", "kết luận mười hai chấm năm"),
    ("HD 36", "hướng dẫn ba mươi sáu"),
    ("HD 3", "hướng dẫn ba"),
    ("QĐ 123", "quyết định một trăm hai mươi ba"),
    ("QĐ 12345", "quy đê mười hai nghìn ba trăm bốn mươi lăm"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_document_number_and_what_only_looks_like_one_is_read(
    printed: str, spoken: str
) -> None:
    assert say(printed).spoken == spoken


@pytest.mark.parametrize("kind", ["NQ", "NĐ", "QĐ", "CT", "TT", "KL", "HD"])
def test_a_kind_in_short_and_two_digits_are_a_document(kind: str) -> None:
    (reading,) = say(f"{kind} 36").trace
    assert reading.rule == "document"


@pytest.mark.parametrize(
    "kind",
    ["QĐ", "NĐ", "NQ", "CT", "TT", "TTLT", "CV", "KH", "TB", "KL", "HD", "BC", "QCVN", "TCVN",
     "CĐ",  "PL"],
)  # fmt: skip
@pytest.mark.parametrize("body", ["/UBND", "-TTg", "-BYT/TW"])
def test_codes_of_kind_and_body_are_a_document_without_a_number(kind: str, body: str) -> None:
    found = [(each.rule, each.written) for each in say(f"theo {kind}{body}").trace]
    assert ("document-code", f"{kind}{body}") in found


BESIDE = [
    (
        "31/2024/QYH15",
        "ba mươi mốt trên hai nghìn không trăm hai mươi tư trên quy y hát",
        "no assembly",
    ),
    (
        "31/2024/QH15a",
        "ba mươi mốt trên hai nghìn không trăm hai mươi tư trên QH mười lăm a",
        "a letter behind the term",
    ),
    ("22.5/QĐ-UBND", "hai mươi hai chấm năm trên quyết định Ủy ban nhân dân", "a decimal in front"),
    ("19NQ/TW", "mười chín en quy trên Trung ương", "a code, no number and kind"),
    ("theoTB-TTg", "theoTB-Thủ tướng", "the end of a word"),
    ("TTr-UBND", "tờ trình Ủy ban nhân dân", "a proposal"),
    ("31/2024/QH", "ba mươi mốt trên hai nghìn không trăm hai mươi tư trên Quốc hội", "no term"),
    ("15/5/QĐ-UBND", "ngày mười lăm tháng năm trên quyết định Ủy ban nhân dân", "a date in front"),
    ("xNQ 68", "xNQ sáu mươi tám", "the end of a word before a number"),
    (
        "ISO 9001:20155",
        "i xô chín nghìn không trăm linh một trên hai mươi nghìn một trăm năm mươi lăm",
        "no year",
    ),
    ("QĐ123", "quyết định một trăm hai mươi ba", "a decision closed up"),
    ("NĐ123", "nghị định một trăm hai mươi ba", "a decree closed up"),
    ("NQ123", "nghị quyết một trăm hai mươi ba", "a resolution closed up"),
    ("3/QH14", "ba trên quy hát mười bốn", "no term behind a slash"),
    ("1/QH/14", "một trên quy hát trên mười bốn", "no term without its number"),
    ("KL 12,5", "kết luận mười hai phẩy năm", "a decimal behind a kind"),
]


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("15a/2021/QĐ-UBND", "document"),
        ("15 / 2021 / QĐ - UBND", "document"),
        ("15 /2021/QĐ-UBND", "document"),
        ("15/ 2021/QĐ-UBND", "document"),
        ("TTr-UBND", "document-code"),
        ("ISO 9001-1:2015/BTC", "standard"),
        ("xISO 9001:2015", None),
        ("xNQ68", None),
        ("xNQ 68", None),
    ],
)
def test_a_document_is_read_whole_or_not_at_all(printed: str, rule: str | None) -> None:
    found = [(reading.rule, reading.written) for reading in say(printed).trace]
    if rule:
        assert found == [(rule, printed)]
    else:
        assert not {name for name, _ in found} & {"document", "standard"}


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_what_stands_beside_a_number_tells_whether_it_is_a_documents(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
