"""Alerts are kept, told to the desk and to webhooks, and handed to whoever mails them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.codec import from_json, to_json
from service.model import EventKind, HoldReason
from service.model.alert import Alert, Condition
from service.plan.alerts import AlertBook, decide_alerts
from service.store.library import Library

_BOOK, _LETTERS = "alerts", "alert letters"

CLAIM = timedelta(minutes=5)
"""For so long one program tries to send a letter; then it is anybody's again."""

LETTERS_KEPT = timedelta(days=2)
"""A letter that cannot be sent for so long is no news any more."""

_MOST_LETTERS = 50


@dataclass(frozen=True, slots=True)
class Letter:
    """An alert that somebody is to be written of, and until when a program is at it."""

    alert: Alert
    written: datetime
    claimed: datetime | None = None

    @property
    def id(self) -> tuple[str, str, str]:
        """What no other letter has."""
        condition = self.alert.condition
        return condition.kind.value, condition.subject, self.written.isoformat()


def read_alerts(library: Library) -> AlertBook:
    """What is wrong, and what was."""
    kept = library.fact(_BOOK)
    return from_json(AlertBook, kept) if kept else AlertBook()


def note_conditions(
    found: Sequence[Condition], library: Library, now: datetime, *, by_mail: bool
) -> None:
    """What is ``found`` now is in the book; of what begins or ends webhooks are told.

    Book and messages are one transaction, so that of several programs that look one tells.
    With ``by_mail`` letters are written, too, for whoever sends them.
    """
    if not found and not read_alerts(library).standing:
        return
    with library.together():
        before = read_alerts(library)
        decision = decide_alerts(found, before, now)
        if decision.book != before:
            library.keep_fact(_BOOK, to_json(decision.book))
        for alert in decision.news:
            kind = EventKind.ALERT_ENDED if alert.ended else EventKind.ALERT_BEGAN
            library.tell_of(kind, [_reason(alert)], now)
        if by_mail and decision.news:
            _keep(library, [*_letters(library), *(Letter(each, now) for each in decision.news)])


def claim_letters(library: Library, now: datetime) -> tuple[Letter, ...]:
    """The letters to be sent now by who asks, and by nobody else for ``CLAIM``."""
    if not _letters(library):
        return ()
    with library.together():
        fresh = [each for each in _letters(library) if now - each.written < LETTERS_KEPT]
        free = [each for each in fresh if each.claimed is None or each.claimed <= now]
        mine = tuple(replace(each, claimed=now + CLAIM) for each in free)
        _keep(library, [*(each for each in fresh if each not in free), *mine])
    return mine


def drop_letter(letter: Letter, library: Library) -> None:
    """The letter was sent."""
    with library.together():
        _keep(library, [each for each in _letters(library) if each.id != letter.id])


def _letters(library: Library) -> tuple[Letter, ...]:
    kept = library.fact(_LETTERS)
    return from_json(tuple[Letter, ...], kept) if kept else ()


def _keep(library: Library, letters: Sequence[Letter]) -> None:
    library.keep_fact(_LETTERS, to_json(tuple(letters[-_MOST_LETTERS:])))


def _reason(alert: Alert) -> HoldReason:
    condition = alert.condition
    return HoldReason(condition.kind.value, condition.vi, condition.en)
