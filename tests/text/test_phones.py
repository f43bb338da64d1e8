"""Numbers that are dialled."""

import pytest

from service.text.spoken import say

CASES = [
    ("0912345678", "không chín một hai ba bốn năm sáu bảy tám", "closed up"),
    ("0912 345 678", "không chín một hai, ba bốn năm, sáu bảy tám", "in groups"),
    ("0912.345.678", "không chín một hai, ba bốn năm, sáu bảy tám", "with points"),
    ("024.3825.1234", "không hai bốn, ba tám hai năm, một hai ba bốn", "a land line"),
    ("(024) 38251234", "không hai bốn, ba tám hai năm một hai ba bốn", "brackets"),
    ("+84 912 345 678", "cộng tám bốn, chín một hai, ba bốn năm, sáu bảy tám", "with the country"),
    ("1900 1234", "một chín không không, một hai ba bốn", "a hotline"),
    ("gọi 113", "gọi một một ba", "an emergency number"),
    ("tổng đài 1022", "tổng đài một không hai hai", "a hotline"),
    ("192.168.1.1", "một chín hai chấm một sáu tám chấm một chấm một", "an address of a computer"),
    ("091234xxxx", "không chín một hai ba bốn ích ích ích ích", "masked"),
    (
        "mã số thuế 4600123456",
        "mã số thuế bốn sáu không không một hai ba bốn năm sáu",
        "a tax number",
    ),
    (
        "84-24-38251234",
        "tám bốn, hai bốn, ba tám hai năm một hai ba bốn",
        "the country without a sign",
    ),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_phones_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


FORMS = [
    ("0912345678a", "không chín một hai ba bốn năm sáu bảy tám a"),
    ("0912345678.5", "không chín một hai ba bốn năm sáu bảy tám chấm năm"),
    ("0912 34", "không chín một hai ba mươi tư"),
    ("(0912) 345678", "không chín một hai, ba bốn năm sáu bảy tám"),
    ("84-912345678", "tám bốn, chín một hai ba bốn năm sáu bảy tám"),
    ("+84.912.345.678", "cộng tám bốn, chín một hai, ba bốn năm, sáu bảy tám"),
    ("(+84) 912345678", "cộng tám bốn, chín một hai ba bốn năm sáu bảy tám"),
    ("01", "một"),
    ("012345678901234", "không một hai ba bốn năm sáu bảy tám chín không một hai ba bốn"),
    ("1800 1234", "một tám không không, một hai ba bốn"),
    ("1700 1234", "một nghìn bảy trăm một nghìn hai trăm ba mươi tư"),
    ("19001234567", "một chín không không một hai ba bốn năm sáu bảy"),
    ("gọi 12", "gọi mười hai"),
    ("gọi số 115", "gọi số một một năm"),
    ("gọi ngay số 115", "gọi ngay số một một năm"),
    ("gọi cho tôi số 115", "gọi cho tôi số một trăm mười lăm"),
    ("gọi là 115%", "gọi là một trăm mười lăm phần trăm"),
    ("mã số thuế: 0301234567", "mã số thuế: không ba không một hai ba bốn năm sáu bảy"),
    ("A0912345678", "a không chín một hai ba bốn năm sáu bảy tám"),
    ("1.2.3.4", "một chấm hai chấm ba chấm bốn"),
    (
        "192.168.1.1.5",
        "một trăm chín mươi hai chấm một trăm sáu mươi tám chấm một chấm một chấm năm",
    ),
    ("0912***", "không chín một hai ích ích ích"),
    ("0912xxx", "không chín một hai ích ích ích"),
    ("0912xx", "không chín một hai xx"),
    ("tk 12345", "tk một hai ba bốn năm"),
    ("tkx 12345", "tkx mười hai nghìn ba trăm bốn mươi lăm"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_telephone_number_and_what_only_looks_like_one_is_read(
    printed: str, spoken: str
) -> None:
    assert say(printed).spoken == spoken


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


@pytest.mark.parametrize(
    "word",
    words(
        "gọi, tổng đài, hotline, đường dây nóng, đầu số, số điện thoại, điện thoại, đt, tel, sđt, "
        "cấp cứu, cảnh sát, bấm, nhắn tin, mobile, fax, zalo, di động, mã số, mã số thuế, mst, "
        "tài khoản, số tài khoản, tk, stk, cccd, cmnd, căn cước, căn cước công dân, số thẻ, "
        "hộ chiếu"
    ),
)
def test_what_is_dialled_or_dictated_is_read_digit_by_digit(word: str) -> None:
    assert say(f"Hãy {word}: 1155").spoken.endswith("một một năm năm")
    assert say(f"Hãy {word} ngay số 1155").spoken.endswith("một một năm năm")


BESIDE = [
    ("tk 2345đ", "tk hai nghìn ba trăm bốn mươi lăm đồng", "money"),
    ("tk 1234A5", "tk một hai ba bốn a năm", "a code"),
    ("gọi 115/5", "gọi một trăm mười lăm trên năm", "a pair"),
    ("tổng đài 110/22kV", "tổng đài một trăm mười trên hai mươi hai ki lô vôn", "a voltage"),
    ("gọi : 115", "gọi : một một năm", "a colon with a space before it"),
    (
        "a/0912 345 678",
        "a trên không chín một hai ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám",
        "behind a slash",
    ),
    ("5,0912 345", "năm phẩy không chín một hai ba trăm bốn mươi lăm", "digits of a decimal"),
    ("5,19001234", "năm phẩy một chín không không một hai ba bốn", "digits of a decimal"),
    (
        "0912.345.678.901",
        "không chín một hai, ba bốn năm, sáu bảy tám, chín không một",
        "thirteen digits",
    ),
    (
        "+84 912 345 678 901",
        "cộng tám mươi tư nghìn chín trăm mười hai tỷ ba trăm bốn mươi lăm "
        "triệu sáu trăm bảy mươi tám nghìn chín trăm linh một",
        "fourteen digits",
    ),
    (
        "1.23.456.789",
        "một chấm hai ba chấm bốn năm sáu chấm bảy tám chín",
        "an address whose second part is no group",
    ),
    ("0912XXXX", "không chín một hai ích ích ích ích", "masked by capitals"),
    ("gọi 115-6", "gọi một trăm mười lăm sáu", "a pair with a dash"),
    ("gọi 115,6", "gọi một trăm mười lăm phẩy sáu", "a decimal"),
    ("0912345678,5", "không chín một hai ba bốn năm sáu bảy tám phẩy năm", "digits of a decimal"),
    (
        "0912 345 678/5",
        "không chín một hai ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám trên năm",
        "a slash behind",
    ),
    (
        "1900 1234/5",
        "một nghìn chín trăm một nghìn hai trăm ba mươi tư trên năm",
        "a slash behind a hotline",
    ),
    (
        "1900 1234,5",
        "một nghìn chín trăm một nghìn hai trăm ba mươi tư phẩy năm",
        "a decimal behind a hotline",
    ),
    ("0912XXX", "không chín một hai ích ích ích", "masked by capitals"),
    ("a091xxx", "a không chín một xxx", "masked within a word"),
    ("0123456789012", "không một hai ba bốn năm sáu bảy tám chín không một hai", "thirteen digits"),
    (
        "84 912345678",
        "tám mươi tư chín trăm mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám",
        "no country with a space",
    ),
    ("84.912.345.678", "tám bốn, chín một hai, ba bốn năm, sáu bảy tám", "a country with a point"),
    (
        "192.168.100.100",
        "một trăm chín mươi hai tỷ một trăm sáu mươi tám triệu một trăm nghìn một trăm",
        "thousands, or an address: thousands",
    ),
    ("1.2.3.4.5", "một chấm hai chấm ba chấm bốn chấm năm", "a version"),
    ("1.2.3.4a", "một. hai. ba chấm bốn a", "no address of a computer"),
    ("g\u1ecdi\xa0115", "g\u1ecdi\xa0m\u1ed9t m\u1ed9t n\u0103m", "a no-break space"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_what_stands_beside_a_number_tells_whether_it_is_dialled(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
