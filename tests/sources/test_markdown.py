"""Markdown: what its marks mean survives as HTML; a text that only looks alike stays a text."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sources.document import Document, StatedFacts
from service.sources.extract import read_document
from tests.sources.old_fonts import viqr, vni
from tests.sources.passages import NO_OLD_FONT, VIETNAMESE

MARKDOWN = """# Chợ quê mở cửa trở lại

Sáng nay, chợ xã **mở cửa** sau [sáu tháng sửa chữa](https://xa.example/cho).

![Cổng chợ mới](https://xa.example/cong.jpg)
*Cổng chợ mới. Ảnh: Thu Lan*

4. Mang giỏ
5. Không dùng ni lông

| Ngày | Giờ |
|------|-----|
| Thứ Hai | 5h |

Giá thuê ~~200~~ 150 nghìn đồng.[^1]

[^1]: Tính theo tháng.
"""


def read(text: str, media_type: str | None = None, name: str | None = None) -> Document:
    return read_document(text.encode("utf-8"), media_type, name=name)


def test_every_mark_of_markdown_becomes_what_it_means() -> None:
    document = read(MARKDOWN, "text/markdown; variant=CommonMark")
    assert document.media_type == "text/html"
    for expected in (
        "<h1>Chợ quê mở cửa trở lại</h1>",
        '<strong>mở cửa</strong> sau <a href="https://xa.example/cho">sáu tháng sửa chữa</a>.',
        '<figure><img src="https://xa.example/cong.jpg" alt="Cổng chợ mới" />'
        "<figcaption>Cổng chợ mới. Ảnh: Thu Lan</figcaption></figure>",
        '<ol start="4">\n<li>Mang giỏ</li>',
        "<th>Ngày</th>",
        "<td>5h</td>",
        "<s>200</s>",
        "Tính theo tháng.",
    ):
        assert expected in document.text


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("text/markdown", None),
        ("text/x-markdown", None),
        (None, "bai.md"),
        ("application/octet-stream", "BÀI.MARKDOWN"),
        (None, None),
        (None, "bai.txt"),
    ],
)
def test_markdown_is_told_by_its_type_its_name_or_its_marks(
    media_type: str | None, name: str | None
) -> None:
    assert "<h1>" in read(MARKDOWN, media_type, name).text


def test_markdown_with_few_marks_is_told_by_type_and_name_alone() -> None:
    text = "Tin vắn\n\nChợ **mở cửa** lại.\n"
    assert "<strong>" in read(text, "text/markdown").text
    assert read(text).text == text
    assert read(MARKDOWN, "text/plain").text == MARKDOWN


@pytest.mark.parametrize("text", [text for text in NO_OLD_FONT if "#" not in text])
def test_a_text_without_marks_is_no_markdown(text: str) -> None:
    assert read(text).media_type == "text/plain"


@pytest.mark.parametrize(
    "text",
    [
        "#chợquê #mởcửa mở rồi\n**Tin nóng** về chợ",
        "- một\n- hai\n1. ba\n---\n* * *\nxem [1] và (2), a_b_c, 2 * 3 * 4",
        "Tin | Ảnh | Phim\n-----\n**Đọc nhiều**",
        "## Một tiêu đề kiểu wiki\nrồi văn bản thường, không dấu nào khác.",
        "[Ảnh] (nguồn: báo) **mới**",
    ],
)
def test_signs_that_people_type_are_not_enough_to_be_markdown(text: str) -> None:
    assert read(text).text == text


def test_front_matter_states_facts_and_is_not_read() -> None:
    front = (
        '---\ntitle: "Chợ quê"\ndate: 2026-10-14T08:00:00+07:00\nauthor: Thu Lan\n'
        "tags: [chợ, 'nông thôn']\ndraft: false\n---\n"
    )
    document = read(front + "Chợ mở cửa lại.\n", "text/markdown")
    assert document.text == "<p>Chợ mở cửa lại.</p>\n"
    assert document.facts == StatedFacts(
        title="Chợ quê",
        published=datetime(2026, 10, 14, 8, tzinfo=timezone(timedelta(hours=7))),
        author="Thu Lan",
        tags=("chợ", "nông thôn"),
    )


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    text = "---\nChợ mở cửa lại.\n---\nHết.\n"
    assert "Chợ mở cửa lại." in read(text, "text/markdown").text


@pytest.mark.parametrize("write", [vni, viqr])
def test_markdown_in_an_old_font_is_converted_before_its_marks_are_read(write) -> None:  # type: ignore[no-untyped-def]
    text = "# Cầu mới\n\n" + VIETNAMESE
    assert read(write(text), "text/markdown").text == read(text, "text/markdown").text


def test_a_script_in_an_address_is_no_link() -> None:
    assert (
        "href" not in read("[x](javascript:alert(1)) [y](data:text/html,z)", "text/markdown").text
    )


@pytest.mark.parametrize("sign", ["> ", "* ", "[", "`", "![](", "_a", "**a ", "| a\n", "[^1]"])
def test_a_hundred_thousand_of_one_sign_are_read(sign: str) -> None:
    assert read("a " + sign * (100_000 // len(sign)), "text/markdown").text


@given(st.text(st.sampled_from("#*_[]()!>`~|-:^\\ \nabc1."), max_size=120))
def test_any_markdown_is_read(text: str) -> None:
    assert read(f"a{text}", "text/markdown").media_type == "text/html"
