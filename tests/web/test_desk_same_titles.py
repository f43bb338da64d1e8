"""Two articles of one title are told apart by whoever hears nothing but the names of links."""

import re

import pytest

from tests.web.newsroom import Editor, Newsroom

NAMED = re.compile(r'<a [^>]*href="(/desk/[^"#?]+)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture
def twins(newsroom: Newsroom) -> list[str]:
    """Two articles that were recorded and are called the same."""
    text = "Giá vàng hôm nay của hai ngày\n\n02-01-2026 08:00\n\nGiá vàng {} triệu đồng."
    ids = []
    for number in (71, 72):
        article = newsroom.take_in(f"trung-ten/{number}", text.format(number))
        newsroom.finish(article.id)
        ids.append(article.id)
    return ids


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize("page", ["/desk/", "/desk/jobs"])
def test_links_of_one_name_lead_to_one_place(editor: Editor, page: str) -> None:
    places: dict[str, set[str]] = {}
    for place, name in NAMED.findall(editor.get(page).text):
        places.setdefault(" ".join(re.sub("<[^>]+>", "", name).split()), set()).add(place)
    assert [name for name in places if "Giá vàng hôm nay" in name]
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_the_audit_tells_which_article_is_meant(editor: Editor, twins: list[str]) -> None:
    for article_id in twins:
        editor.post(f"/desk/articles/{article_id}/assign", person="An")
    page = editor.get("/desk/audit").text
    assert all(f"({article_id})" in page for article_id in twins)
