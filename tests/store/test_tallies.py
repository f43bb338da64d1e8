"""The lists' lengths are kept month by month: no question counts them or walks through them."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from service.model.release import Withdrawal
from service.store.library import Library
from service.store.salvage import salvage
from tests.store.kinds import DatabaseKind, SQLiteFile
from tests.store.shelf import NOW, make_edition, make_revision


def publish(library: Library, number: int, published: datetime, changed: datetime = NOW) -> str:
    revision = replace(make_revision(source_id=f"bai-{number}"), published=published)
    article, _ = library.take_in(revision, b"", changed)
    library.publish_edition(make_edition(article.id, revision), NOW, ())
    return article.id


def in_months(library: Library, counts: tuple[int, ...]) -> list[str]:
    """The ids of so many episodes in each of some months, the newest first."""
    ids: list[str] = []
    for back, count in enumerate(counts):
        begin = datetime(2026, 1 + len(counts) - back, 1, tzinfo=UTC)
        for number in range(count):
            # At the very ends of the month, and between them.
            moment = begin + timedelta(days=27, hours=23, minutes=-number)
            moment = begin if number == count - 1 else moment
            ids.append(publish(library, len(ids), moment, moment))
    return ids


def asked(library: Library, act: Callable[[], object]) -> list[str]:
    """The questions to the database while something is done."""
    told: list[str] = []

    def note(*about: Any) -> None:
        told.append(about[2])

    engine = library._database.engine
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return [each for each in told if each.startswith("SELECT")]


@pytest.mark.parametrize("limit", [1, 3, 20])
def test_pages_reach_over_months_and_their_ends(library: Library, limit: int) -> None:
    ids = in_months(library, (3, 1, 5, 2))
    for offset in range(len(ids) + 2):
        page = ids[offset : offset + limit]
        assert [each.id for each in library.cards(limit, offset)] == page
        assert [each.id for each in library.article_cards(limit, offset)] == page


@pytest.mark.of_sqlite
def test_no_page_walks_past_more_than_half_of_a_month(library: Library) -> None:
    ids = in_months(library, (4, 4, 4))
    skipped: list[int] = []

    def note(*told: Any) -> None:
        if "OFFSET" in told[2]:
            skipped.append(told[3][-1])

    event.listen(library._database.engine, "before_cursor_execute", note)
    for offset in range(len(ids)):
        library.cards(1, offset)
        library.article_cards(1, offset)
    assert max(skipped) <= 2


def test_lengths_are_asked_of_tallies_alone(library: Library) -> None:
    in_months(library, (2, 1))
    for act in (library.count_episodes, library.count_articles):
        (question,) = asked(library, act)
        assert "FROM tallies" in question
    assert (library.count_episodes(), library.count_articles()) == (3, 3)


def test_what_is_published_corrected_or_dated_anew_is_counted_where_it_stands(
    library: Library,
) -> None:
    ids = in_months(library, (2, 1))
    library.redate_since(datetime(2026, 2, 1, tzinfo=UTC), NOW)
    revision = make_revision("Câu khác.", "bai-0", day=9)
    library.take_in(revision, b"", NOW + timedelta(days=400))
    library.publish_edition(make_edition(ids[0], revision, 2), NOW, ())
    assert library.wrong_tallies() == ()
    assert [card.id for card in library.cards(1, 2)] == [ids[0]]


def test_what_is_withdrawn_or_gone_is_counted_no_more(
    library: Library, database_kind: DatabaseKind
) -> None:
    ids = in_months(library, (2, 2))
    database_kind.ask("UPDATE episodes SET state = 'withdrawn' WHERE id = :id", id=ids[0])
    library.delete_article(Withdrawal(ids[3], NOW, "An", is_deleted=True))
    assert (library.count_episodes(), library.count_articles()) == (2, 3)
    assert library.wrong_tallies() == ()


def test_wrong_tallies_are_named_and_counted_anew(
    library: Library, database_kind: DatabaseKind
) -> None:
    in_months(library, (2, 1))
    database_kind.ask("UPDATE tallies SET count = count + 7 WHERE name = 'episodes'")
    assert library.count_episodes() == 17
    assert library.wrong_tallies() == ("episodes",)
    assert library.correct_tallies() == ("episodes",)
    assert (library.count_episodes(), library.wrong_tallies()) == (3, ())
    assert library.correct_tallies() == ()


@pytest.mark.of_sqlite
def test_articles_that_are_carried_over_from_an_old_library_are_counted(
    library: Library, tmp_path: Path
) -> None:
    known = publish(library, 0, NOW)
    folder = tmp_path / "old"
    folder.mkdir()
    with closing(SQLiteFile(folder).open()) as old:
        assert publish(old, 0, NOW) == known
        publish(old, 1, NOW)
    assert salvage(tmp_path / "loa.db", folder / "loa.db") == ()
    assert (library.count_articles(), library.count_episodes()) == (2, 1)
    assert library.wrong_tallies() == ()
