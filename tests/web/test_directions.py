"""What turns the direction of writing in a name turns nothing on a page but the name."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from lxml import html

from service.legal_text import close_directions
from tests.web.newsroom import SHORT, Editor, Newsroom

TURNED = "\u202e"
"""Right-to-left override: what follows is read backwards until something closes it."""


@pytest.fixture(scope="module")
def episode_id(newsroom: Newsroom) -> str:
    """An article whose headline and section leave a direction open."""
    text = SHORT.replace("Thành phố", f"Thành{TURNED} phố", 1)
    article = newsroom.take_in("bai/dao-chieu", text, section=f"Đời{TURNED} sống")
    newsroom.finish(article.id)
    return article.id


@pytest.mark.parametrize(
    "path", ["/", "/subscribe", "/episodes/{id}", "/episodes/{id}/transcript.html"]
)
def test_no_name_on_a_public_page_leaves_a_direction_open(
    newsroom: Newsroom, episode_id: str, path: str
) -> None:
    page = newsroom.ask(path.format(id=episode_id)).text
    assert TURNED in page
    assert [each for each in fields(page) if close_directions(each) != each] == []


def test_no_name_at_the_desk_leaves_a_direction_open(editor: Editor, episode_id: str) -> None:
    for path in ("/desk/figures", f"/desk/figures?bai={episode_id}&chuyen-muc={quote(TURNED)}"):
        page = editor.get(path).text
        assert [each for each in fields(page) if close_directions(each) != each] == []


def test_whom_a_private_feed_is_for_turns_nothing_on_the_page_that_shows_it(
    editor: Editor,
) -> None:
    page = editor.post("/desk/private-feeds", channel="main", name=f"Bà{TURNED} Sáu").text
    assert page.count(TURNED) > 1
    assert [each for each in fields(page) if close_directions(each) != each] == []


def fields(page: str) -> Iterator[str]:
    """Each piece of text of the page that stands beside others; a headline's is isolated."""
    for element in html.document_fromstring(page).iter("*"):
        if element.tag not in ("script", "bdi", "input"):
            inside = element.iterancestors("bdi")
            yield from () if next(inside, None) is not None else [element.text or ""]
            yield from (element.get(name, "") for name in ("title", "content", "data-title"))
        yield element.tail or ""
