"""Turns are fair: nobody waits for another's thousand articles."""

import itertools
from collections import Counter

from service.compose.newsrooms.rota import TURN_S, UPKEEP_EVERY_S, Rota


class Clock:
    """A rota that is lived through, second by second, by newsrooms that have so much to do."""

    def __init__(self, places: int, work: dict[str, float]) -> None:
        self.rota = Rota(places)
        self.rota.set_newsrooms(work)
        self.left = dict(work)
        self.served: Counter[str] = Counter()
        self.begun: list[str] = []
        self.now = 0.0

    def live(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now += 1
            for name in self.rota.in_turn:
                self.left[name] -= 1
                self.served[name] += 1
            ended = {each for each in self.rota.in_turn if self.left[each] <= 0}
            for name in {*ended, *self.rota.to_end(self.now)}:
                self.rota.end(name, self.now, left=self.left[name] > 0, failed=False)
            for name, left in self.left.items():
                if left > 0 and name not in self.rota.in_turn:
                    self.rota.note_work(name, self.now)
            while (following := self.rota.next(self.now)) is not None:
                self.rota.begin(following, self.now)
                self.begun.append(following)


def test_ten_newsrooms_that_all_have_work_are_served_alike_within_a_tenth() -> None:
    clock = Clock(2, {f"n{number}": 100_000.0 for number in range(10)})
    clock.live(3600)
    most, least = max(clock.served.values()), min(clock.served.values())
    assert least > 0.9 * most
    assert sum(clock.served.values()) > 2 * 3600 * 0.99, "no place stands empty"


def test_a_thousand_articles_of_one_make_another_wait_for_one_turn_at_most() -> None:
    clock = Clock(1, {"large": 100_000.0, "small": 0.0})
    clock.live(600)
    clock.left["small"] = 5.0
    clock.live(int(TURN_S) + 6)
    assert clock.left["small"] == 0


def test_who_is_alone_is_not_interrupted() -> None:
    clock = Clock(2, {"a": 1000.0})
    clock.live(900)
    assert clock.begun == ["a"]


def test_who_has_slept_does_not_get_the_time_that_it_has_missed() -> None:
    clock = Clock(1, {"a": 100_000.0, "b": 0.0})
    clock.live(1000)
    clock.left["b"] = 100_000.0
    before = clock.served["a"]
    clock.live(600)
    assert abs((clock.served["a"] - before) - 300) <= 2 * TURN_S


def test_newsrooms_that_sleep_are_looked_after_each_hour_behind_those_that_have_work() -> None:
    rota = Rota(1)
    rota.set_newsrooms(["a", "b", "sleeps"])
    for name in ("a", "b", "sleeps"):
        assert rota.next(0.0) == name
        assert rota.begin(name, 0.0), "each once at the start"
        rota.end(name, 1.0, left=False, failed=False)
    assert rota.next(10.0) is None
    later = UPKEEP_EVERY_S + 1
    rota.note_work("b", later)
    assert rota.next(later) == "b"
    rota.begin("b", later)
    rota.end("b", later + 1, left=False, failed=False)
    assert rota.next(later + 1) in ("a", "sleeps")


def test_upkeep_is_not_put_off_for_ever_by_others_work() -> None:
    clock = Clock(1, {"busy": 100_000.0, "also": 100_000.0, "sleeps": 0.0})
    clock.live(3600)
    assert "sleeps" in clock.begun


def test_one_that_fails_is_tried_again_after_longer_and_longer_pauses_and_holds_up_nobody() -> None:
    rota = Rota(1)
    rota.set_newsrooms(["broken"])
    begun, now = [], 0.0
    while now < 3600:
        if rota.next(now):
            rota.begin("broken", now)
            rota.end("broken", now + 1, left=False, failed=True)
            begun.append(now)
        now += 1
    pauses = [later - earlier for earlier, later in itertools.pairwise(begun)]
    assert pauses == sorted(pauses)
    assert pauses[0] < 20
    assert pauses[-1] > 800
    rota.set_newsrooms(["broken", "well"])
    rota.note_work("well", now)
    assert rota.next(now) == "well"


def test_a_newsroom_that_is_gone_ends_its_turn_and_has_no_other() -> None:
    rota = Rota(1)
    rota.set_newsrooms(["a"])
    rota.begin("a", 0.0)
    rota.set_newsrooms([])
    assert rota.in_turn == ("a",)
    rota.end("a", 5.0, left=True, failed=False)
    rota.set_newsrooms([])
    assert rota.next(6.0) is None
