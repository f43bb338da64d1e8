"""How much of a recording a client has: its bytes once each, whatever it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.listening.ranges import bytes_of_a_minute, receive
from service.model.listening import Received

LENGTH, MINUTE = 2_000_000, 480_000


def after(*spans: tuple[int, int]) -> Received:
    has = Received()
    for span in spans:
        has = receive(has, span, LENGTH, MINUTE)
    return has


@pytest.mark.parametrize(
    ("length", "duration_ms", "wanted"),
    [(2_000_000, 250_000, 480_000), (500_000, 60_000, 500_000), (100_001, 9_000, 100_001),
     (10, 60_001, 10), (1_000_003, 120_000, 500_002), (9, 1, 9), (9, 0, 9)],
)  # fmt: skip
def test_a_download_is_a_minute_or_all_of_a_shorter_recording(
    length: int, duration_ms: int, wanted: int
) -> None:
    assert bytes_of_a_minute(length, duration_ms) == wanted


def test_parts_are_summed_until_they_are_a_minute() -> None:
    assert not after((0, 200_000), (200_000, 400_000)).is_counted
    assert after((0, 200_000), (200_000, 400_000), (1_000_000, 1_080_000)).is_counted
    assert after((0, LENGTH)).is_counted


def test_the_same_bytes_again_and_again_are_no_minute() -> None:
    has = after(*[(0, 100_000)] * 50, *[(50_000, 120_000)] * 50)
    assert has == Received(((0, 120_000),))


@pytest.mark.parametrize(
    "span", [(0, 2), (0, 0), (5, 5), (9, 3), (-900_000, 1), (LENGTH, LENGTH * 9)]
)
def test_a_probe_and_what_lies_outside_of_the_file_are_next_to_nothing(
    span: tuple[int, int],
) -> None:
    has = after(span)
    assert not has.is_counted
    assert sum(end - begin for begin, end in has.spans) <= 2


@given(st.lists(st.tuples(st.integers(-100, 5_000), st.integers(-100, 5_000)), max_size=200))
def test_what_is_kept_of_any_requests_is_sorted_apart_inside_the_file_and_bounded(
    spans: list[tuple[int, int]],
) -> None:
    has, bytes_had = Received(), set[int]()
    for span in spans:
        before, has = has, receive(has, span, 3_000, 2_900)
        bytes_had |= set(range(max(0, span[0]), min(span[1], 3_000)))
        assert has.is_counted or not before.is_counted
    flat = [each for span in has.spans for each in span]
    assert flat == sorted(set(flat))
    assert len(has.spans) <= 64
    assert sum(end - begin for begin, end in has.spans) <= len(bytes_had)
    if has.is_counted:
        assert len(bytes_had) >= 2_900
