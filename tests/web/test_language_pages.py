"""The desk's pages in English: what is still Vietnamese on them is the newsroom's, and says so."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lxml import etree, html

from service.model import Role
from tests.web.newsroom import Answer, Editor, Newsroom
from tests.web.outside import VIETNAMESE

DOUBTFUL = """<article><h1>Giá vàng tăng mạnh</h1>
<p>Ngày 31/2, giá vàng lên 84,% so với TTXVN đưa tin hôm 12/3. HĐQT họp lúc 8h.</p>
<p>Ông QWZ nói giá sẽ còn tăng 3-4 lần.</p>
<table><tr><th>Tháng</th><th>Giá</th></tr><tr><td>Một</td><td>70</td></tr></table></article>"""
SPARED = ("title", "textarea", "script", "datalist")


class EnglishReader(Editor):
    """Somebody who has chosen English."""

    def __init__(self, newsroom: Newsroom) -> None:
        library = newsroom.service.library
        person = library.add_person("Jane", Role.ADMIN, (), datetime.now(UTC))
        super().__init__(newsroom, person)
        self.cookie += "; loa_language=en"


@pytest.fixture(scope="module")
def reader(newsroom: Newsroom) -> EnglishReader:
    return EnglishReader(newsroom)


def unmarked(page: str) -> list[str]:
    """The Vietnamese of a page that is not marked: its text, and what names its elements.

    What stands in fields is the reader's own, and a page's title cannot be marked.
    """
    root = html.document_fromstring(page)
    for each in list(root.iter()):
        if each.get("lang") == "vi" or each.tag in SPARED:
            etree.strip_tags(each, "*")
            each.text = ""
    named = [each.get(name, "") for each in root.iter() for name in ("aria-label", "alt")]
    shown = [*root.itertext(), *named]
    return [str(each).strip() for each in shown if VIETNAMESE.search(str(each))]


def left_on(answer: Answer) -> list[str]:
    assert '<html lang="en">' in answer.text
    return unmarked(answer.text)


def paths(newsroom: Newsroom, article_id: str) -> Iterator[str]:
    yield from ("/desk/", "/desk/?tim=gia&trang-thai=public", "/desk/?tim=khong-co-bai-nay")
    yield from (f"/desk/articles/{article_id}{rest}" for rest in ("", "/history", "/waveform"))
    yield from (f"/desk/articles/{article_id}?show={show}" for show in ("doubtful", "unread"))
    yield f"/desk/articles/{article_id}/edit"
    yield f"/desk/articles/{article_id}/compare?cu=e:1&moi=e:1&gi=doc"
    yield from ("/desk/new", "/desk/lexicon", "/desk/lexicon?tim=x", "/desk/dashboard")
    yield from ("/desk/dashboard?ngay=30", "/desk/sessions", "/desk/tokens", "/desk/webhooks")
    yield from ("/desk/people", "/desk/people/1", "/desk/account", "/desk/account/second-factor")
    yield from ("/desk/audit", "/desk/audit?act=release&since=x", "/desk/nowhere", "/desk/jobs/x")


def test_every_page_is_english_but_for_what_is_the_newsrooms(
    newsroom: Newsroom, reader: EnglishReader
) -> None:
    article_id = newsroom.record("ngon-ngu/vang", DOUBTFUL).id
    left = {path: left_on(reader.get(path)) for path in paths(newsroom, article_id)}
    assert {path: words for path, words in left.items() if words} == {}
