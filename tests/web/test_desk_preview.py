"""The desk's preview: what stands, what is read, and each part taken in or left out by a button."""

import html
import re

import pytest

from tests.web.newsroom import Editor, Newsroom

PAGE = """<html><head><title>Xã Bình An có cầu mới</title>
<meta property="article:published_time" content="2026-10-03T08:00:00+07:00">
<meta name="author" content="Lê Thị Nam"></head><body>
<nav><a href="/">Trang chủ</a></nav><h1>Xã Bình An có cầu mới</h1>
<article><p>Sáng 3/10, xã Bình An khánh thành cây cầu bắc qua rạch Dừa sau tám tháng.</p>
<h2>Giá vé</h2><table><tr><th>Xe</th><th>Giá</th></tr><tr><td>Xe đạp</td><td>Miễn phí</td></tr>
</table><p>Cầu dài 42 m, thay chiếc cầu ván mà bà con đi lại hơn ba mươi năm nay.</p></article>
<aside class="sidebar"><p>Giờ mở cầu: từ 5 giờ sáng đến 22 giờ đêm.</p></aside></body></html>"""
HOURS = "Giờ mở cầu: từ 5 giờ sáng đến 22 giờ đêm."
LENGTH = "Cầu dài 42 m"


def form_of(page: str) -> dict[str, str]:
    """The hidden fields and filled facts of the preview, as a browser would send them on."""
    return dict(re.findall(r'name="([a-z_]+)"[^>]* value="([^"]*)"', page.split("</form>")[0]))


def button_of(page: str, name: str, text: str) -> str:
    """The value of the button ``name`` in the item that tells ``text``."""
    item = next(each for each in page.split("<li>") if text in each and f'name="{name}"' in each)
    found = re.search(rf'name="{name}" value="([^"]+)"', item)
    assert found is not None
    return found[1]


def body_of(page: str) -> str:
    """The article as the preview shows it."""
    return page.split('<div class="text">')[1].split("</div>\n<details")[0]


@pytest.fixture
def editor(newsroom: Newsroom) -> Editor:
    return Editor(newsroom)


def look(editor: Editor, **fields: str) -> str:
    answer = editor.post("/desk/new", **fields)
    assert answer.status == 200
    return html.unescape(answer.text)


def test_the_tree_stands_as_it_will_and_the_facts_are_filled_in(editor: Editor) -> None:
    page = look(editor, text=PAGE, source_id="xem/1")
    assert "<h2>Giá vé</h2>" in body_of(page)
    assert "<table" in body_of(page)
    assert 'name="author" value="Lê Thị Nam"' in page
    assert 'name="published" value="2026-10-03T08:00"' in page
    assert 'name="title" value="Xã Bình An có cầu mới"' in page
    assert "Cầu dài bốn mươi hai mét" in page


def test_the_seconds_of_a_moment_are_not_lost_by_looking_at_it(editor: Editor) -> None:
    page = look(editor, text=PAGE.replace("T08:00:00", "T08:00:30"), source_id="xem/giay")
    assert 'name="published" value="2026-10-03T08:00:30.000"' in page


def test_a_part_is_taken_in_and_a_line_left_out_without_pasting_again(
    newsroom: Newsroom, editor: Editor
) -> None:
    first = look(editor, text=PAGE, source_id="xem/2")
    assert HOURS not in body_of(first)
    take = button_of(first, "take", HOURS)
    second = look(editor, **form_of(first), take=take)
    assert HOURS in body_of(second)
    leave = button_of(second, "leave", LENGTH)
    third = look(editor, **form_of(second), leave=leave)
    assert HOURS in body_of(third)
    assert LENGTH not in body_of(third)
    assert "Người biên tập bỏ ra." in third
    kept = editor.post("/desk/new/keep", **form_of(third))
    assert kept.status == 303
    article = newsroom.service.library.article_by_source("xem/2")
    assert article is not None
    lines = [leaf.text for leaf in article.revision.leaves]
    assert HOURS in lines
    assert not any(LENGTH in line for line in lines)
    assert article.revision.summary is None


def test_what_was_left_out_by_hand_is_taken_back(editor: Editor) -> None:
    first = look(editor, text=PAGE, source_id="xem/3")
    without = look(editor, **form_of(first), leave=button_of(first, "leave", LENGTH))
    again = look(editor, **form_of(without), take=button_of(without, "take", LENGTH))
    assert LENGTH in body_of(again)


def test_a_fact_that_cannot_be_used_loses_neither_text_nor_choices(editor: Editor) -> None:
    first = look(editor, text=PAGE, source_id="xem/4")
    wrong = {**form_of(first), "link": "javascript:alert(1)"}
    refused = editor.post("/desk/new", **wrong, take=button_of(first, "take", HOURS))
    assert refused.status == 422
    assert form_of(refused.text)["raw"] == form_of(first)["raw"]


def test_the_enter_key_looks_again_and_keeps_nothing(editor: Editor) -> None:
    page = look(editor, text=PAGE, source_id="xem/5")
    buttons = re.findall(r"<button[^>]*>", page.split("<h1>")[1])
    assert buttons[0] == "<button>"
    assert "formaction" in buttons[1]


def test_a_damaged_form_is_refused(editor: Editor) -> None:
    assert editor.post("/desk/new/keep", raw="không phải base64").status == 400
    assert editor.post("/desk/new", raw="không phải base64").status == 400
