"""What waits to be counted holds nobody up, is bounded, and waits for a database that is away."""

import logging
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from service.errors import StoreError
from service.model.listening import Heard, Sent
from service.tending.listening import AT_ONCE
from service.tending.listening_queue import ListeningQueue

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LATER = 3_600.0
"""Seconds after which the queue's own thread would count: never, in a test."""


def sent(number: int) -> Sent:
    return Sent(NOW, "a1", (0, number + 1), "192.0.2.1", "AntennaPod/3")


class Counting:
    """A place where things are counted, which fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.seen: list[Sent | Heard] = []
        self.batches: list[int] = []
        self.done = threading.Event()

    def __call__(self, seen: Sequence[Sent | Heard]) -> None:
        if self.failures:
            self.failures -= 1
            raise StoreError("đĩa đầy", "disk full")
        self.seen += seen
        self.batches.append(len(seen))
        self.done.set()


def test_what_is_noted_is_counted_once_in_its_order_some_at_once() -> None:
    counting = Counting()
    queue = ListeningQueue(counting, pause_s=LATER)
    noted = [sent(number) for number in range(AT_ONCE + 1)]
    for each in noted:
        queue.note(each)
    assert queue.count_now()
    queue.close()
    assert counting.seen == noted
    assert counting.batches == [AT_ONCE, 1]


def test_it_is_counted_without_anybody_asking() -> None:
    counting = Counting()
    queue = ListeningQueue(counting, pause_s=0.01)
    queue.note(sent(1))
    assert counting.done.wait(20)
    queue.close()


def test_what_could_not_be_counted_waits_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    counting = Counting(failures=2)
    queue = ListeningQueue(counting, pause_s=LATER)
    queue.note(sent(1))
    with caplog.at_level(logging.WARNING):
        assert not queue.count_now()
        assert not queue.count_now()
    assert "đĩa đầy" in caplog.text
    assert queue.count_now()
    queue.close()
    assert counting.seen == [sent(1)]


def test_beyond_the_bound_nothing_is_kept_and_how_much_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    counting = Counting(failures=1)
    queue = ListeningQueue(counting, most=3, pause_s=LATER)
    for number in range(10):
        queue.note(sent(number))
    with caplog.at_level(logging.WARNING):
        queue.count_now()
    assert "không đếm 7" in caplog.text
    queue.close()
    assert counting.seen == [sent(0), sent(1), sent(2)]


def test_what_comes_when_it_is_closed_is_let_go_without_a_word() -> None:
    counting = Counting()
    queue = ListeningQueue(counting, pause_s=LATER)
    queue.close()
    queue.note(sent(1))
    assert counting.seen == []


def test_a_close_that_cannot_count_ends_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    queue = ListeningQueue(Counting(failures=9), pause_s=LATER)
    queue.note(sent(1))
    with caplog.at_level(logging.WARNING):
        queue.close()
    assert "không đếm được 1" in caplog.text


def test_a_count_that_breaks_ends_no_close_and_lets_its_batch_go(
    caplog: pytest.LogCaptureFixture,
) -> None:
    counting = Counting()

    def count(seen: Sequence[Sent | Heard]) -> None:
        if sent(0) in seen:
            raise ZeroDivisionError
        counting(seen)

    queue = ListeningQueue(count, pause_s=LATER)
    for number in range(AT_ONCE + 1):
        queue.note(sent(number))
    with caplog.at_level(logging.WARNING):
        queue.close()
    assert "đếm lượt nghe bị lỗi" in caplog.text
    assert queue.count_now()
    assert counting.seen == [sent(AT_ONCE)]
