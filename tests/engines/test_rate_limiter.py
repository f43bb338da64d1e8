"""The shared gate: how fast all workers together may ask, and when nobody may."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engines.quota import FIRST_SHUT, LONGEST_SHUT, TRIAL, Quota, Rate
from service.engines.rate_limiter import Permit, RateLimiter
from service.errors import SynthesisError
from service.store.shared.files import FileNotes

RATE = Rate(per_minute=60, burst=3)
NOW = 1_800_000_000.0
FULL = Quota(tokens=3, at=NOW)
AT_ONCE = Permit(0, is_trial=False)


class Clock:
    """A wall clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


def test_a_burst_goes_at_once_and_the_rest_in_turn() -> None:
    quota, waits = FULL, []
    for _ in range(6):
        quota, wait = quota.with_one_taken(NOW, RATE)
        waits.append(wait)
    assert waits == [0, 0, 0, 1, 2, 3]


@given(st.lists(st.floats(0, 10), min_size=1, max_size=80))
def test_no_window_sees_more_than_the_rate_and_one_burst(pauses: list[float]) -> None:
    quota, now, due = FULL, NOW, []
    for pause in pauses:
        now += pause
        quota, wait = quota.with_one_taken(now, RATE)
        due.append(now + wait)
    for first in range(len(due)):
        for last in range(first, len(due)):
            assert (
                last - first + 1 <= RATE.burst + RATE.per_second * (due[last] - due[first]) + 0.01
            )


def test_a_clock_set_back_gives_no_tokens_and_takes_none() -> None:
    quota, _ = FULL.with_one_taken(NOW - 3600, RATE)
    assert quota.tokens == 2
    assert quota.with_one_taken(NOW - 3599, RATE)[0].tokens == 2


def refused_trial(quota: Quota, asked: float | None) -> Quota:
    """The quota after its next trial was refused as well, now at the moment of it."""
    now = NOW + 1e6 * (quota.refusals + 1)
    trial, _ = quota.with_one_taken(now, RATE)
    return trial.refused(now, asked)


def test_each_refused_trial_shuts_the_way_twice_as_long() -> None:
    quota = FULL
    shut = []
    for _ in range(8):
        quota = refused_trial(quota, None)
        shut.append(quota.seconds_shut(quota.at))
    assert shut == [60, 120, 240, 480, 960, 1920, 3600, 3600]


@pytest.mark.parametrize("asked", [[10.0] * 4, [3.0, 10.0, None, 7.0], [10.0, 3.0]])
def test_requests_refused_together_are_one_refusal_as_long_as_the_longest(
    asked: list[float | None],
) -> None:
    quota = FULL
    for each in asked:
        quota = quota.refused(NOW, each)
    longest = max(FIRST_SHUT if each is None else each for each in asked)
    assert quota.seconds_shut(NOW) == longest
    trial, _ = quota.with_one_taken(NOW + longest, RATE)
    assert trial.refused(NOW + longest, 10).seconds_shut(NOW + longest) == 20


def test_a_refusal_that_comes_late_makes_nobody_wait_twice() -> None:
    refused = FULL.refused(NOW, 10)
    assert refused.refused(NOW + 4, 10).seconds_shut(NOW + 4) == 10
    assert refused.refused(NOW + 12, 10).seconds_shut(NOW + 12) == 10


def test_a_miss_that_was_under_way_when_the_way_was_shut_tells_nothing_new() -> None:
    refused = FULL.refused(NOW, 10)
    assert refused.missed(NOW + 1) == refused


@pytest.mark.parametrize(
    ("asked", "shut"), [(7, 7), (600, 600), (0, 1), (1e9, LONGEST_SHUT), (None, FIRST_SHUT)]
)
def test_the_service_itself_says_how_long_but_not_for_ever(
    asked: float | None, shut: float
) -> None:
    assert FULL.refused(NOW, asked).seconds_shut(NOW) == shut


def test_a_service_that_keeps_refusing_is_left_alone_longer_than_it_asks() -> None:
    quota = refused_trial(refused_trial(FULL.refused(NOW, 7), 7), 7)
    assert quota.seconds_shut(quota.at) == 28


def test_after_a_refusal_one_caller_tries_while_the_others_wait() -> None:
    refused = FULL.refused(NOW, None)
    later = NOW + FIRST_SHUT
    assert refused.seconds_shut(later) == 0
    trial, _ = refused.with_one_taken(later, RATE)
    assert trial.seconds_shut(later) == TRIAL
    assert trial.answered(later + 1).seconds_shut(later + 1) == 0
    assert trial.missed(later + 1).seconds_shut(later + 1) == 2 * FIRST_SHUT


def test_a_trial_that_died_does_not_shut_the_way_for_ever() -> None:
    trial, _ = FULL.refused(NOW, None).with_one_taken(NOW + FIRST_SHUT, RATE)
    assert trial.seconds_shut(NOW + FIRST_SHUT + TRIAL) == 0


def test_failures_count_only_in_a_row() -> None:
    quota = FULL
    for _ in range(4):
        quota = quota.missed(NOW)
    quota = quota.answered(NOW).missed(NOW)
    assert quota.seconds_shut(NOW) == 0
    for _ in range(4):
        quota = quota.missed(NOW)
    assert quota.seconds_shut(NOW) == FIRST_SHUT


def test_a_refusal_is_seen_by_every_worker_that_shares_the_file(tmp_path: Path) -> None:
    clock = Clock()
    first, second = (RateLimiter(FileNotes(tmp_path), "gate", RATE, clock) for _ in range(2))
    assert first.acquire() == AT_ONCE
    assert first.refused(90) == 90
    with pytest.raises(SynthesisError) as failure:
        second.acquire()
    assert failure.value.transient
    assert failure.value.retry_after == 90
    clock.now += 90
    assert second.acquire() == Permit(0, is_trial=True)


def test_while_one_tries_the_others_are_told_to_look_again(tmp_path: Path) -> None:
    clock = Clock()
    first, second = (RateLimiter(FileNotes(tmp_path), "gate", RATE, clock) for _ in range(2))
    first.refused(5)
    clock.now += 5
    assert first.acquire() == Permit(0, is_trial=True)
    assert second.acquire() is None
    first.answered()
    assert second.acquire() == AT_ONCE


def test_who_tries_in_place_of_one_that_died_is_the_next_trial(tmp_path: Path) -> None:
    clock = Clock()
    first, second = (RateLimiter(FileNotes(tmp_path), "gate", RATE, clock) for _ in range(2))
    first.refused(5)
    clock.now += 5
    first.acquire()
    clock.now += TRIAL
    assert second.acquire() == Permit(0, is_trial=True)


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"tokens": 1}', "null", '{"pace": 3}'])
def test_a_torn_file_starts_afresh(tmp_path: Path, torn: str) -> None:
    path = tmp_path / "gate.json"
    path.write_text(torn)
    assert RateLimiter(FileNotes(tmp_path), "gate", RATE, Clock()).acquire() == AT_ONCE
    assert json.loads(path.read_text())["tokens"] == 2


def test_how_fresh_the_last_answer_is_is_known_to_all(tmp_path: Path) -> None:
    clock = Clock()
    first, second = (RateLimiter(FileNotes(tmp_path), "gate", RATE, clock) for _ in range(2))
    assert second.seconds_since_answer() is None
    first.answered()
    clock.now += 30
    assert second.seconds_since_answer() == 30
    first.refused(None)
    assert second.seconds_since_answer() is None


WITHOUT_ROOM = """
import resource, sys
from pathlib import Path
from service.engines.quota import Rate
from service.engines.rate_limiter import RateLimiter
from service.store.shared.files import FileNotes

resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # not a byte more can be written
RateLimiter(FileNotes(Path(sys.argv[1])), "gate", Rate(60, 3), lambda: 1_800_000_000.0).answered()
"""


def test_a_disk_that_takes_nothing_leaves_the_refusal_as_it_was(tmp_path: Path) -> None:
    gate = RateLimiter(FileNotes(tmp_path), "gate", RATE, Clock())
    gate.refused(90)
    command = [sys.executable, "-c", WITHOUT_ROOM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "SynthesisError" in done.stderr
    with pytest.raises(SynthesisError) as failure:
        gate.acquire()
    assert failure.value.retry_after == 90


def test_what_lay_there_and_is_longer_than_the_state_leaves_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    path.write_text("x" * 5000)
    RateLimiter(FileNotes(tmp_path), "gate", RATE, Clock()).acquire()
    assert json.loads(path.read_text())["tokens"] == 2


WORKER = """
import sys
from pathlib import Path
from service.engines.quota import Rate
from service.engines.rate_limiter import RateLimiter
from service.store.shared.files import FileNotes

gate = RateLimiter(FileNotes(Path(sys.argv[1])), "gate", Rate(60, 3), lambda: 1_800_000_000.0)
for _ in range(50):
    print(gate.acquire().wait)
"""


def test_processes_at_once_promise_no_request_twice(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORKER, str(tmp_path)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    waits = sorted(float(line) for worker in workers for line in worker.communicate()[0].split())
    assert waits == [0, 0, 0, *range(1, 148)]
