"""Webhooks: who is told of what."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.codec import to_json
from service.errors import AccessError
from service.model import MOST_WEBHOOKS, EventKind, HoldReason, Webhook
from service.store.database import OnDatabase
from service.store.webhook_rows import (
    DeliveryRow,
    EventRow,
    WebhookRow,
    put_event,
    read_webhook,
    require_webhook,
)


class Webhooks(OnDatabase):
    """A row an address, with what signs what is sent there."""

    def tell_of(self, kind: EventKind, reasons: Sequence[HoldReason], now: datetime) -> None:
        """Who subscribes to ``kind`` is told that this happened, to no article."""
        with self._database.writing() as session:
            put_event(session, kind, None, now, reasons=reasons)

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
            return read_webhook(require_webhook(session, webhook_id))

    def webhook_secrets(self, webhook_id: int, now: datetime) -> tuple[str, ...]:
        """What signs now, the newest first. Raises NotFoundError."""
        with self._database.reading() as session:
            row = require_webhook(session, webhook_id)
            earlier = row.earlier_until is not None and now < row.earlier_until
            return (row.secret, row.earlier_secret or "") if earlier else (row.secret,)

    def change_kinds(self, webhook_id: int, kinds: Sequence[EventKind]) -> None:
        """It is told of ``kinds`` from now on. Raises NotFoundError."""
        with self._database.writing() as session:
            require_webhook(session, webhook_id).kinds = to_json(tuple(kinds))

    def change_secret(self, webhook_id: int, secret: str, earlier_until: datetime) -> None:
        """``secret`` signs from now on, and until then the earlier one too. NotFoundError."""
        with self._database.writing() as session:
            row = require_webhook(session, webhook_id)
            row.earlier_secret, row.earlier_until = row.secret, earlier_until
            row.secret = secret

    def disable_webhook(self, webhook_id: int, now: datetime, reason: str) -> None:
        """Nothing is sent to it until it is enabled again. Raises NotFoundError."""
        with self._database.writing() as session:
            row = require_webhook(session, webhook_id)
            row.disabled, row.disabled_reason = now, reason

    def enable_webhook(self, webhook_id: int) -> None:
        """It is told again, first of what waits since before. Raises NotFoundError."""
        with self._database.writing() as session:
            row = require_webhook(session, webhook_id)
            row.disabled, row.disabled_reason = None, ""

    def remove_webhook(self, webhook_id: int) -> None:
        """It is gone, with its log and what was still to be told. Raises NotFoundError."""
        with self._database.writing() as session:
            row = require_webhook(session, webhook_id)
            session.execute(delete(DeliveryRow).where(DeliveryRow.webhook_id == webhook_id))
            session.delete(row)
            _forget_events(session)


def _forget_events(session: Session) -> None:
    """Events that nobody is told of any more are gone."""
    told = select(DeliveryRow.event_id)
    session.execute(delete(EventRow).where(EventRow.id.not_in(told)))
