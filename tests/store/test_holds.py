"""What waits for a yes: the article stays what it was, and nothing of it is wished for."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from service.errors import ArticleDamagedError
from service.model import HoldReason
from service.store.library import Library, open_library
from tests.store.shelf import NOW, make_revision

DOUBTS = (HoldReason("shrunk", "Chỉ còn một câu.", "One sentence is left."),)
FIRST, SECOND = make_revision("Câu một."), make_revision("Câu hai.")


def test_a_doubtful_correction_waits_and_the_article_stays_what_it_was(library: Library) -> None:
    article, _ = library.take_in(FIRST, b"1", NOW)
    library.drop_wish(article.id)
    after, changed = library.take_in(SECOND, b"2", NOW, DOUBTS)
    hold = library.hold(article.id)
    assert (after.revision, changed) == (FIRST, True)
    assert hold is not None
    assert (hold.revision_id, hold.reasons, hold.is_first) == (SECOND.id, DOUBTS, False)
    assert library.held_revision(hold) == SECOND
    assert library.wish(article.id) is None


def test_a_new_article_that_waits_is_there_and_wished_for_by_nobody(library: Library) -> None:
    article, changed = library.take_in(FIRST, b"1", NOW, DOUBTS)
    assert (article.revision, changed) == (FIRST, True)
    assert library.awaits_first_yes(article.id)
    assert library.wish(article.id) is None
    assert library.take_in(FIRST, b"1", NOW, DOUBTS) == (article, False)


def test_yes_makes_it_the_article_and_wishes_its_edition(library: Library) -> None:
    article, _ = library.take_in(FIRST, b"1", NOW)
    library.drop_wish(article.id)
    library.take_in(SECOND, b"2", NOW, DOUBTS)
    hold = library.hold(article.id)
    assert hold is not None
    assert library.approve(hold, NOW)
    found = library.article(article.id)
    assert found is not None
    assert found.revision == SECOND
    assert library.wish(article.id) is not None
    assert library.original(article.id) == b"2"
    assert library.hold(article.id) is None
    assert not library.approve(hold, NOW)


def test_no_leaves_the_article_as_it_was(library: Library) -> None:
    article, _ = library.take_in(FIRST, b"1", NOW)
    library.take_in(SECOND, b"2", NOW, DOUBTS)
    hold = library.hold(article.id)
    assert hold is not None
    assert library.reject(hold)
    assert (library.article(article.id), library.hold(article.id)) == (article, None)
    assert not library.reject(hold)


def test_what_is_sent_next_takes_the_place_of_what_waits(library: Library) -> None:
    article, _ = library.take_in(FIRST, b"1", NOW)
    library.take_in(SECOND, b"2", NOW, DOUBTS)
    waiting = library.hold(article.id)
    third = make_revision("Câu ba.")
    library.take_in(third, b"3", NOW, DOUBTS)
    hold = library.hold(article.id)
    assert waiting is not None
    assert hold is not None
    assert hold.revision_id == third.id
    assert not library.approve(waiting, NOW)
    library.take_in(make_revision("Câu bốn."), b"4", NOW)
    assert library.hold(article.id) is None


def test_the_text_from_before_sent_again_ends_the_wait(library: Library) -> None:
    article, _ = library.take_in(FIRST, b"1", NOW)
    library.take_in(SECOND, b"2", NOW, DOUBTS)
    assert library.take_in(FIRST, b"1", NOW) == (library.article(article.id), False)
    assert library.hold(article.id) is None


def test_a_new_article_that_waited_is_what_is_sent_next_without_doubt(library: Library) -> None:
    article, _ = library.take_in(FIRST, b"1", NOW, DOUBTS)
    after, changed = library.take_in(SECOND, b"2", NOW)
    assert (after.revision, changed) == (SECOND, True)
    assert library.hold(article.id) is None
    assert library.wish(article.id) is not None
    again, changed = library.take_in(FIRST, b"1", NOW)
    assert (again.revision, changed) == (FIRST, True)


def test_the_holds_of_some_articles_are_told_at_once(library: Library) -> None:
    held, _ = library.take_in(FIRST, b"1", NOW, DOUBTS)
    free, _ = library.take_in(make_revision("Câu khác.", "bai-2"), b"2", NOW)
    assert set(library.holds_of([held.id, free.id])) == {held.id}


def test_a_text_that_waits_and_is_damaged_is_told_and_sent_again_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "loa.db"
    with closing(open_library(path)) as library:
        article, _ = library.take_in(FIRST, b"1", NOW)
        library.take_in(SECOND, b"2", NOW, DOUBTS)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE revisions SET content = '{' WHERE id = ?", (SECOND.id,))
        hold = library.hold(article.id)
        assert hold is not None
        with pytest.raises(ArticleDamagedError, match="đợi duyệt"):
            library.approve(hold, NOW)
        assert library.article(article.id) == library.take_in(SECOND, b"2", NOW, DOUBTS)[0]
        assert library.held_revision(hold) == SECOND
