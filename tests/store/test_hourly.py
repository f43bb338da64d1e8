"""What is counted is told by its hour for a while, and in all for ever."""

from datetime import UTC, datetime, timedelta

from service.store.library import Library

NOW = datetime(2026, 11, 28, 3, 30, tzinfo=UTC)


def test_counts_of_an_hour_are_added_up_and_told_by_it(library: Library) -> None:
    library.add_counts(NOW, {"made": 2})
    library.add_counts(NOW + timedelta(minutes=20), {"made": 1, "spoken": 7})
    library.add_counts(NOW + timedelta(hours=1), {"made": 4})
    hour = NOW.replace(minute=0)
    assert library.counts_since(hour) == (
        (hour, "made", 3),
        (hour, "spoken", 7),
        (hour + timedelta(hours=1), "made", 4),
    )
    assert library.counts_in_all() == {"made": 7, "spoken": 7}


def test_what_lost_its_hour_is_counted_still_and_told_of_no_hour(library: Library) -> None:
    for back in range(5):
        library.add_counts(NOW - timedelta(days=back), {"made": 1, "failed:StoreError": 1})
    for days in (4, 2, 2, 0):
        library.forget_counts(NOW - timedelta(days=days))
        assert library.counts_in_all() == {"made": 5, "failed:StoreError": 5}
    kept = library.counts_since(datetime(1960, 1, 1, tzinfo=UTC))
    assert {hour for hour, _, _ in kept} <= {NOW.replace(minute=0)}
