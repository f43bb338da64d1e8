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
