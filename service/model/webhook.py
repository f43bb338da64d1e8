"""What other systems are told of, and how telling them went (Standard Webhooks)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from service.model.hold import HoldReason
from service.model.units import require

LOG_LIFE = timedelta(days=30)
"""How long it is kept what was told to whom, and how that went."""

MOST_WEBHOOKS = 20
"""Each of them is a row in the transaction of every event."""


class EventKind(StrEnum):
    """What happened; the value is the ``type`` of its message, and never changes."""

    EDITION_READY = "edition.ready"
    """An edition is made and can be heard at the desk."""

    REVIEW_NEEDED = "review.needed"
    """Something waits for somebody's yes; the event's ``reasons`` say why."""

    EPISODE_RELEASED = "episode.released"
    """The public has an article as an episode that it did not have before."""

    EPISODE_CORRECTED = "episode.corrected"
    """The public has another edition of an episode that it had."""

    EPISODE_WITHDRAWN = "episode.withdrawn"
    """The public has the episode no longer."""

    EPISODE_FAILED = "episode.failed"
    """An edition could not be made or released; ``reasons`` say why."""

    ALERT_BEGAN = "alert.began"
    """Something is wrong that does not pass by itself; ``reasons`` say what. Of no article."""

    ALERT_ENDED = "alert.ended"
    """That is over."""

    TEST = "webhook.test"
    """Nothing happened: somebody tries whether messages arrive. Nobody subscribes to it."""


SUBSCRIBED = tuple(kind for kind in EventKind if kind is not EventKind.TEST)
"""What a webhook may be told of."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, to an article or to none, as it was at that moment.

    ``id`` is the message's, the same at each try and for each receiver. ``edition`` is the
    edition's number, ``file`` the published recording's name where the public has one.
    ``note`` is what an editor wrote for others to read.
    """

    id: str
    kind: EventKind
    at: datetime
    article_id: str | None
    source_id: str | None
    title: str | None
    edition: int | None = None
    file: str | None = None
    reasons: tuple[HoldReason, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        require(self.at.tzinfo is not None, "the moment has a time zone")


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told of events of these ``kinds``.

    While it is ``disabled`` (since when, and in Vietnamese why) no event is told to it, and
    what was to be told before waits.
    """

    id: int
    address: str
    kinds: tuple[EventKind, ...]
    author: str
    created: datetime
    disabled: datetime | None = None
    disabled_reason: str = ""


class DeliveryState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: what the receiver answered (None: nothing), or in both languages why it did not."""

    at: datetime
    status: int | None
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook; ``attempts`` are the tries, the first one first."""

    id: int
    webhook_id: int
    event: Event
    state: DeliveryState
    attempts: tuple[Attempt, ...]
    next_try: datetime | None
