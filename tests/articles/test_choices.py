"""What a person takes in and leaves out, whatever was told of it."""

from datetime import UTC

from service.articles.blocks import read_blocks
from service.articles.choices import BY_EDITOR, NO_CHOICES, Choices, line_keys
from service.articles.recognise import recognise
from service.articles.recognised import Recognised
from service.model.content import Table

PAGE = """<html><head><title>Xã Bình An có cầu mới</title></head><body>
<nav><a href="/">Trang chủ</a> <a href="/tin">Tin tức của xã</a></nav>
<h1>Xã Bình An có cầu mới</h1>
<article><p>Sáng 3/10, xã Bình An khánh thành cây cầu bắc qua rạch Dừa sau tám tháng.</p>
<p>Cầu dài 42 m, thay chiếc cầu ván mà bà con đi lại hơn ba mươi năm nay.</p></article>
<aside class="sidebar"><p>Giờ mở cầu</p><table><tr><th>Ngày</th><th>Giờ</th></tr>
<tr><td>Thứ Hai</td><td>8h</td></tr></table></aside></body></html>"""
TEXT = """Xã Bình An có cầu mới
Sáng 3/10, xã Bình An khánh thành cây cầu bắc qua rạch Dừa sau tám tháng.
Cầu dài 42 m, thay chiếc cầu ván mà bà con đi lại hơn ba mươi năm nay.
Chia sẻ
Bản quyền thuộc về xã"""


def read(choices: Choices = NO_CHOICES, page: str = PAGE, kind: str = "text/html") -> Recognised:
    return recognise(read_blocks(page, kind, choices=choices), zone=UTC)


def key_of(found: Recognised, text: str) -> str:
    """The key of the part that was left out and holds ``text``."""
    return next(
        key for key, each in zip(found.parts, found.left_out, strict=False) if each.text == text
    )


def test_a_part_that_was_left_out_is_taken_in_whole_with_its_structure() -> None:
    key = key_of(read(), "Giờ mở cầu")
    found = read(Choices(frozenset({key})))
    assert [leaf.text for leaf in found.content.leaves][2:] == [
        "Giờ mở cầu",
        "Ngày; Giờ",
        "Ngày: Thứ Hai; Giờ: 8h",
    ]
    assert any(isinstance(node, Table) for node in found.content.nodes)
    assert "Trang chủ" in [each.text for each in found.left_out]


def test_a_line_that_was_taken_is_left_out_by_its_editor() -> None:
    key, text = read().lines[1]
    found = read(Choices(left=frozenset({key})))
    assert text not in [leaf.text for leaf in found.content.leaves]
    assert (text, BY_EDITOR) in [(each.text, each.reason) for each in found.left_out]
    assert key_of(found, text) == key


def test_lines_of_plain_text_go_both_ways_too() -> None:
    plain = read(page=TEXT, kind="text/plain")
    key = key_of(plain, "Bản quyền thuộc về xã")
    found = read(Choices(frozenset({key}), frozenset({plain.lines[0][0]})), TEXT, "text/plain")
    assert [leaf.text for leaf in found.content.leaves] == [
        "Cầu dài 42 m, thay chiếc cầu ván mà bà con đi lại hơn ba mươi năm nay.",
        "Bản quyền thuộc về xã",
    ]


def test_the_title_stays_the_title_and_an_unknown_key_changes_nothing() -> None:
    title = line_keys(["Xã Bình An có cầu mới"])[0]
    assert read(Choices(frozenset({"e9999", "l0", title}), frozenset({title}))) == read()


def test_every_line_that_is_left_out_of_a_page_has_a_key() -> None:
    found = read()
    assert len(found.parts) == len(found.left_out)
    assert all(found.parts)


def test_equal_lines_have_keys_of_their_own() -> None:
    assert len(set(line_keys(["Một", "Một", "Hai"]))) == 3
    assert line_keys(["Hai", "Một"])[1] == line_keys(["Một"])[0]
