"""The table of what waits for a yes, and its rows within a transaction that does more."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.codec import to_json
from service.model import EventKind, HoldReason
from service.store.schema import Moment, Table
from service.store.webhook_rows import put_event


class HoldRow(Table):
    """A revision that waits for somebody's yes; see ``Hold``. ``reasons`` is JSON."""

    __tablename__ = "holds"

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    revision_id: Mapped[str] = mapped_column(String(32))
    reasons: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(Moment)


def put_hold(
    session: Session,
    article_id: str,
    revision_id: str,
    reasons: Sequence[HoldReason],
    now: datetime,
) -> bool:
    """Whether the revision waits for a yes from now on, in place of what waited; or did before."""
    row = session.get(HoldRow, article_id)
    if row is not None and row.revision_id == revision_id:
        return False
    session.merge(
        HoldRow(
            article_id=article_id,
            revision_id=revision_id,
            reasons=to_json(tuple(reasons)),
            since=now,
        )
    )
    put_event(session, EventKind.REVIEW_NEEDED, article_id, now, reasons=reasons)
    return True


def drop_hold(session: Session, article_id: str) -> None:
    """Nothing of the article waits any more."""
    row = session.get(HoldRow, article_id)
    if row is not None:
        session.delete(row)


def waits_first(session: Session, article_id: str, revision_id: str) -> bool:
    """Whether the article has nothing yet but the revision that waits."""
    row = session.get(HoldRow, article_id)
    return row is not None and row.revision_id == revision_id
