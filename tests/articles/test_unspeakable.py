"""What nobody could want to hear is left out, with its place and size; nothing else is."""

import base64
import random

import pytest

from service.articles.blocks import read_blocks
from service.articles.page import Page
from service.articles.unspeakable import without_unspeakable

PROSE = "Uỷ ban nhân dân phường vừa họp bàn về việc chung của cả phường trong năm nay."
ENCODED = base64.b64encode(random.Random(1).randbytes(3_000)).decode()


def sorted_out(*lines: str) -> Page:
    return without_unspeakable(read_blocks("\n".join(lines), "text/plain"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("I" * 300_000, "một từ dài 300000 ký tự"),
        ("1/" * 50_000, "một từ dài 100000 ký tự"),
        (f"Ảnh đính kèm {ENCODED} ở cuối", "một từ dài 4000 ký tự"),
        ("75,3 " * 2_000, "9999 ký tự, hầu hết là chữ số"),
    ],
)
def test_an_endless_word_or_a_body_of_figures_is_left_out_with_place_and_size(
    line: str, told: str
) -> None:
    page = sorted_out(PROSE, line, PROSE)
    assert [block.text for block in page.blocks] == [PROSE, PROSE]
    (left,) = page.left_out
    assert left.reason.startswith("Dòng 2: ")
    assert told in left.reason
    assert len(left.text) <= 200
    assert line.startswith(left.text.removesuffix("…"))


def test_a_file_encoded_in_lines_is_left_out_whole() -> None:
    lines = [ENCODED[at : at + 76] for at in range(0, len(ENCODED) - 76, 76)]
    page = sorted_out(PROSE, *lines, PROSE)
    assert [block.text for block in page.blocks] == [PROSE, PROSE]
    assert len(page.left_out) == len(lines)
    assert {left.reason for left in page.left_out} == {
        f"Dòng 2 đến {len(lines) + 1}: {len(lines)} dòng dữ liệu mã hoá."
    }


@pytest.mark.parametrize(
    "line",
    [
        "https://bao.vn/" + "a" * 1_900,
        "12345 " * 300,
        "Nguyễn Văn A, " * 3_000,
        "sha256:" + "0123456789abcdef" * 4,
        "nghị quyết đại hội " * 20_000,
    ],
    ids=["an address", "a table of results", "a list of names", "a digest", "no stop"],
)
def test_what_somebody_may_want_to_hear_stays(line: str) -> None:
    page = sorted_out(PROSE, line, PROSE)
    assert len(page.blocks) == 3
    assert page.left_out == ()
