"""What everybody did: rows that are added, read a page at a time, and never changed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.model import Act, Actor, ActorKind, AuditEntry
from service.store.access_rows import AuditRow
from service.store.database import OnDatabase

_SUBJECT_LENGTH = 200


class Audit(OnDatabase):
    """The rows stand in the order in which they were written."""

    def record(self, act: Act, subject: str, actor: Actor, now: datetime, detail: str = "") -> None:
        """Writes down who did what to which subject."""
        with self._database.writing() as session:
            note_act(session, act, subject, actor, now, detail)

    def audit(self, limit: int = 100) -> tuple[AuditEntry, ...]:
        """What was done, the newest first."""
        newest = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
        with self._database.reading() as session:
            return tuple(map(_entry, session.scalars(newest)))


def note_act(
    session: Session, act: Act, subject: str, actor: Actor, now: datetime, detail: str = ""
) -> None:
    """The row of an act, within the transaction that does it."""
    session.add(
        AuditRow(
            at=now,
            action=act.value,
            subject=subject[:_SUBJECT_LENGTH],
            who=actor.name,
            detail=detail,
            kind=actor.kind.value,
            person_id=actor.id,
        )
    )


def _entry(row: AuditRow) -> AuditEntry:
    kind = ActorKind(row.kind) if row.kind else None
    return AuditEntry(
        row.id, row.at, row.action, row.subject, row.who, row.detail, kind, row.person_id
    )
