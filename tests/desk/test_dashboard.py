"""How the work has gone, told by the newsroom's own days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.desk.dashboard import look_back
from service.store.library import Library, passing_library
from tests.store.shelf import make_revision

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)


def counted(library: Library) -> None:
    library.add_counts(NOW, {"made": 2, "warned:ambiguous-unit": 3, "heard-after:20": 2})
    library.add_counts(NOW, {"made": 1, "failed:StoreError": 1, "heard-after:30": 1})
    # Half past midnight of the 27th there, still the 26th in UTC.
    library.add_counts(datetime(2026, 11, 26, 17, 30, tzinfo=UTC), {"made": 5, "spoken": 7})
    library.add_counts(NOW - timedelta(days=40), {"made": 100})


def test_days_are_those_of_the_newsroom_and_none_is_left_out() -> None:
    library = passing_library()
    counted(library)
    board = look_back(library, 7, NOW, ZONE)
    assert [each.day for each in board.days] == [date(2026, 11, day) for day in range(22, 29)]
    assert [each.made for each in board.days] == [0, 0, 0, 0, 0, 5, 3]
    assert (board.total.made, board.total.spoken, board.total.failed) == (8, 7, 1)
    assert board.warnings == (("ambiguous-unit", 3),)
    assert board.failures == (("StoreError", 1),)
    assert board.days[-1].median is not None
    assert board.days[0].median is None
    assert look_back(library, 30, NOW, ZONE).total.made == 8
    library.close()


def test_what_waits_is_counted_as_it_is_now() -> None:
    library = passing_library()
    library.take_in(make_revision(), b"", NOW)
    board = look_back(library, 7, NOW, ZONE)
    assert (board.waiting, board.failing, board.held) == (1, 0, 0)
    library.close()


def test_old_counts_are_forgotten() -> None:
    library = passing_library()
    counted(library)
    library.forget_counts(NOW - timedelta(days=3))
    begin = NOW - timedelta(days=400)
    assert {hour for hour, _, _ in library.counts_since(begin)} == {
        datetime(2026, 11, 28, 3, tzinfo=UTC),
        datetime(2026, 11, 26, 17, tzinfo=UTC),
    }
    library.close()


def test_what_is_forgotten_is_counted_for_ever() -> None:
    library = passing_library()
    counted(library)
    whole = library.counts_in_all()
    assert whole["made"] == 108
    for back in (39, 3, 1):
        library.forget_counts(NOW - timedelta(days=back))
        assert library.counts_in_all() == whole
    library.close()
