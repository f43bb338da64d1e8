"""An alert is kept with its messages; letters go once, by one program."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.model import EventKind
from service.model.alert import AlertKind, Condition
from service.plan.alerts import CALM
from service.store.library import Library, open_library
from service.tending.alerts import (
    CLAIM,
    LETTERS_KEPT,
    claim_letters,
    drop_letter,
    note_conditions,
    read_alerts,
)

NOW = datetime(2026, 11, 29, tzinfo=UTC)
CERTIFICATE = Condition(AlertKind.CERTIFICATE, "https://nghe.example.vn", "Sắp hết hạn.", "Soon.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "loa.db")
    yield library
    library.close()


def test_webhooks_that_subscribe_are_told_when_it_begins_and_when_it_is_over(
    library: Library,
) -> None:
    kinds = (EventKind.ALERT_BEGAN, EventKind.ALERT_ENDED)
    webhook = library.add_webhook("https://trực.example", kinds, "whsec_x", "thử", NOW)
    library.add_webhook("https://khác.example", (EventKind.TEST,), "whsec_y", "thử", NOW)
    for at in (NOW, NOW + timedelta(minutes=1)):
        note_conditions([CERTIFICATE], library, at, by_mail=False)
    note_conditions([], library, NOW + timedelta(minutes=1) + CALM, by_mail=False)
    told = [each.event for each in library.deliveries(webhook.id, 10)]
    assert [each.kind for each in told] == [EventKind.ALERT_ENDED, EventKind.ALERT_BEGAN]
    assert {each.article_id for each in told} == {None}
    assert told[0].reasons[0].code == "certificate"
    assert told[0].reasons[0].vi == "Sắp hết hạn."


def test_of_programs_that_look_at_once_one_tells(library: Library, tmp_path: Path) -> None:
    others = [open_library(tmp_path / "loa.db") for _ in range(4)]
    threads = [
        threading.Thread(
            target=note_conditions, args=([CERTIFICATE], each, NOW), kwargs={"by_mail": True}
        )
        for each in others
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(claim_letters(library, NOW)) == 1
    for other in others:
        other.close()


def test_nothing_is_written_while_all_is_well(library: Library) -> None:
    note_conditions([], library, NOW, by_mail=True)
    assert library.fact("alerts") is None
    assert claim_letters(library, NOW) == ()


def test_a_letter_is_sent_by_who_claimed_it_and_by_another_where_that_one_died(
    library: Library,
) -> None:
    note_conditions([CERTIFICATE], library, NOW, by_mail=True)
    (letter,) = claim_letters(library, NOW)
    assert claim_letters(library, NOW + CLAIM / 2) == ()
    (again,) = claim_letters(library, NOW + CLAIM)
    assert again.id == letter.id
    drop_letter(again, library)
    assert claim_letters(library, NOW + 2 * CLAIM) == ()
    assert len(read_alerts(library).told) == 1


def test_a_letter_that_nobody_takes_for_days_is_no_news_any_more(library: Library) -> None:
    note_conditions([CERTIFICATE], library, NOW, by_mail=True)
    assert claim_letters(library, NOW + LETTERS_KEPT) == ()
    assert json.loads(library.fact("alert letters") or "") == []
