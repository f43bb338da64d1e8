"""The dashboard over HTTP: charts with their tables, of what was really done."""

import html
import re

import pytest

from tests.web.newsroom import SHORT, Editor, Newsroom


def test_what_was_made_is_told_in_a_chart_and_in_its_table(
    newsroom: Newsroom, editor: Editor
) -> None:
    def made() -> int:
        page = html.unescape(editor.get("/desk/dashboard").text)
        found = re.search(r"<dt>Bản đọc làm xong</dt><dd>(\d+)</dd>", page)
        assert found is not None
        return int(found[1])

    before = made()
    newsroom.record("bang/1", SHORT.replace("120 tỷ", "123 tỷ"))
    assert made() == before + 1
    page = html.unescape(editor.get("/desk/dashboard").text)
    for chart in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert "<title" in chart
        assert "<desc" in chart
        assert "style=" not in chart, "the policy of the pages forbids it"
    assert page.count("<svg") == page.count("<table")
    assert "Từ lúc đăng đến lúc có tiếng" in page


@pytest.mark.parametrize(
    ("query", "days"), [("", 7), ("?ngay=30", 30), ("?ngay=x", 7), ("?ngay=9", 7)]
)
def test_the_dashboard_looks_back_seven_or_thirty_days(
    newsroom: Newsroom, editor: Editor, query: str, days: int
) -> None:
    newsroom.record("bang/2", SHORT.replace("120 tỷ", "124 tỷ"))
    page = editor.get(f"/desk/dashboard{query}").text
    assert f"Tình hình {days} ngày qua" in page
    made = page.split('id="made"')[1].split("</table>")[0]
    assert made.count('<th scope="row">') == days
