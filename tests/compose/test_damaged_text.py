"""An article whose text is damaged in the library takes no other article from anybody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.compose.checkup import check_up
from service.desk.vocabulary import newest_articles
from service.model import Article, JobState
from tests.compose.conftest import SECOND
from tests.compose.test_damaged_row import ANOTHER_FORM, CUT, NO_TEXT, THIRD, send
from tests.web.newsroom import Editor, Newsroom, open_newsroom

CORRECTED = SECOND.replace("Câu của", "Câu đã sửa của")


@pytest.fixture
def station(two_published: Path) -> Iterator[tuple[Newsroom, Article]]:
    """Two articles are published; the second has a correction that is not spoken yet."""
    with open_newsroom(two_published) as newsroom:
        yield newsroom, newsroom.take_in("bai/2", CORRECTED, link=None)


def strike(newsroom: Newsroom, article: Article, harm: str = CUT) -> None:
    """The row of the article's newest text is damaged."""
    with closing(sqlite3.connect(newsroom.service.settings.data / "loa.db")) as library, library:
        library.execute(
            f"UPDATE revisions SET {harm} WHERE article_id = ? AND id = ?",  # noqa: S608
            (article.id, article.revision.id),
        )


@pytest.mark.parametrize("harm", [CUT, NO_TEXT, ANOTHER_FORM])
def test_lists_home_and_feed_go_on_and_the_article_is_named(
    station: tuple[Newsroom, Article], harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom, struck = station
    strike(newsroom, struck, harm)
    assert Editor(newsroom).get(f"/desk/articles/{struck.id}").status == 503
    desk = Editor(newsroom).get("/desk/")
    assert desk.status == 200
    assert "khởi công" in desk.text
    assert "gửi lại các bài ấy" in desk.text
    assert struck.id in desk.text
    assert struck.id in caplog.text
    assert "Tin thứ hai" in newsroom.ask("/").text
    newsroom.record("bai/3", THIRD, link=None)
    feed = newsroom.ask("/feed.xml").text
    assert feed.count("<item>") == 3
    listed = {each.source_id for each in newest_articles(newsroom.service.library)}
    assert listed == {"bai/1", "bai/3"}


def test_its_own_pages_say_what_is_wrong(station: tuple[Newsroom, Article]) -> None:
    newsroom, struck = station
    strike(newsroom, struck)
    page = Editor(newsroom).get(f"/desk/articles/{struck.id}")
    assert page.status == 503
    assert "gửi lại" in page.text
    for deep in (True, False):
        told = [each.vi for each in check_up(newsroom.service, lambda *_: None, deep=deep)]
        assert any(struck.id in each for each in told)


@pytest.mark.parametrize("harm", [CUT, NO_TEXT, ANOTHER_FORM])
@pytest.mark.parametrize("text", [CORRECTED, SECOND, THIRD])
def test_sent_again_or_corrected_it_is_whole_and_spoken(
    station: tuple[Newsroom, Article], text: str, harm: str
) -> None:
    newsroom, struck = station
    strike(newsroom, struck, harm)
    answer = send(newsroom, text)
    assert answer.status in (200, 202)
    if answer.json["job"]:
        job = newsroom.service.jobs.wait(answer.json["job"]["id"], timeout=60)
        assert job.state is JobState.DONE
    assert text.split("\n\n")[2].strip() in newsroom.ask(f"/episodes/{struck.id}").text
    assert "gửi lại các bài ấy" not in Editor(newsroom).get("/desk/").text
    assert newsroom.service.library.article(struck.id) is not None


def test_a_text_that_a_manifest_has_is_read_from_there(
    station: tuple[Newsroom, Article],
) -> None:
    newsroom, struck = station
    newsroom.finish(struck.id)
    strike(newsroom, struck)
    assert newsroom.service.library.article(struck.id) == struck
    assert "Tin thứ hai" in Editor(newsroom).get("/desk/").text
    assert Editor(newsroom).get(f"/desk/articles/{struck.id}").status == 200
    assert send(newsroom, CORRECTED).status == 200


def test_its_recording_is_given_up_until_it_is_sent_again(
    station: tuple[Newsroom, Article],
) -> None:
    newsroom, struck = station
    strike(newsroom, struck)
    service = newsroom.service
    service.library.wish_edition(struck.id, service.production.now())
    job = service.jobs.wait(service.jobs.enqueue(struck.id).id, timeout=60)
    assert job.state is JobState.FAILED
    wish = service.library.wish(struck.id)
    assert wish is not None
    assert wish.is_given_up
    assert "Hãy gửi lại" in (wish.message or "")
    assert send(newsroom, CORRECTED).status == 202
