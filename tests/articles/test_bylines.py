"""By-lines: who signed an article."""

import pytest

from service.articles.bylines import read_author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("CD", "CD"),
        ("T.H", "T.H"),
        ("P.V.", "P.V."),
        ("PV", "PV"),
        ("(CD)", "CD"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("NGUYỄN VĂN A", "NGUYỄN VĂN A"),
        ("Hoàng Anh - Thu Hà", "Hoàng Anh - Thu Hà"),
        ("Hoàng Anh và Thu Hà", "Hoàng Anh và Thu Hà"),
        ("Theo TTXVN", "TTXVN"),
        ("(Theo TTXVN)", "TTXVN"),
        ("Theo chinhphu.vn", "chinhphu.vn"),
        ("Nguồn: TTXVN", "TTXVN"),
        ("Bài, ảnh: Lê Hoa", "Lê Hoa"),
        ("Tin, ảnh: Lê Hoa", "Lê Hoa"),
        ("Bài và ảnh: Lê Hoa - Trần Bình", "Lê Hoa - Trần Bình"),
        ("PV Lê Hoa", "Lê Hoa"),
        ("Tác giả bài viết: Trần Hà", "Trần Hà"),
        ("Lê Hoa (tổng hợp)", "Lê Hoa"),
        ("Lê Hoa/TTXVN", "Lê Hoa"),
        ("Nguồn tin: songcong.example.vn", "songcong.example.vn"),
    ],
)
def test_a_by_line_names_its_author_without_the_label(line: str, author: str) -> None:
    assert read_author(line) == author


@pytest.mark.parametrize(
    "line",
    [
        "Huế",
        "STT",
        "Theo ông Nam",
        "Bài học từ cơ sở",
        "Tin vui đầu năm",
        "Diễn biến phiên họp",
        "Ông Nam nói.",
        "12 lượt bình chọn",
        "Sông Công sớm đưa nghị quyết vào cuộc sống",
        "Nguyễn Văn A cho biết",
        "",
        "-",
    ],
)
def test_other_short_lines_are_no_by_lines(line: str) -> None:
    assert read_author(line) is None
