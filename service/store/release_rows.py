"""The tables of what waits, what was withdrawn and what was corrected, and their rows' values."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, delete, desc, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.codec import from_json, to_json
from service.errors import GoneError
from service.model.release import PendingRelease, PublicCorrection, Withdrawal
from service.model.release_reason import ReleaseReason
from service.store.database import ASKED_AT_ONCE
from service.store.schema import Moment, Table


class PendingRow(Table):
    """A made edition that waits; see ``PendingRelease``.

    ``goes_at`` and ``state`` are what the value says, so that what is due is found without
    reading the others, and lists tell where an article stands.
    """

    __tablename__ = "pending_releases"
    __table_args__ = (
        Index(
            "pending_releases_due",
            "goes_at",
            sqlite_where=text("goes_at IS NOT NULL"),
            postgresql_where=text("goes_at IS NOT NULL"),
        ),
    )

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    number: Mapped[int]
    reasons: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(Moment)
    release_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_by: Mapped[str | None] = mapped_column(String(200))
    goes_at: Mapped[datetime | None] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(20))


class WaitingUseRow(Table):
    """That the edition that waits needs what the cache keeps as ``key``."""

    __tablename__ = "waiting_uses"
    __table_args__ = (Index("waiting_uses_key", "key"), {"sqlite_with_rowid": False})

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)


class WithdrawalRow(Table):
    """What was taken back; see ``Withdrawal``. Of a deleted article it is all that is left."""

    __tablename__ = "withdrawals"

    article_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(200))
    notice: Mapped[str | None] = mapped_column(Text)
    is_deleted: Mapped[bool]


class CorrectionRow(Table):
    """That an edition took the place of a public one; see ``PublicCorrection``."""

    __tablename__ = "public_corrections"
    __table_args__ = (
        Index("corrections_of_article", "article_id", "number"),
        Index("corrections_told", "is_told", desc("at")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    is_told: Mapped[bool]


class UntoldRow(Table):
    """That the media folder does not say yet what became public of an article, or stopped to be."""

    __tablename__ = "untold_releases"

    article_id: Mapped[str] = mapped_column(String(32), primary_key=True)


def put_pending(session: Session, pending: PendingRelease) -> None:
    """``pending`` stands for its article, in place of what waited."""
    session.merge(
        PendingRow(
            article_id=pending.article_id,
            number=pending.number,
            reasons=to_json(pending.reasons),
            since=pending.since,
            release_at=pending.release_at,
            approved_by=pending.approved_by,
            goes_at=pending.goes_at,
            state=pending.state.value,
        )
    )


def read_pending(row: PendingRow) -> PendingRelease:
    """What the row says."""
    reasons = from_json(tuple[ReleaseReason, ...], row.reasons)
    return PendingRelease(
        row.article_id, row.number, reasons, row.since, row.release_at, row.approved_by
    )


def tell_waiting_uses(session: Session, article_id: str, keys: frozenset[str]) -> None:
    """The article's edition that waits needs ``keys`` of the cache; with none, nothing waits."""
    session.execute(delete(WaitingUseRow).where(WaitingUseRow.article_id == article_id))
    if keys:
        uses = [{"article_id": article_id, "key": key} for key in sorted(keys)]
        session.execute(insert(WaitingUseRow), uses)


def note_untold(session: Session, article_id: str) -> None:
    """The media folder is to say anew what of the article is public."""
    session.merge(UntoldRow(article_id=article_id))


def read_withdrawal(row: WithdrawalRow) -> Withdrawal:
    """What the row says."""
    return Withdrawal(row.article_id, row.at, row.who, row.notice, row.is_deleted)


def put_withdrawal(session: Session, withdrawal: Withdrawal) -> None:
    """``withdrawal`` stands for its article."""
    session.merge(
        WithdrawalRow(
            article_id=withdrawal.article_id,
            at=withdrawal.at,
            who=withdrawal.who,
            notice=withdrawal.notice,
            is_deleted=withdrawal.is_deleted,
        )
    )


def read_correction(row: CorrectionRow) -> PublicCorrection:
    """What the row says."""
    return PublicCorrection(row.article_id, row.number, row.note, row.at, row.is_told)


def add_correction(session: Session, correction: PublicCorrection) -> None:
    """One more correction of its article."""
    session.add(
        CorrectionRow(
            article_id=correction.article_id,
            number=correction.number,
            note=correction.note,
            at=correction.at,
            is_told=correction.is_told,
        )
    )


def deleted_of(session: Session, ids: Iterable[str]) -> frozenset[str]:
    """Those of ``ids`` whose articles were deleted for good."""
    asked, found = sorted(set(ids)), set[str]()
    for begin in range(0, len(asked), ASKED_AT_ONCE):
        some = WithdrawalRow.article_id.in_(asked[begin : begin + ASKED_AT_ONCE])
        deleted = select(WithdrawalRow.article_id).where(some, WithdrawalRow.is_deleted.is_(True))
        found.update(session.scalars(deleted))
    return frozenset(found)


def require_not_deleted(session: Session, article_id: str) -> None:
    """Raises GoneError for the id of an article that was deleted for good."""
    row = session.get(WithdrawalRow, article_id)
    if row is not None and row.is_deleted:
        raise GoneError(
            "Bài mang mã này đã bị xoá vĩnh viễn; mã ấy không dùng lại được. Hãy gửi dưới mã khác.",
            "The article of this id was deleted for good, and its id is not used again. Send it "
            "under another.",
        )
