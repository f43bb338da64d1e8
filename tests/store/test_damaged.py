"""What is had of a row that is damaged, what is told of it, and until when."""

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.errors import ArticleDamagedError, EpisodeDamagedError, StoreError
from service.model import Edition, Revision
from service.store.damage import damage_told_as
from service.store.library import Library, open_library
from tests.store.shelf import NOW, make_edition, make_revision

LATER = NOW + timedelta(hours=1)
Kept = dict[tuple[str, int], Edition]


@pytest.fixture
def kept() -> Kept:
    """The copies that lie elsewhere, by episode and number."""
    return {}


@pytest.fixture
def shelf(tmp_path: Path, kept: Kept) -> Iterator[Library]:
    with closing(open_library(tmp_path / "loa.db", lambda *key: kept.get(key))) as library:
        yield library


def publish(library: Library, revision: Revision, number: int = 1) -> Edition:
    article, _ = library.take_in(revision, b"raw", NOW)
    edition = make_edition(article.id, revision, number)
    library.publish_edition(edition, NOW, ())
    return edition


def spoil(folder: Path, table: str, where: str = "true") -> Mapping[int, str]:
    """What stood in the rows of ``table``, which hold half a text from now on."""
    with closing(sqlite3.connect(folder / "loa.db")) as connection, connection:
        stood = dict(connection.execute(f"SELECT rowid, content FROM {table} WHERE {where}"))  # noqa: S608
        connection.execute(f"UPDATE {table} SET content = '{{' WHERE {where}")  # noqa: S608
    return stood


def mend(folder: Path, table: str, stood: Mapping[int, str]) -> None:
    with closing(sqlite3.connect(folder / "loa.db")) as connection, connection:
        for row, content in stood.items():
            connection.execute(f"UPDATE {table} SET content = ? WHERE rowid = ?", (content, row))  # noqa: S608


def test_a_damaged_edition_is_had_from_its_copy_and_told_of_until_it_is_mended(
    shelf: Library, kept: Kept, tmp_path: Path
) -> None:
    edition = publish(shelf, make_revision())
    name = edition.episode_id
    stood = spoil(tmp_path, "editions")
    with pytest.raises(EpisodeDamagedError):
        shelf.episode(name)
    assert shelf.damaged_seen() == ((name, 1),)
    assert list(shelf.damaged_editions()) == [(name, 1, False)]
    kept[name, 1] = edition
    episode = shelf.episode(name)
    assert episode is not None
    assert episode.edition == edition
    assert shelf.editions(name) == (edition,)
    assert list(shelf.damaged_editions()) == [(name, 1, True)]
    assert shelf.damaged_seen() == ((name, 1),), "a copy mends nothing"
    mend(tmp_path, "editions", stood)
    assert shelf.episode(name) == episode
    assert shelf.damaged_seen() == ()
    assert list(shelf.damaged_editions()) == []


def test_what_is_damaged_is_logged_once(
    shelf: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name = publish(shelf, make_revision()).episode_id
    spoil(tmp_path, "editions")
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert shelf.readable_episode(name) is None
        assert [name in each.getMessage() for each in caplog.records] == [True]
        spoil(tmp_path, "revisions")
        for _ in range(3):
            assert shelf.readable_article(name) is None
    assert ["bai-1" in each.getMessage() for each in caplog.records] == [False, True]


def test_a_damaged_edition_that_was_replaced_is_nobodys_concern_at_the_desk(
    shelf: Library, tmp_path: Path
) -> None:
    first = publish(shelf, make_revision())
    spoil(tmp_path, "editions")
    assert shelf.readable_episode(first.episode_id) is None
    second = publish(shelf, make_revision(), 2)
    episode = shelf.episode(first.episode_id)
    assert episode is not None
    assert episode.edition == second
    assert shelf.damaged_seen() == ()
    assert list(shelf.damaged_editions()) == [(first.episode_id, 1, False)]
    assert list(shelf.damaged_editions(9)) == [], "of the current ones alone"


def test_damages_are_looked_for_among_the_newest_or_all(shelf: Library, tmp_path: Path) -> None:
    old, new = (publish(shelf, make_revision(source_id=f"bai-{day}", day=day)) for day in (1, 2))
    spoil(tmp_path, "editions")
    assert [each[0] for each in shelf.damaged_editions(1)] == [new.episode_id]
    assert {each[0] for each in shelf.damaged_editions()} == {old.episode_id, new.episode_id}
    spoil(tmp_path, "revisions")
    assert list(shelf.damaged_texts(1)) == [(new.episode_id, "bai-2")]
    assert list(shelf.damaged_texts()) == [(new.episode_id, "bai-2"), (old.episode_id, "bai-1")]


def test_a_damaged_text_is_had_from_the_newest_edition_that_spoke_it(
    shelf: Library, kept: Kept, tmp_path: Path
) -> None:
    other, text = make_revision("Câu khác."), make_revision()
    name = publish(shelf, other).episode_id
    spoken = publish(shelf, text, 2)
    stood = spoil(tmp_path, "revisions", f"id = '{text.id}'")
    for wrong in (None, make_edition(name, other, 2)):
        if wrong is not None:
            kept[name, 2] = wrong
        with pytest.raises(ArticleDamagedError, match="bai-1"):
            shelf.article(name)
        assert shelf.articles() == ()
    assert shelf.damaged_texts_seen() == (name,)
    kept[name, 1], kept[name, 2] = replace(spoken, number=1), spoken
    article = shelf.article(name)
    assert article is not None
    assert article.revision == text
    assert shelf.article_by_source("bai-1") == article
    assert list(shelf.damaged_texts()) == []
    assert shelf.damaged_texts_seen() == (name,), "a copy mends nothing"
    mend(tmp_path, "revisions", stood)
    assert shelf.article(name) == article
    assert shelf.damaged_texts_seen() == ()


def test_a_copy_of_another_articles_text_tells_nothing(
    shelf: Library, kept: Kept, tmp_path: Path
) -> None:
    text = make_revision()
    name = shelf.take_in(text, b"", NOW)[0].id
    other = publish(shelf, make_revision(source_id="bai-2")).episode_id
    kept[name, 1] = kept[other, 1] = make_edition(name, text)
    spoil(tmp_path, "revisions", f"article_id = '{name}'")
    assert shelf.readable_article(name) is None, "no edition spoke it"


def test_a_damaged_text_that_is_sent_again_is_whole_again(shelf: Library, tmp_path: Path) -> None:
    text = make_revision()
    article, _ = shelf.take_in(text, b"one", NOW)
    spoil(tmp_path, "revisions")
    assert shelf.published_date("bai-1") == text.published
    assert shelf.published_date("nobody") is None
    again, is_new = shelf.take_in(text, b"two", LATER)
    assert is_new
    assert again == replace(article, updated=LATER)
    assert shelf.original(article.id) == b"two"
    assert shelf.damaged_texts_seen() == ()


def test_an_old_text_that_comes_back_whole_keeps_the_bytes_it_came_from(shelf: Library) -> None:
    first, second = make_revision(), make_revision("Câu đã sửa.")
    article, _ = shelf.take_in(first, b"one", NOW)
    shelf.take_in(second, b"two", LATER)
    back, is_new = shelf.take_in(first, b"three", LATER)
    assert is_new
    assert back.revision == first
    assert shelf.original(article.id) == b"one"
    assert shelf.last_arrival() == LATER


def test_a_card_that_was_never_filled_is_had_from_the_copy_of_its_edition(
    shelf: Library, kept: Kept, tmp_path: Path
) -> None:
    edition = publish(shelf, make_revision())
    card = shelf.card(edition.episode_id)
    assert card is not None
    spoil(tmp_path, "editions")
    with closing(sqlite3.connect(tmp_path / "loa.db")) as connection, connection:
        connection.execute("UPDATE episodes SET title = ''")
    assert shelf.card(edition.episode_id) is None
    kept[edition.episode_id, 1] = edition
    assert shelf.card(edition.episode_id) == card


@pytest.mark.parametrize("failure", [ValueError(), TypeError(), LookupError(), AttributeError()])
def test_what_cannot_be_read_is_told_as_damage(failure: Exception) -> None:
    damage = StoreError("Hỏng.", "Damaged.")
    with pytest.raises(StoreError) as told, damage_told_as(damage):
        raise failure
    assert told.value is damage


def test_a_database_that_fails_is_not_told_as_damage(shelf: Library, tmp_path: Path) -> None:
    name = publish(shelf, make_revision()).episode_id
    with closing(sqlite3.connect(tmp_path / "loa.db")) as connection, connection:
        connection.execute("ALTER TABLE editions RENAME TO gone")
    with pytest.raises(StoreError, match="no such table") as told:
        shelf.episode(name)
    assert not isinstance(told.value, EpisodeDamagedError)


def test_a_text_that_is_no_text_is_told_as_damage(shelf: Library, tmp_path: Path) -> None:
    name = publish(shelf, make_revision()).episode_id
    with closing(sqlite3.connect(tmp_path / "loa.db")) as connection, connection:
        connection.execute("UPDATE editions SET content = CAST(x'7bff00fe' AS TEXT)")
    with pytest.raises(EpisodeDamagedError):
        shelf.episode(name)
