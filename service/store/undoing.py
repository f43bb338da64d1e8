"""What acts changed, for as long as they can be put back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Index, String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from service.codec import from_json, to_json
from service.model.undoing import Change, Undoable
from service.store.database import ASKED_AT_ONCE, OnDatabase
from service.store.schema import Moment, Table

KEPT = timedelta(days=30)
"""Nobody takes back what is older; what it replaced stays in the history all the same."""


class UndoRow(Table):
    """What one act of the audit changed; ``changes`` is JSON."""

    __tablename__ = "undoings"
    __table_args__ = (Index("undoings_by_age", "at"),)

    act_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(200))
    changes: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    undone: Mapped[datetime | None] = mapped_column(Moment)


class Undoings(OnDatabase):
    """Rows beside the audit: these may go, and do after a while."""

    def keep_undoable(self, undoable: Undoable) -> None:
        """What the act changed can be put back; what is too old no longer."""
        with self._database.writing() as session:
            session.execute(delete(UndoRow).where(UndoRow.at < undoable.at - KEPT))
            session.add(
                UndoRow(
                    act_id=undoable.number,
                    action=undoable.act,
                    subject=undoable.subject,
                    who=undoable.who,
                    changes=to_json(undoable.changes),
                    at=undoable.at,
                )
            )

    def undoable(self, number: int) -> Undoable | None:
        """What the act of this number in the audit changed, or None."""
        with self._database.reading() as session:
            row = session.get(UndoRow, number)
            return _undoable(row) if row else None

    def undoables(self, numbers: Iterable[int]) -> tuple[Undoable, ...]:
        """Those of the acts that are not undone yet, in no order."""
        asked = list(numbers)[:ASKED_AT_ONCE]
        wanted = select(UndoRow).where(UndoRow.act_id.in_(asked), UndoRow.undone.is_(None))
        with self._database.reading() as session:
            return tuple(map(_undoable, session.scalars(wanted)))

    def note_undone(self, undoable: Undoable, now: datetime) -> Undoable:
        """The act was undone."""
        with self._database.writing() as session:
            session.get_one(UndoRow, undoable.number).undone = now
        return replace(undoable, undone=now)


def _undoable(row: UndoRow) -> Undoable:
    changes = from_json(tuple[Change, ...], row.changes)
    return Undoable(row.act_id, row.action, row.subject, row.who, changes, row.at, row.undone)
