"""Pages of the feed's archive as clients fetch them: as the feed is, and none that is not there."""

import gzip

import pytest
from lxml import etree

from service.model import Episode
from service.model.channel import ArchiveRange
from service.model.release import Withdrawal
from tests.outputs.test_feed_schema import complaints
from tests.web.newsroom import Newsroom

PAGE = "/feed/1.xml"
MANY = "9" * 5_000
"""More digits than Python reads as a number."""


@pytest.fixture
def archived(newsroom: Newsroom, episode: Episode) -> Episode:
    """An episode that is in the first page of the archive."""
    library = newsroom.service.library
    if library.archive_range("main", 1) is None:
        library.freeze_ranges("main", [ArchiveRange(1, 1, 99)])
    return episode


def test_a_page_is_answered_as_the_feed_is(newsroom: Newsroom, archived: Episode) -> None:
    answer, feed = newsroom.ask(PAGE), newsroom.ask("/feed.xml")
    assert answer.status == 200
    for header in ("Content-Type", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
        assert answer.headers[header] == feed.headers[header]
    guids = [each.text for each in etree.fromstring(answer.body).iterfind("channel/item/guid")]
    assert archived.guid in guids
    again = newsroom.ask(PAGE, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    zipped = newsroom.ask(PAGE, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.body) == answer.body
    assert zipped.headers["ETag"] != answer.headers["ETag"]
    head = newsroom.ask(PAGE, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == answer.headers["Content-Length"]


@pytest.mark.parametrize("path", [PAGE, "/feed.xml"])
def test_a_page_and_the_head_that_leads_to_it_have_the_form_of_the_schema(
    newsroom: Newsroom, archived: Episode, path: str
) -> None:
    assert complaints(newsroom.ask(path).body) == []


@pytest.mark.parametrize(
    "number", ["01", "001", "%D9%A1", "0", "2", "999999999", "1000000001", MANY, "-1", "x", "1.5"]
)
def test_a_page_that_is_not_there_is_not_found(
    newsroom: Newsroom, archived: Episode, number: str
) -> None:
    """Nor at another writing of its number, which caches would keep as a page of its own."""
    assert newsroom.ask(f"/feed/{number}.xml").status == 404


def test_what_is_withdrawn_leaves_the_page_at_once(newsroom: Newsroom, archived: Episode) -> None:
    library, now = newsroom.service.library, archived.updated
    before = newsroom.ask(PAGE)
    assert library.withdraw_episode(Withdrawal(archived.id, now, "An"))
    try:
        after = newsroom.ask(PAGE, headers={"If-None-Match": before.headers["ETag"]})
        assert after.status == 200
        assert archived.guid.encode() not in after.body
    finally:
        library.restore_withdrawn(archived.id, now)


def test_a_section_has_its_own_archive(newsroom: Newsroom, archived: Episode) -> None:
    library = newsroom.service.library
    article_id = newsroom.take_in("bai/kinh-te", section="Kinh tế").id
    newsroom.finish(article_id)
    library.freeze_ranges("kinh-te", [ArchiveRange(1, 1, 999)])
    page = newsroom.ask("/feeds/kinh-te/1.xml")
    assert page.status == 200
    assert article_id in page.text
    assert archived.guid not in page.text
    assert newsroom.ask("/feeds/kinh-te/2.xml").status == 404
    assert newsroom.ask("/feeds/khong-co/1.xml").status == 404
