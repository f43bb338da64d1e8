"""Dates, lengths and sizes as a Vietnamese reader expects them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from service.model import Ms
from service.outputs.page_words import (
    clock,
    date_words,
    duration_words,
    length_clock,
    size_words,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2021, 7, 2, 0, 49, tzinfo=UTC), "thứ Sáu, 2/7/2021, 07:49"),
        (datetime(2021, 7, 3, 20, 5, tzinfo=UTC), "Chủ nhật, 4/7/2021, 03:05"),
    ],
)
def test_a_date_is_told_in_the_newsrooms_zone_with_its_weekday(when: datetime, words: str) -> None:
    assert date_words(when, HANOI) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (372_400, "6 phút 12 giây"),
        (3_605_000, "1 giờ 5 giây"),
        (60_000, "1 phút"),
        (10, "1 giây"),
    ],
)
def test_a_length_is_told_in_the_units_it_needs(length: int, words: str) -> None:
    assert duration_words(Ms(length)) == words


@pytest.mark.parametrize(
    ("length", "shown"), [(52_600, "0:53"), (3_599_500, "1:00:00"), (1, "0:01")]
)
def test_the_length_in_a_player_is_that_in_words(length: int, shown: str) -> None:
    assert length_clock(Ms(length)) == shown


@pytest.mark.parametrize(("at", "shown"), [(0, "0:00"), (372_999, "6:12"), (3_605_000, "1:00:05")])
def test_a_clock_rounds_down(at: int, shown: str) -> None:
    assert clock(Ms(at)) == shown


@pytest.mark.parametrize(
    ("length", "words"),
    [
        *((2_932_000, "2,9 MB"), (634_000, "634 kB"), (12, "1 kB")),
        *((999_940_000, "999,9 MB"), (999_960_000, "1,0 GB"), (65_113_900_000, "65,1 GB")),
    ],
)
def test_a_size_has_a_decimal_comma(length: int, words: str) -> None:
    assert size_words(length) == words
