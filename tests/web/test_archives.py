"""Pages of the feed's archive as clients fetch them: as the feed is, and none that is not there."""

import gzip

import pytest
from lxml import etree

from service.model import Episode
from service.model.channel import ArchiveRange
from service.model.release import Withdrawal
from tests.outputs.test_feed_schema import complaints
from tests.web.newsroom import Newsroom

MANY = "9" * 5_000
"""More digits than Python reads as a number."""


@pytest.fixture
def page(newsroom: Newsroom, episode: Episode) -> str:
    """The page of the archive that the episode is in, wherever other tests' episodes are."""
    library = newsroom.service.library
    place, last = library.publication(episode.id).sequence, library.last_range("main")
    assert place is not None
    if place > last.last:
        library.freeze_ranges("main", [ArchiveRange(last.number + 1, last.last + 1, place)])
    numbers = range(1, library.last_range("main").number + 1)
    found = [each for number in numbers if (each := library.archive_range("main", number))]
    (own,) = (each.number for each in found if each.first <= place <= each.last)
    return f"/feed/{own}.xml"


def test_a_page_is_answered_as_the_feed_is(newsroom: Newsroom, page: str, episode: Episode) -> None:
    answer, feed = newsroom.ask(page), newsroom.ask("/feed.xml")
    assert answer.status == 200
    for header in ("Content-Type", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
        assert answer.headers[header] == feed.headers[header]
    guids = [each.text for each in etree.fromstring(answer.body).iterfind("channel/item/guid")]
    assert episode.guid in guids
    again = newsroom.ask(page, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    zipped = newsroom.ask(page, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.body) == answer.body
    assert zipped.headers["ETag"] != answer.headers["ETag"]
    head = newsroom.ask(page, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == answer.headers["Content-Length"]


def test_a_page_and_the_head_that_leads_to_it_have_the_form_of_the_schema(
    newsroom: Newsroom, page: str
) -> None:
    for path in (page, "/feed.xml"):
        assert complaints(newsroom.ask(path).body) == [], path


@pytest.mark.parametrize(
    "number", ["01", "001", "%D9%A1", "0", "999999999", "1000000001", MANY, "-1", "x", "1.5"]
)
def test_a_page_that_is_not_there_is_not_found(newsroom: Newsroom, page: str, number: str) -> None:
    """Nor at another writing of its number, which caches would keep as a page of its own."""
    assert newsroom.ask(f"/feed/{number}.xml").status == 404


def test_after_the_last_page_there_is_none(newsroom: Newsroom, page: str) -> None:
    last = newsroom.service.library.last_range("main").number
    assert newsroom.ask(f"/feed/{last}.xml").status == 200
    assert newsroom.ask(f"/feed/{last + 1}.xml").status == 404


def test_what_is_withdrawn_leaves_the_page_at_once(
    newsroom: Newsroom, page: str, episode: Episode
) -> None:
    library, now = newsroom.service.library, episode.updated
    before = newsroom.ask(page)
    assert library.withdraw_episode(Withdrawal(episode.id, now, "An"))
    try:
        after = newsroom.ask(page, headers={"If-None-Match": before.headers["ETag"]})
        assert after.status == 200
        assert episode.guid.encode() not in after.body
    finally:
        library.restore_withdrawn(episode.id, now)


def test_a_section_has_its_own_archive(newsroom: Newsroom, episode: Episode) -> None:
    library = newsroom.service.library
    article_id = newsroom.take_in("bai/vuon-que", section="Vườn quê").id
    newsroom.finish(article_id)
    place = library.publication(article_id).sequence
    assert place is not None
    library.freeze_ranges("vuon-que", [ArchiveRange(1, 1, place)])
    page = newsroom.ask("/feeds/vuon-que/1.xml")
    assert page.status == 200
    assert article_id in page.text
    assert episode.guid not in page.text
    assert newsroom.ask("/feeds/vuon-que/2.xml").status == 404
    assert newsroom.ask("/feeds/khong-co/1.xml").status == 404
