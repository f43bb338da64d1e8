"""Decides of what is found wrong whom to tell: once when it begins to matter, once when over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from service.model.alert import Alert, AlertKind, Condition

PATIENCE: Mapping[AlertKind, timedelta] = MappingProxyType(
    {
        AlertKind.VOICE: timedelta(minutes=10),
        AlertKind.QUEUE: timedelta(minutes=1),
        AlertKind.DISK: timedelta(minutes=1),
        AlertKind.MEDIA: timedelta(minutes=15),
        AlertKind.CERTIFICATE: timedelta(0),
    }
)
"""How long something is wrong before anybody hears of it: most of it mends itself (a refusal of
Google's, a lost recording that the upkeep builds again each ten minutes)."""

CALM = timedelta(minutes=5)
"""How long it is well before it is over: what comes and goes is one alert, not twenty."""

MOST_PAST = 20


@dataclass(frozen=True, slots=True)
class AlertBook:
    """What stands, told or not yet, and the last that are over, the newest first."""

    standing: tuple[Alert, ...] = ()
    past: tuple[Alert, ...] = ()

    @property
    def told(self) -> tuple[Alert, ...]:
        """What stands and everybody was told of."""
        return tuple(each for each in self.standing if each.is_told)


@dataclass(frozen=True, slots=True)
class AlertDecision:
    """The book from now on, and of which alerts to tell: begun, or over where ``ended`` is set."""

    book: AlertBook
    news: tuple[Alert, ...]


def decide_alerts(found: Sequence[Condition], book: AlertBook, now: datetime) -> AlertDecision:
    """What to tell of the conditions that are ``found`` now.

    What was not told and is gone is forgotten. A clock that was set back ends nothing.
    """
    conditions = {each.key: each for each in found}
    known = {each.condition.key: each for each in book.standing}
    standing, over, news = [], [], []
    for key in (*known, *(key for key in conditions if key not in known)):
        before, condition = known.get(key), conditions.get(key)
        if condition is not None:
            alert = _seen(before, condition, now)
            standing.append(alert)
            if alert.is_told and not (before and before.is_told):
                news.append(alert)
        elif before is not None and before.is_told:
            if now - before.seen < CALM:
                standing.append(before)
            else:
                over.append(before.over(now))
    past = (*over, *book.past)[:MOST_PAST]
    return AlertDecision(AlertBook(tuple(standing), past), (*news, *over))


def _seen(before: Alert | None, condition: Condition, now: datetime) -> Alert:
    began = before.began if before else now
    is_told = bool(before and before.is_told) or now - began >= PATIENCE[condition.kind]
    if before is None:
        return Alert(condition, began, now, is_told)
    return replace(before, condition=condition, seen=now, is_told=is_told)
