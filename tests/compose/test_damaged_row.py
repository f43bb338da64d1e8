"""One row of the library that is damaged takes no other episode from anybody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.compose.checkup import check_up
from service.model import Episode
from service.outputs.published_feed import read_feed
from service.tending.rounds import tend_files
from service.tending.upkeep import retire_files, shrink_cache
from tests.compose.conftest import SECOND
from tests.web.newsroom import Answer, Editor, Newsroom, open_newsroom

THIRD = "Tin thứ ba\n\n02-01-2026 09:00\n\nCâu của tin thứ ba.\n"

CUT = "content = substr(content, 1, 40)"
NO_TEXT = "content = CAST(x'7bff00fe' AS TEXT)"
ANOTHER_FORM = "content = '{}'"


@pytest.fixture
def station(two_published: Path) -> Iterator[tuple[Newsroom, Episode, Episode]]:
    with open_newsroom(two_published) as newsroom:
        yield newsroom, _episode(newsroom, "bai/1"), _episode(newsroom, "bai/2")


def _episode(newsroom: Newsroom, source_id: str) -> Episode:
    library = newsroom.service.library
    article = library.article_by_source(source_id)
    assert article is not None
    episode = library.episode(article.id)
    assert episode is not None
    return episode


def strike(newsroom: Newsroom, struck: Episode, harm: str = CUT, *, manifest: bool) -> None:
    """The row of the episode's edition is damaged; so is its manifest where that is not whole."""
    data = newsroom.service.settings.data
    with closing(sqlite3.connect(data / "loa.db")) as library, library:
        library.execute(f"UPDATE editions SET {harm} WHERE episode_id = ?", (struck.id,))  # noqa: S608
    if not manifest:
        (data / "media" / struck.id / "edition-1.json").write_bytes(b"{")


def items(feed: bytes) -> list[bytes]:
    """The items of a feed, as they are written."""
    return [each.partition(b"</item>")[0] for each in feed.split(b"<item>")[1:]]


@pytest.mark.parametrize("harm", [CUT, NO_TEXT, ANOTHER_FORM])
def test_a_damaged_episode_is_served_as_its_manifest_tells(
    station: tuple[Newsroom, Episode, Episode], harm: str
) -> None:
    newsroom, _, struck = station
    addresses = ["/", f"/episodes/{struck.id}", f"/episodes/{struck.id}/captions.vtt"]
    before = [newsroom.ask(address).text for address in addresses]
    strike(newsroom, struck, harm, manifest=True)
    assert [newsroom.ask(address).text for address in addresses] == before


@pytest.mark.parametrize("manifest", [True, False])
def test_the_next_article_is_published_and_the_feed_keeps_the_damaged_one(
    station: tuple[Newsroom, Episode, Episode], manifest: bool
) -> None:
    newsroom, _, struck = station
    before = items(newsroom.ask("/feed.xml").body)
    strike(newsroom, struck, manifest=manifest)
    newsroom.record("bai/3", THIRD, link=None)
    after = items(newsroom.ask("/feed.xml").body)
    assert len(after) == 3
    assert [each for each in after if each in before] == before


def test_what_nothing_tells_of_stays_in_lists_by_its_card_and_its_page_says_so(
    station: tuple[Newsroom, Episode, Episode],
) -> None:
    newsroom, sound, struck = station
    strike(newsroom, struck, manifest=False)
    home = newsroom.ask("/")
    assert home.status == 200
    assert sound.edition.revision.title in home.text
    assert struck.edition.revision.title in home.text
    page = newsroom.ask(f"/episodes/{struck.id}")
    assert page.status == 503
    assert "đang được sửa chữa" in page.text
    assert "loa rebuild" not in page.text
    assert newsroom.ask(f"/audio/{struck.edition.enclosure.name}").status == 200


@pytest.mark.parametrize("damaged", [1, 2])
def test_an_old_recording_leads_to_the_current_one_though_a_row_is_damaged(
    station: tuple[Newsroom, Episode, Episode], damaged: int
) -> None:
    newsroom, _, old = station
    new = newsroom.record("bai/2", SECOND.replace("Câu của", "Câu mới của"), link=None)
    assert old.edition.enclosure.name != new.edition.enclosure.name
    data = newsroom.service.settings.data
    with closing(sqlite3.connect(data / "loa.db")) as library, library:
        harm = f"UPDATE editions SET {CUT} WHERE episode_id = ? AND number = ?"  # noqa: S608
        library.execute(harm, (old.id, damaged))
    (data / "media" / old.id / f"edition-{damaged}.json").write_bytes(b"{")
    newsroom.service.media.remove(old.edition.enclosure.name)
    answer = newsroom.ask(f"/audio/{old.edition.enclosure.name}")
    address = f"/audio/{new.edition.enclosure.name}"
    assert (answer.status, answer.headers["Location"]) == (301, address)


def test_a_feed_that_was_lost_too_is_joined_of_the_items_that_are_ready(
    station: tuple[Newsroom, Episode, Episode],
) -> None:
    newsroom, sound, struck = station
    strike(newsroom, struck, manifest=False)
    (newsroom.service.settings.data / "media" / "feed.xml").unlink()
    newsroom.service.publish_channel(newsroom.service.production.now())
    assert read_feed(newsroom.ask("/feed.xml").body).episode_ids == {
        sound.id,
        struck.id,
    }


def test_a_feed_whose_ready_items_were_lost_too_offers_the_others(
    station: tuple[Newsroom, Episode, Episode],
) -> None:
    newsroom, sound, struck = station
    strike(newsroom, struck, manifest=False)
    data = newsroom.service.settings.data
    with closing(sqlite3.connect(data / "loa.db")) as library, library:
        library.execute("DELETE FROM ready_items")
    (data / "media" / "feed.xml").unlink()
    newsroom.service.publish_channel(newsroom.service.production.now())
    assert read_feed(newsroom.ask("/feed.xml").body).episode_ids == {sound.id}


@pytest.mark.parametrize("manifest", [True, False])
def test_desk_doctor_and_log_name_it(
    station: tuple[Newsroom, Episode, Episode], manifest: bool, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom, sound, struck = station
    strike(newsroom, struck, manifest=manifest)
    newsroom.ask(f"/episodes/{struck.id}")  # lists do not read it
    desk = Editor(newsroom).get("/desk/")
    assert desk.status == 200
    assert struck.id in desk.text
    assert "loa rebuild --force" in desk.text
    assert Editor(newsroom).get(f"/desk/articles/{struck.id}").status == 200
    assert struck.id in caplog.text
    for deep in (True, False):
        told = [each.vi for each in check_up(newsroom.service, lambda *_: None, deep=deep)]
        assert any(struck.id in each for each in told)
        assert not any(sound.id in each for each in told)


def test_the_upkeep_goes_on(station: tuple[Newsroom, Episode, Episode]) -> None:
    newsroom, _, struck = station
    newsroom.record("bai/1", SECOND.replace("hai", "một"), link=None)
    strike(newsroom, struck, manifest=False)
    assert (
        tend_files(newsroom.service.production.outlet, newsroom.service.production.assembler) == ()
    )
    made = newsroom.service.production
    retire_files(made.library, made.media, made.locks, made.now())
    shrink_cache(
        newsroom.service.library, newsroom.service.cache, newsroom.service.production.now(), 0
    )


def send(newsroom: Newsroom, text: str) -> Answer:
    """What the API answers to the second article, sent as ``text``."""
    token = newsroom.service.library.make_token(None, newsroom.service.production.now())
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/plain; charset=utf-8"}
    return newsroom.ask("/api/v1/articles/bai/2", "PUT", text.encode(), headers)


def assert_healed(newsroom: Newsroom, struck: Episode, words: str) -> None:
    """The episode has ``words`` in its second edition, its guid, and is told of no more."""
    episode = newsroom.service.library.episode(struck.id)
    assert episode is not None
    assert (episode.edition.number, episode.guid) == (2, struck.guid)
    assert words in newsroom.ask(f"/episodes/{struck.id}").text
    assert struck.id in read_feed(newsroom.ask("/feed.xml").body).episode_ids
    assert not newsroom.service.library.damaged_seen()
    assert "loa rebuild" not in Editor(newsroom).get("/desk/").text


@pytest.mark.parametrize("words", ["Câu của tin thứ hai.", "Câu đã sửa."])
def test_a_newsroom_that_sends_again_heals_what_nothing_tells_of(
    station: tuple[Newsroom, Episode, Episode], words: str
) -> None:
    newsroom, _, struck = station
    strike(newsroom, struck, manifest=False)
    answer = send(newsroom, SECOND.replace("Câu của tin thứ hai.", words))
    assert answer.status == 202
    newsroom.service.jobs.wait(answer.json["job"]["id"], timeout=60)
    assert_healed(newsroom, struck, words)
    assert send(newsroom, SECOND.replace("Câu của tin thứ hai.", words)).status == 200


def test_regenerate_heals_what_nothing_tells_of(
    station: tuple[Newsroom, Episode, Episode],
) -> None:
    newsroom, _, struck = station
    strike(newsroom, struck, manifest=False)
    newsroom.finish(struck.id)
    assert_healed(newsroom, struck, "Câu của tin thứ hai.")
    assert newsroom.service.regenerate(struck.id) is None
