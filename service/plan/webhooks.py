"""Decides what becomes of a message after a try: sent, tried again later, given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.model import DeliveryState

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=10),
)
"""After the first try, the second, and so on (Standard Webhooks, «Deliverability»); after the
last one no other follows: a receiver may be away over a day."""

LONGEST_ASKED = timedelta(hours=23)
"""No receiver's own wish to be left alone is obeyed for longer."""

GONE = 410
"""The receiver wants nothing any more (Standard Webhooks)."""

_SENT = range(200, 300)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a try led to: the ``state``, the ``next_try``, and what it means for the webhook.

    With ``is_gone`` nothing is sent to it any more; ``quiet_until`` is for all that waits.
    """

    state: DeliveryState
    next_try: datetime | None = None
    is_gone: bool = False
    quiet_until: datetime | None = None


def decide_outcome(
    status: int | None,
    tries: int,
    now: datetime,
    *,
    may_pass: bool = True,
    asked: float | None = None,
) -> Outcome:
    """What the try number ``tries`` (from 1) led to, which was answered ``status`` or not at all.

    ``may_pass`` is false for an address that is never asked. The receiver may have
    ``asked`` for seconds of patience.
    """
    if status in _SENT:
        return Outcome(DeliveryState.DELIVERED)
    if status == GONE:
        return Outcome(DeliveryState.FAILED, is_gone=True)
    if tries > len(PAUSES) or (status is None and not may_pass):
        return Outcome(DeliveryState.FAILED)
    patience = min(timedelta(seconds=min(asked or 0.0, 1e6)), LONGEST_ASKED)
    next_try = now + max(PAUSES[tries - 1], patience)
    return Outcome(DeliveryState.PENDING, next_try, quiet_until=now + patience if asked else None)
