"""Sends what webhooks are to be told, one message at once to each of them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.errors import FetchError
from service.model import LOG_LIFE, Attempt, Delivery, DeliveryState, Webhook
from service.outputs.webhook_message import message_headers, render_message
from service.plan.webhooks import GONE, Outcome, decide_outcome
from service.sources.fetch import Fetcher, Limits, Message
from service.store.library import Library

LIMITS = Limits(0, connect=5.0, read=10.0, total=15.0)
"""A receiver, or a hub, takes the message and answers; what it does with it is for afterwards."""

CLAIM = timedelta(minutes=1)
"""Longer than one try may take; after that, whoever was sending is taken for dead."""

_FORGOTTEN_AT_ONCE = 1000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Courier:
    """What messages are sent by. ``now`` answers the time with its zone."""

    library: Library
    fetcher: Fetcher
    base_url: str
    now: Callable[[], datetime]

    def due(self) -> tuple[int, ...]:
        """The webhooks to whom something is to be sent now."""
        return self.library.due_webhooks(self.now())

    def send_next(self, webhook_id: int) -> bool:
        """Whether something was due to the webhook and arrived: the next may follow at once."""
        now = self.now()
        delivery = self.library.claim_delivery(webhook_id, now, now + CLAIM)
        return delivery is not None and send(delivery, self).state is DeliveryState.DELIVERED


def send(delivery: Delivery, courier: Courier) -> Outcome:
    """What became of one try for ``delivery``, which is in the log by then.

    Raises StoreError where it cannot be written down: then it is sent again.
    """
    library, now = courier.library, courier.now()
    webhook = library.webhook(delivery.webhook_id)
    attempt, failure = _attempt(delivery, webhook, courier, now)
    outcome = decide_outcome(
        attempt.status,
        len(delivery.attempts) + 1,
        courier.now(),
        may_pass=failure is None or failure.transient,
        asked=failure.retry_after if failure else None,
    )
    library.note_attempt(delivery, attempt, outcome.state, outcome.next_try)
    if outcome.is_gone:
        library.disable_webhook(
            webhook.id, now, f"Máy nhận trả lời {GONE}: không muốn nhận gì nữa."
        )
    if outcome.quiet_until is not None:
        library.pause_deliveries(webhook.id, outcome.quiet_until)
    return outcome


def forget_old(library: Library, now: datetime) -> None:
    """The log tells of the last month, and answers that nobody is given again are gone."""
    while library.forget_deliveries(now - LOG_LIFE, _FORGOTTEN_AT_ONCE):
        pass
    library.forget_answers(now)


def _attempt(
    delivery: Delivery, webhook: Webhook, courier: Courier, now: datetime
) -> tuple[Attempt, FetchError | None]:
    event = delivery.event
    content = render_message(event, courier.base_url)
    secrets = courier.library.webhook_secrets(webhook.id, now)
    headers = message_headers(event.id, content, secrets, now)
    try:
        answer = courier.fetcher.send(Message(webhook.address, LIMITS, content, headers))
    except FetchError as e:
        _LOG.info("event %s did not reach webhook %d: %s", event.id, webhook.id, e.reason[1])
        return Attempt(now, e.status, *e.reason), e
    return Attempt(now, answer.status), None
