"""Whoever runs Loa hears of what is wrong once, and once when it is over."""

from datetime import UTC, datetime, timedelta

import pytest

from service.model.alert import Alert, AlertKind, Condition
from service.plan.alerts import CALM, MOST_PAST, PATIENCE, AlertBook, decide_alerts

NOW = datetime(2026, 11, 29, tzinfo=UTC)
QUEUE = Condition(AlertKind.QUEUE, "", "Hàng đợi đứng yên.", "The queue stands.")
MINUTE = timedelta(minutes=1)


def story(found: list[list[Condition]], every: timedelta = MINUTE) -> list[list[Alert]]:
    """What is told at each look."""
    book, told = AlertBook(), []
    for at, conditions in enumerate(found):
        decision = decide_alerts(conditions, book, NOW + at * every)
        book = decision.book
        told.append(list(decision.news))
    return told


@pytest.mark.parametrize("kind", AlertKind)
def test_it_is_told_once_when_it_has_stood_for_as_long_as_its_kind_may(kind: AlertKind) -> None:
    condition = Condition(kind, "x", "vi", "en")
    looks = PATIENCE[kind] // MINUTE
    told = story([[condition]] * (looks + 10))
    assert [len(news) for news in told] == [0] * looks + [1] + [0] * 9
    (alert,) = told[looks]
    assert (alert.began, alert.ended) == (NOW, None)


def test_it_is_over_once_when_it_has_been_well_for_a_while() -> None:
    calm = CALM // MINUTE
    told = story([[QUEUE]] * 3 + [[]] * (calm + 5))
    assert [len(news) for news in told] == [0, 1, 0] + [0] * (calm - 1) + [1] + [0] * 5
    assert told[2 + calm][0].ended == NOW + (2 + calm) * MINUTE


def test_what_comes_and_goes_is_one_alert() -> None:
    told = story([[QUEUE], [QUEUE], [], [], [QUEUE], [], [QUEUE]] * 5)
    assert sum(map(len, told)) == 1


def test_what_passes_by_itself_is_told_to_nobody() -> None:
    voice = Condition(AlertKind.VOICE, "google", "vi", "en")
    assert not any(story([[voice]] * 5 + [[]] * 20 + [[voice]] * 5))


def test_its_words_may_change_while_it_stands() -> None:
    later = Condition(QUEUE.kind, QUEUE.subject, "Lâu hơn.", "For longer.")
    book = decide_alerts([QUEUE], AlertBook(), NOW).book
    book = decide_alerts([later], book, NOW + MINUTE).book
    (alert,) = book.told
    assert (alert.condition.vi, alert.began) == ("Lâu hơn.", NOW)


def test_two_of_one_kind_are_told_apart() -> None:
    disks = [Condition(AlertKind.DISK, name, "vi", "en") for name in ("LOA_DATA", "LOA_CACHE")]
    told = story([disks, disks])
    assert {each.condition.subject for each in told[1]} == {"LOA_DATA", "LOA_CACHE"}


def test_a_clock_that_is_set_back_ends_nothing_and_tells_nothing_twice() -> None:
    book = decide_alerts([QUEUE], AlertBook(), NOW).book
    book = decide_alerts([QUEUE], book, NOW + MINUTE).book
    for conditions in ([], [QUEUE]):
        decision = decide_alerts(conditions, book, NOW - timedelta(days=300))
        assert decision.news == ()
        assert len(decision.book.told) == 1


def test_only_the_last_that_are_over_are_kept() -> None:
    book = AlertBook()
    for at in range(MOST_PAST + 5):
        disk = Condition(AlertKind.CERTIFICATE, str(at), "vi", "en")
        book = decide_alerts([disk], book, NOW + at * timedelta(hours=1)).book
        book = decide_alerts([], book, NOW + at * timedelta(hours=1) + 2 * CALM).book
    assert len(book.past) == MOST_PAST
    assert book.past[0].condition.subject == str(MOST_PAST + 4)
