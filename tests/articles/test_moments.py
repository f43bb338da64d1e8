"""Moments: when an article was published, as machines write it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from service.articles.moments import read_moment

ZONE = timezone(timedelta(hours=7))
MOMENT = datetime(2026, 3, 7, 8, 52, tzinfo=ZONE)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-07T08:52:00+07:00",
        "2026-03-07T08:52:00.000 +07:00",
        "2026-03-07T08:52:00",
        "2026-3-7 08:52",
        "2026-03-07T01:52:00Z",
        "2026-03-07T08:52:00+0700",
        "1772848320",
        "1772848320000",
        "Sat, 07 Mar 2026 08:52:00 +0700",
        "3/7/2026 8:52:00 AM",
        " 2026-03-07T08:52:00+07:00 ",
    ],
)
def test_a_moment_is_read_in_the_forms_machines_write(written: str) -> None:
    assert read_moment(written, ZONE) == MOMENT


def test_a_day_without_a_time_is_its_midnight() -> None:
    assert read_moment("2026-03-07", ZONE) == datetime(2026, 3, 7, tzinfo=ZONE)
    assert read_moment("3/7/2026 12:30:00 AM", ZONE) == datetime(2026, 3, 7, 0, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    "written", ["", "hôm qua", "2026-13-41", "7/3/2026 25:10:00 PM", "99", "2026-03-07T99:00"]
)
def test_what_is_no_moment_is_none(written: str) -> None:
    assert read_moment(written, UTC) is None


def test_a_day_first_date_is_left_to_the_date_lines() -> None:
    assert read_moment("07/03/2026 08:52", ZONE) is None
