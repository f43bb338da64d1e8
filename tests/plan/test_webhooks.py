"""What becomes of a message after each answer."""

from datetime import UTC, datetime, timedelta

import pytest

from service.model import DeliveryState
from service.plan.webhooks import LONGEST_ASKED, PAUSES, decide_outcome

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_2xx_is_an_arrival(status: int) -> None:
    assert decide_outcome(status, 1, NOW).state is DeliveryState.DELIVERED


@pytest.mark.parametrize("status", [None, 199, 301, 307, 400, 401, 404, 429, 500, 503])
def test_anything_else_is_tried_again_later(status: int | None) -> None:
    outcome = decide_outcome(status, 1, NOW)
    assert outcome.state is DeliveryState.PENDING
    assert outcome.next_try == NOW + timedelta(seconds=5)


def test_the_pauses_grow_from_seconds_to_hours_and_end() -> None:
    pauses = []
    tries = 1
    while (outcome := decide_outcome(500, tries, NOW)).next_try is not None:
        pauses.append(outcome.next_try - NOW)
        tries += 1
    assert pauses == list(PAUSES) == sorted(PAUSES)
    assert sum(pauses, timedelta()) > timedelta(days=1)
    assert outcome.state is DeliveryState.FAILED


def test_a_receiver_that_is_gone_is_told_nothing_more() -> None:
    outcome = decide_outcome(410, 1, NOW)
    assert (outcome.state, outcome.is_gone) == (DeliveryState.FAILED, True)


def test_an_address_that_is_never_asked_is_not_tried_again() -> None:
    assert decide_outcome(None, 1, NOW, may_pass=False).state is DeliveryState.FAILED
    assert decide_outcome(404, 1, NOW, may_pass=False).state is DeliveryState.PENDING


@pytest.mark.parametrize(
    ("asked", "pause"),
    [
        (1.0, timedelta(seconds=5)),
        (90.0, timedelta(seconds=90)),
        (1e12, LONGEST_ASKED),
    ],
)
def test_a_receiver_that_asks_for_patience_gets_it_within_reason(
    asked: float, pause: timedelta
) -> None:
    outcome = decide_outcome(503, 1, NOW, asked=asked)
    assert outcome.next_try == NOW + pause
    assert outcome.quiet_until == NOW + min(timedelta(seconds=min(asked, 1e6)), LONGEST_ASKED)


def test_one_that_asks_for_nothing_holds_up_nothing_else() -> None:
    assert decide_outcome(503, 1, NOW).quiet_until is None
