"""When a hub is told that a feed has changed: once for a burst, and again after a failure."""

from datetime import UTC, datetime, timedelta

import pytest

from service.plan.hubs import (
    LONGEST_ASKED,
    PAUSES,
    QUIET,
    Known,
    claim_call,
    follow_feed,
    is_due,
    note_failure,
    note_success,
)

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_what_the_hub_knows_already_is_told_to_nobody() -> None:
    known = follow_feed(note_success("a"), "a", NOW)
    assert not is_due(known, NOW + timedelta(days=9))


def test_a_burst_is_told_once_it_has_begun_some_seconds_ago() -> None:
    known = follow_feed(note_success("a"), "b", NOW)
    assert not is_due(known, NOW)
    known = follow_feed(known, "c", NOW + QUIET - SECOND)
    assert not is_due(known, NOW + QUIET - SECOND)
    assert is_due(known, NOW + QUIET), "a newsroom that publishes all the time is told, too"


def test_a_feed_that_is_again_what_the_hub_knows_is_not_told() -> None:
    known = follow_feed(follow_feed(note_success("a"), "b", NOW), "a", NOW + SECOND)
    assert not is_due(known, NOW + QUIET)


def test_pauses_grow_and_a_hub_is_never_given_up() -> None:
    known = follow_feed(Known(), "a", NOW)
    now = NOW + QUIET
    waited = []
    for _ in range(len(PAUSES) + 2):
        known = note_failure(known, now)
        waited.append(next(each for each in PAUSES if is_due(known, now + each)))
        now += waited[-1]
    assert waited == [*PAUSES, PAUSES[-1], PAUSES[-1]]


def test_while_the_hub_rests_another_change_asks_for_no_earlier_call() -> None:
    known = note_failure(follow_feed(Known(), "a", NOW), NOW + QUIET)
    known = follow_feed(known, "b", NOW + QUIET + SECOND)
    assert not is_due(known, NOW + 2 * QUIET)
    assert is_due(known, NOW + QUIET + PAUSES[0])


@pytest.mark.parametrize(
    ("asked", "pause"), [(None, PAUSES[0]), (3.0, PAUSES[0]), (7200.0, timedelta(hours=2))]
)
def test_a_hub_may_ask_for_a_longer_rest(asked: float | None, pause: timedelta) -> None:
    known = note_failure(follow_feed(Known(), "a", NOW), NOW, asked)
    assert not is_due(known, NOW + pause - SECOND)
    assert is_due(known, NOW + max(pause, QUIET))


def test_no_hub_asks_for_a_rest_without_end() -> None:
    known = note_failure(follow_feed(Known(), "a", NOW), NOW, 1e12)
    assert is_due(known, NOW + LONGEST_ASKED)


def test_while_one_calls_nobody_else_does_and_who_died_is_followed() -> None:
    known = claim_call(follow_feed(Known(), "a", NOW), NOW + 6 * QUIET)
    assert not is_due(known, NOW + 5 * QUIET)
    assert is_due(known, NOW + 6 * QUIET)


def test_a_clock_that_was_set_back_keeps_no_hub_waiting_for_years() -> None:
    ahead = NOW + timedelta(days=3650)
    known = note_failure(follow_feed(Known(), "a", ahead), ahead)
    assert is_due(known, NOW)
