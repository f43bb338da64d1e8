"""The tables of webhooks, and how an event enters them within the transaction that makes it.

This is an outbox: an event is told because its rows were committed with what happened, and
of what was undone nothing is told. Sending is for later, and for somebody else.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.codec import from_json, to_json
from service.errors import NotFoundError
from service.model import (
    Attempt,
    Delivery,
    DeliveryState,
    Event,
    EventKind,
    HoldReason,
    Webhook,
)
from service.store.schema import ArticleRow, Moment, Table


class WebhookRow(Table):
    """An address that is told of events. ``kinds`` is JSON.

    Its ``secret`` signs what is sent, and so is kept as it is; ``earlier_secret`` signs
    beside it until ``earlier_until``.
    """

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(Text)
    kinds: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(String(100))
    earlier_secret: Mapped[str | None] = mapped_column(String(100))
    earlier_until: Mapped[datetime | None] = mapped_column(Moment)
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    disabled: Mapped[datetime | None] = mapped_column(Moment)
    disabled_reason: Mapped[str] = mapped_column(Text, server_default="")


class EventRow(Table):
    """Something that happened and that somebody is told of; see ``Event``."""

    __tablename__ = "events"
    __table_args__ = (Index("events_by_time", "at"),)

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    content: Mapped[str] = mapped_column(Text)


class DeliveryRow(Table):
    """One event on its way to one webhook. ``attempts`` is JSON.

    ``next_try`` is when it is sent next; while somebody sends it, when that is given up.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("deliveries_of_webhook", "webhook_id", "id"),
        Index("deliveries_of_event", "event_id"),
        Index(
            "deliveries_due",
            "next_try",
            sqlite_where=text("next_try IS NOT NULL"),
            postgresql_where=text("next_try IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"))
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"))
    state: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[str] = mapped_column(Text)
    next_try: Mapped[datetime | None] = mapped_column(Moment)


def put_event(
    session: Session,
    kind: EventKind,
    article_id: str | None,
    now: datetime,
    *,
    edition: int | None = None,
    file: str | None = None,
    reasons: Sequence[HoldReason] = (),
    note: str | None = None,
) -> None:
    """Who subscribes to ``kind`` is told that this happened to the article, or to none.

    Call it in the transaction of what happened. It costs a look where nobody subscribes.
    """
    told = [each for each in _listening(session) if kind in each.kinds]
    if not told:
        return
    article = session.get(ArticleRow, article_id) if article_id else None
    event = Event(
        id=new_event_id(),
        kind=kind,
        at=now,
        article_id=article_id,
        source_id=article.source_id if article else None,
        title=article.title if article else None,
        edition=edition,
        file=file,
        reasons=tuple(reasons),
        note=note,
    )
    put_deliveries(session, event, [each.id for each in told])


def put_deliveries(session: Session, event: Event, webhook_ids: Sequence[int]) -> None:
    """``event`` is on its way to these webhooks."""
    session.add(EventRow(id=event.id, at=event.at, content=to_json(event)))
    session.flush()
    session.add_all(
        DeliveryRow(
            webhook_id=webhook_id,
            event_id=event.id,
            state=DeliveryState.PENDING,
            attempts="[]",
            next_try=event.at,
        )
        for webhook_id in webhook_ids
    )


def require_webhook(session: Session, webhook_id: int) -> WebhookRow:
    """The row of this number. Raises NotFoundError."""
    row = session.get(WebhookRow, webhook_id)
    if row is None:
        raise NotFoundError(
            f"Không có webhook số {webhook_id}.", f"There is no webhook {webhook_id}."
        )
    return row


def new_event_id() -> str:
    """An id that no other message has; without a full stop, which separates what is signed."""
    return f"msg_{secrets.token_hex(16)}"


def read_webhook(row: WebhookRow) -> Webhook:
    """What the row tells, without its secrets."""
    return Webhook(
        id=row.id,
        address=row.address,
        kinds=from_json(tuple[EventKind, ...], row.kinds),
        author=row.author,
        created=row.created,
        disabled=row.disabled,
        disabled_reason=row.disabled_reason,
    )


def read_delivery(row: DeliveryRow, event: EventRow) -> Delivery:
    """What the rows tell."""
    return Delivery(
        id=row.id,
        webhook_id=row.webhook_id,
        event=from_json(Event, event.content),
        state=DeliveryState(row.state),
        attempts=from_json(tuple[Attempt, ...], row.attempts),
        next_try=row.next_try,
    )


def _listening(session: Session) -> list[Webhook]:
    rows = session.scalars(select(WebhookRow).where(WebhookRow.disabled.is_(None)))
    return [read_webhook(row) for row in rows]
