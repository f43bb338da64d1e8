"""Webhooks: who is told of what, and the log of what was told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from service.codec import from_json, to_json
from service.errors import AccessError, NotFoundError
from service.model import (
    MOST_WEBHOOKS,
    Attempt,
    Delivery,
    DeliveryState,
    Event,
    EventKind,
    HoldReason,
    Webhook,
)
from service.store.database import OnDatabase
from service.store.webhook_rows import (
    DeliveryRow,
    EventRow,
    WebhookRow,
    put_deliveries,
    put_event,
    read_delivery,
    read_webhook,
)

LONGEST_PAUSE = timedelta(hours=24)
"""Between two tries; one that is further off was set by a wrong clock, and is due."""


class Webhooks(OnDatabase):
    """An outbox: what is told was committed with what happened, and is told until it arrives."""

    def tell_event(
        self,
        kind: EventKind,
        article_id: str,
        now: datetime,
        *,
        edition: int | None = None,
        file: str | None = None,
        reasons: Sequence[HoldReason] = (),
        note: str | None = None,
    ) -> None:
        """Who subscribes to ``kind`` is told that this happened to the article.

        Call it inside the transaction of what happened (``put_event`` where a session is at
        hand), so that a crash loses neither or both.
        """
        with self._database.writing() as session:
            put_event(
                session,
                kind,
                article_id,
                now,
                edition=edition,
                file=file,
                reasons=reasons,
                note=note,
            )

    # --- who is told ---------------------------------------------------------

    def add_webhook(
        self, address: str, kinds: Sequence[EventKind], secret: str, author: str, now: datetime
    ) -> Webhook:
        """The new webhook. Raises AccessError where there are as many as may be."""
        with self._database.writing() as session:
            if len(session.scalars(select(WebhookRow.id)).all()) >= MOST_WEBHOOKS:
                raise AccessError(
                    f"Đã có {MOST_WEBHOOKS} webhook, nhiều nhất được phép.",
                    f"There are {MOST_WEBHOOKS} webhooks already, the most that are allowed.",
                )
            row = WebhookRow(
                address=address,
                kinds=to_json(tuple(kinds)),
                secret=secret,
                author=author,
                created=now,
                disabled_reason="",
            )
            session.add(row)
            session.flush()
            return read_webhook(row)

    def webhooks(self) -> tuple[Webhook, ...]:
        """All of them, the first one first."""
        with self._database.reading() as session:
            rows = session.scalars(select(WebhookRow).order_by(WebhookRow.id))
            return tuple(map(read_webhook, rows))

    def webhook(self, webhook_id: int) -> Webhook:
        """The webhook of this number. Raises NotFoundError."""
        with self._database.reading() as session:
            return read_webhook(_row(session, webhook_id))

    def webhook_secrets(self, webhook_id: int, now: datetime) -> tuple[str, ...]:
        """What signs now, the newest first. Raises NotFoundError."""
        with self._database.reading() as session:
            row = _row(session, webhook_id)
            earlier = row.earlier_until is not None and now < row.earlier_until
            return (row.secret, row.earlier_secret or "") if earlier else (row.secret,)

    def change_kinds(self, webhook_id: int, kinds: Sequence[EventKind]) -> None:
        """It is told of ``kinds`` from now on. Raises NotFoundError."""
        with self._database.writing() as session:
            _row(session, webhook_id).kinds = to_json(tuple(kinds))

    def change_secret(self, webhook_id: int, secret: str, earlier_until: datetime) -> None:
        """``secret`` signs from now on, and until then the earlier one too. NotFoundError."""
        with self._database.writing() as session:
            row = _row(session, webhook_id)
            row.earlier_secret, row.earlier_until = row.secret, earlier_until
            row.secret = secret

    def disable_webhook(self, webhook_id: int, now: datetime, reason: str) -> None:
        """Nothing is sent to it until it is enabled again. Raises NotFoundError."""
        with self._database.writing() as session:
            row = _row(session, webhook_id)
            row.disabled, row.disabled_reason = now, reason

    def enable_webhook(self, webhook_id: int) -> None:
        """It is told again, first of what waits since before. Raises NotFoundError."""
        with self._database.writing() as session:
            row = _row(session, webhook_id)
            row.disabled, row.disabled_reason = None, ""

    def remove_webhook(self, webhook_id: int) -> None:
        """It is gone, with its log and what was still to be told. Raises NotFoundError."""
        with self._database.writing() as session:
            row = _row(session, webhook_id)
            session.execute(delete(DeliveryRow).where(DeliveryRow.webhook_id == webhook_id))
            session.delete(row)
            _forget_events(session)

    # --- what is told --------------------------------------------------------

    def send_to(self, webhook_id: int, event: Event) -> None:
        """``event`` is on its way to this webhook, whatever it subscribes to. NotFoundError."""
        with self._database.writing() as session:
            put_deliveries(session, event, [_row(session, webhook_id).id])

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
        """How one more try went, and when the next one is. Nothing where it is gone by now."""
        with self._database.writing() as session:
            row = session.get(DeliveryRow, delivery.id)
            if row is not None:
                told = from_json(tuple[Attempt, ...], row.attempts)
                row.attempts = to_json((*told, attempt))
                row.state, row.next_try = state, next_try

    def deliveries(self, webhook_id: int, limit: int, offset: int = 0) -> tuple[Delivery, ...]:
        """The log of the webhook, the newest first."""
        newest = (
            select(DeliveryRow, EventRow)
            .join(EventRow, EventRow.id == DeliveryRow.event_id)
            .where(DeliveryRow.webhook_id == webhook_id)
            .order_by(DeliveryRow.id.desc())
        )
        with self._database.reading() as session:
            found = session.execute(newest.limit(limit).offset(offset))
            return tuple(read_delivery(row, event) for row, event in found)

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


def _row(session: Session, webhook_id: int) -> WebhookRow:
    row = session.get(WebhookRow, webhook_id)
    if row is None:
        raise NotFoundError(
            f"Không có webhook số {webhook_id}.", f"There is no webhook {webhook_id}."
        )
    return row


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(DeliveryRow.next_try <= now, DeliveryRow.next_try > now + LONGEST_PAUSE)


def _forget_events(session: Session) -> None:
    """Events that nobody is told of any more are gone."""
    told = select(DeliveryRow.event_id)
    session.execute(delete(EventRow).where(EventRow.id.not_in(told)))
