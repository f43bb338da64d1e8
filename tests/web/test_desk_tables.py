"""The desk shows how each table of an article is read, and reads one otherwise on demand."""

import html
import re

from service.model import AuditQuery
from tests.web.newsroom import Editor, Newsroom

PAGE = """<article><h1>Phường công bố giá giữ xe mới</h1>
<p>Phường công bố giá giữ xe mới, áp dụng từ tháng sau ở mọi bãi của phường.</p>
<table><caption>Giá giữ xe</caption><tr><th>Xe</th><th>Giá</th></tr>
<tr><td>Xe đạp</td><td>2.000 đồng</td></tr></table></article>"""


def test_a_table_is_read_as_the_editor_chooses_and_by_the_settings_again(
    newsroom: Newsroom,
) -> None:
    editor = Editor(newsroom)
    article = newsroom.take_in("bang/mot", PAGE)
    address = f"/desk/articles/{article.id}"
    page = html.unescape(editor.get(address).text)
    assert "Đọc bảng 1 (“Giá giữ xe”)" in page
    assert "theo thiết đặt chung (từng dòng)" in page
    assert "Xe: Xe đạp; Giá: hai nghìn đồng" in page
    found = re.search(r'name="table" value="(\w+)"', page)
    assert found is not None

    assert editor.post(f"{address}/tables", table=found[1], reading="summary").status == 303
    page = html.unescape(editor.get(address).text)
    assert "Bảng có một dòng, hai cột: Xe, Giá; không đọc từng dòng." in page
    assert '<option value="summary" selected>' in page

    assert editor.post(f"{address}/tables", table=found[1], reading="").status == 303
    assert "Xe: Xe đạp; Giá: hai nghìn đồng" in html.unescape(editor.get(address).text)
    assert editor.post(f"{address}/tables", table="0" * 12, reading="rows").status == 404
    assert editor.post(f"{address}/tables", table=found[1], reading="loud").status == 422


def test_of_a_choice_that_changes_nothing_the_audit_tells_nothing(
    newsroom: Newsroom,
) -> None:
    editor = Editor(newsroom)
    article = newsroom.take_in("bang/nhu-cu", PAGE)
    address = f"/desk/articles/{article.id}"
    found = re.search(r'name="table" value="(\w+)"', editor.get(address).text)
    assert found
    for reading in ("", "summary", "summary", "", ""):
        assert editor.post(f"{address}/tables", table=found[1], reading=reading).status == 303
    told = newsroom.service.library.audit(query=AuditQuery(subject=article.id))
    assert [each.action for each in told][:-1] == ["table-removed", "table"]


def test_an_article_without_tables_has_no_form_for_them(newsroom: Newsroom) -> None:
    article = newsroom.take_in("bang/khong")
    assert "/tables" not in Editor(newsroom).get(f"/desk/articles/{article.id}").text
