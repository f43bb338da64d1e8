"""Abbreviations of the table."""

import pytest

from service.text.spoken import say

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
