"""What became of an article, in pages that nothing added meanwhile can move."""

from datetime import timedelta

import pytest

from service.errors import EpisodeDamagedError, NotFoundError
from service.model import Act, DoneAct, HistoryEvent, HistoryPlace, KeptText, MadeEdition
from service.store.library import Library
from tests.store.kinds import DatabaseKind
from tests.store.shelf import AN, NOW, make_edition, make_revision, record_often


def told(library: Library, article_id: str, limit: int) -> list[HistoryEvent]:
    """All pages."""
    place, events = HistoryPlace(), list[HistoryEvent]()
    while True:
        page = library.history(article_id, place, limit)
        events += page.events
        if page.older is None:
            return events
        place = page.older


@pytest.mark.parametrize("limit", [1, 2, 5, 50])
def test_texts_editions_and_acts_stand_on_one_line_of_time(library: Library, limit: int) -> None:
    first, second = make_revision("Câu một."), make_revision("Câu hai.")
    article, _ = library.take_in(first, b"", NOW - timedelta(hours=2))
    library.record(Act.TAKE_IN, article.id, AN, NOW - timedelta(hours=1))
    library.publish_edition(make_edition(article.id, first), NOW, ())
    library.take_in(second, b"", NOW + timedelta(hours=1))
    library.record(Act.REGENERATE, article.id, AN, NOW + timedelta(hours=2))
    library.record(Act.REGENERATE, "khác", AN, NOW + timedelta(hours=2))
    events = told(library, article.id, limit)
    assert [type(each) for each in events] == [DoneAct, KeptText, MadeEdition, DoneAct, KeptText]
    edition = events[2]
    assert isinstance(edition, MadeEdition)
    assert (edition.number, edition.is_public) == (1, True)


@pytest.mark.parametrize("limit", [1, 7])
def test_events_of_one_moment_are_each_told_once(library: Library, limit: int) -> None:
    for number in range(4):
        article, _ = library.take_in(make_revision(f"Câu {number}."), b"", NOW)
    for number in range(20):
        library.record(Act.NOTE, article.id, AN, NOW, f"{number}")
    events = told(library, article.id, limit)
    acts = [each.detail for each in events if isinstance(each, DoneAct)]
    assert acts == [f"{number}" for number in reversed(range(20))]
    assert len({each.revision_id for each in events if isinstance(each, KeptText)}) == 4
    assert len(events) == 24


def test_what_is_done_while_one_reads_moves_no_page(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    for number in range(6):
        library.record(Act.NOTE, article.id, AN, NOW + timedelta(seconds=number), f"{number}")
    first = library.history(article.id, HistoryPlace(), 3)
    library.record(Act.NOTE, article.id, AN, NOW + timedelta(hours=1), "mới")
    assert first.older is not None
    second = library.history(article.id, first.older, 3)
    assert [each.detail for each in second.events if isinstance(each, DoneAct)] == ["2", "1", "0"]


def test_ten_thousand_acts_are_read_a_page_at_a_time(
    library: Library, database_kind: DatabaseKind
) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    record_often(library, database_kind, article.id, 10_000)
    page = library.history(article.id, HistoryPlace(act=5_000), 50)
    acts = [each for each in page.events if isinstance(each, DoneAct)]
    assert len(page.events) == 50
    assert acts[0].detail == "4998"


def test_a_damaged_row_hides_no_history(library: Library, database_kind: DatabaseKind) -> None:
    revision = make_revision()
    article, _ = library.take_in(revision, b"", NOW)
    library.publish_edition(make_edition(article.id, revision), NOW, ())
    database_kind.ask("UPDATE editions SET content = '{'")
    database_kind.ask("UPDATE revisions SET content = '{'")
    events = told(library, article.id, 9)
    assert {type(each) for each in events} == {KeptText, MadeEdition}
    with pytest.raises(EpisodeDamagedError):
        library.kept_edition(article.id, 1)


def test_texts_and_editions_can_be_had_by_their_names(library: Library) -> None:
    revision = make_revision()
    article, _ = library.take_in(revision, b"", NOW)
    library.publish_edition(make_edition(article.id, revision), NOW, ())
    library.record(Act.NOTE, article.id, AN, NOW)
    assert len(library.texts_and_editions(article.id, 9)) == 2
    assert library.kept_revision(article.id, revision.id) == revision
    assert library.kept_edition(article.id, 1).number == 1
    for unknown in (
        lambda: library.kept_revision(article.id, "x"),
        lambda: library.kept_edition("x", 1),
    ):
        with pytest.raises(NotFoundError):
            unknown()
