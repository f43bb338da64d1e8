"""Each receiver is told at its own pace."""

import threading
from collections import Counter

import pytest

from service.errors import StoreError
from service.jobs import Lanes
from tests.jobs.conftest import wait_until

SLOW, QUICK = 1, 2


class Told:
    """What was to be told to whom, and how often somebody was asked for."""

    def __init__(self, **waiting: int) -> None:
        self.lock = threading.Lock()
        self.waiting = Counter({SLOW: waiting.get("slow", 0), QUICK: waiting.get("quick", 0)})
        self.served: list[int] = []
        self.go_on = threading.Event()
        self.at_once = Counter[int]()
        self.most_at_once = 0

    def due(self) -> list[int]:
        with self.lock:
            return [each for each, count in self.waiting.items() if count > 0]

    def serve(self, receiver: int) -> bool:
        with self.lock:
            self.at_once[receiver] += 1
            self.most_at_once = max(self.most_at_once, self.at_once[receiver])
        if receiver == SLOW:
            self.go_on.wait(60)
        with self.lock:
            self.at_once[receiver] -= 1
            if self.waiting[receiver] <= 0:
                return False
            self.waiting[receiver] -= 1
            self.served.append(receiver)
            return True


def test_a_slow_receiver_holds_up_itself_alone_and_is_told_one_thing_at_once() -> None:
    told = Told(slow=2, quick=250)
    lanes = Lanes("test", told.due, told.serve, 4)
    lanes.start(0.01)
    try:
        wait_until(lambda: told.served.count(QUICK) == 250)
        assert told.served.count(SLOW) == 0
        told.go_on.set()
        wait_until(lambda: told.served.count(SLOW) == 2)
    finally:
        lanes.stop()
    assert told.most_at_once == 1


def test_one_that_fails_is_looked_for_again(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[int] = []

    def serve(receiver: int) -> bool:
        tries.append(receiver)
        if len(tries) == 1:
            raise StoreError("bận", "the library is busy")
        if len(tries) == 2:
            raise ZeroDivisionError
        return False

    lanes = Lanes("test", lambda: [QUICK] if len(tries) < 3 else [], serve, 4)
    lanes.start(0.01)
    try:
        wait_until(lambda: len(tries) == 3)
    finally:
        lanes.stop()
    assert "the library is busy" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_stopping_waits_for_what_is_under_way_and_begins_nothing() -> None:
    told = Told(slow=5)
    lanes = Lanes("test", told.due, told.serve, 4)
    lanes.start(0.01)
    wait_until(lambda: told.at_once[SLOW] == 1)
    stopping = threading.Thread(target=lanes.stop)
    stopping.start()
    told.go_on.set()
    stopping.join()
    assert told.served == [SLOW]
