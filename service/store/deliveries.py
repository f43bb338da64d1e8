"""The outbox: what webhooks are told of, and the log of what was told."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from service.codec import from_json, to_json
from service.errors import NotFoundError
from service.model import Attempt, Delivery, DeliveryState, Event
from service.store.database import OnDatabase
from service.store.webhook_rows import (
    DeliveryRow,
    EventRow,
    WebhookRow,
    put_deliveries,
    read_delivery,
    require_webhook,
)

LONGEST_PAUSE = timedelta(hours=24)
"""Between two tries; one that is further off was set by a wrong clock, and is due."""


class Deliveries(OnDatabase):
    """What is told was committed with what happened, and is told until it arrives."""

    def send_to(self, webhook_id: int, event: Event) -> None:
        """``event`` is on its way to this webhook, whatever it subscribes to. NotFoundError."""
        with self._database.writing() as session:
            put_deliveries(session, event, [require_webhook(session, webhook_id).id])

    def send_again(self, delivery_id: int, now: datetime) -> None:
        """The delivery is due as if it was never tried. Raises NotFoundError."""
        with self._database.writing() as session:
            row = session.get(DeliveryRow, delivery_id)
            if row is None:
                raise NotFoundError("Không có lần gửi này.", "There is no such delivery.")
            row.state, row.attempts, row.next_try = DeliveryState.PENDING, "[]", now

    def due_webhooks(self, now: datetime) -> tuple[int, ...]:
        """The numbers of those to whom something is to be sent now."""
        due = (
            select(DeliveryRow.webhook_id)
            .join(WebhookRow, WebhookRow.id == DeliveryRow.webhook_id)
            .where(_is_due(now), WebhookRow.disabled.is_(None))
            .distinct()
        )
        with self._database.reading() as session:
            return tuple(session.scalars(due))

    def claim_delivery(self, webhook_id: int, now: datetime, until: datetime) -> Delivery | None:
        """What is due to the webhook the longest, or None; nobody else sends it ``until`` then."""
        due = (
            select(DeliveryRow)
            .join(WebhookRow, WebhookRow.id == DeliveryRow.webhook_id)
            .where(_is_due(now), DeliveryRow.webhook_id == webhook_id)
            .where(WebhookRow.disabled.is_(None))
            .order_by(DeliveryRow.next_try, DeliveryRow.id)
            .limit(1)
        )
        with self._database.writing() as session:
            row = session.scalar(due)
            if row is None:
                return None
            row.next_try = until
            return read_delivery(row, session.get_one(EventRow, row.event_id))

    def note_attempt(
        self,
        delivery: Delivery,
        attempt: Attempt,
        state: DeliveryState,
        next_try: datetime | None,
    ) -> None:
        """How one more try went, and when the next one is. Nothing where it is gone by now.

        ``delivery`` is as it was claimed. Where somebody asked meanwhile that it be sent again,
        it still is to be.
        """
        with self._database.writing() as session:
            row = session.get(DeliveryRow, delivery.id)
            if row is not None:
                told = from_json(tuple[Attempt, ...], row.attempts)
                row.attempts = to_json((*told, attempt))
                if not _is_sooner(row.next_try, delivery.next_try):
                    row.state, row.next_try = state, next_try

    def pause_deliveries(self, webhook_id: int, until: datetime) -> None:
        """Nothing is sent to the webhook before then: it asked for patience."""
        sooner = update(DeliveryRow).where(
            DeliveryRow.webhook_id == webhook_id, DeliveryRow.next_try < until
        )
        with self._database.writing() as session:
            session.execute(sooner.values(next_try=until))

    def deliveries(
        self, webhook_id: int, limit: int, offset: int = 0, *, before: int | None = None
    ) -> tuple[Delivery, ...]:
        """The log of the webhook, the newest first; or what of it stands ``before`` a row."""
        newest = (
            select(DeliveryRow, EventRow)
            .join(EventRow, EventRow.id == DeliveryRow.event_id)
            .where(DeliveryRow.webhook_id == webhook_id)
            .order_by(DeliveryRow.id.desc())
        )
        if before is not None:
            newest = newest.where(DeliveryRow.id < before)
        with self._database.reading() as session:
            found = session.execute(newest.limit(limit).offset(offset))
            return tuple(read_delivery(row, event) for row, event in found)

    def has_delivery(self, webhook_id: int, delivery_id: int) -> bool:
        """Whether the message stands in the webhook's log."""
        with self._database.reading() as session:
            row = session.get(DeliveryRow, delivery_id)
            return row is not None and row.webhook_id == webhook_id

    def count_deliveries(self, webhook_id: int) -> int:
        """How long the webhook's log is."""
        own = select(func.count()).where(DeliveryRow.webhook_id == webhook_id)
        with self._database.reading() as session:
            return session.scalar(own) or 0

    def forget_deliveries(self, before: datetime, limit: int) -> int:
        """How many events from ``before`` a moment left the log now; ``limit`` at once."""
        old = select(EventRow.id).where(EventRow.at < before).order_by(EventRow.at).limit(limit)
        with self._database.writing() as session:
            ids = session.scalars(old).all()
            session.execute(delete(DeliveryRow).where(DeliveryRow.event_id.in_(ids)))
            session.execute(delete(EventRow).where(EventRow.id.in_(ids)))
            return len(ids)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(DeliveryRow.next_try <= now, DeliveryRow.next_try > now + LONGEST_PAUSE)


def _is_sooner(due: datetime | None, claimed_until: datetime | None) -> bool:
    """Whether what was claimed has been made due since."""
    return due is not None and claimed_until is not None and due < claimed_until
