"""What everybody did: rows that are added, read a page at a time, and never changed."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, String, event, func, literal_column, or_, select
from sqlalchemy.orm import Session

from service.model import Act, Actor, ActorKind, AuditEntry, AuditQuery
from service.store.access_rows import AuditRow
from service.store.database import OnDatabase
from service.telemetry.events import tell

_SUBJECT_LENGTH = 200
_AT_ONCE = 500

# Neither is looked up by an index: what is found so would have to be sorted before it is cut to
# a page. Rows are gone through from the newest on, by their own order.
_AT: ColumnElement[str] = literal_column("at || ''", String)
_ACTION: ColumnElement[str] = literal_column("action || ''", String)


class Audit(OnDatabase):
    """The rows stand in the order in which they were written, and are told newest first."""

    def record(self, act: Act, subject: str, actor: Actor, now: datetime, detail: str = "") -> int:
        """The number under which it is written down who did what to which subject."""
        with self._database.writing() as session:
            row = note_act(session, act, subject, actor, now, detail)
            session.flush()
            return row.id

    def audit(
        self, limit: int = 100, query: AuditQuery | None = None, *, before: int | None = None
    ) -> tuple[AuditEntry, ...]:
        """What was done and is asked for, the newest first; or what of it stands ``before`` a row.

        A page costs the same wherever it is in the audit: it goes along an index from ``before``.
        """
        newest = select(AuditRow).where(*_conditions(query or AuditQuery()))
        if before is not None:
            newest = newest.where(AuditRow.id < before)
        with self._database.reading() as session:
            rows = session.scalars(newest.order_by(AuditRow.id.desc()).limit(limit))
            return tuple(map(_entry, rows))

    def every_act(self, query: AuditQuery) -> Iterator[AuditEntry]:
        """All that was done and is asked for, the newest first, a few rows at a time in memory."""
        before = None
        while page := self.audit(_AT_ONCE, query, before=before):
            yield from page
            before = page[-1].number


def note_act(
    session: Session, act: Act, subject: str, actor: Actor, now: datetime, detail: str = ""
) -> AuditRow:
    """The row of an act, within the transaction that does it."""
    row = AuditRow(
        at=now,
        action=act.value,
        subject=subject[:_SUBJECT_LENGTH],
        who=actor.name,
        detail=detail,
        kind=actor.kind.value,
        person_id=actor.id,
    )
    session.add(row)
    _tell_when_done(session, row, act, actor)
    return row


def _tell_when_done(session: Session, row: AuditRow, act: Act, actor: Actor) -> None:
    """The log tells the act once its transaction has ended well; of what is undone, nothing.

    It names persons by their number: the audit knows who they are. What was done with the
    subject stands there, too.
    """
    subject = row.subject

    @event.listens_for(session, "after_commit")
    def tell_act(committed: Session) -> None:
        # A savepoint's end is none yet, and what one took back is no longer in the session.
        if not committed.in_nested_transaction() and row in committed:
            kind = actor.kind.value
            tell("act", act=act.value, subject=subject, kind=kind, person=actor.id)


def _conditions(query: AuditQuery) -> Iterator[ColumnElement[bool]]:
    if query.subject is not None:
        yield AuditRow.subject == query.subject
    if query.persons:
        yield AuditRow.person_id.in_(sorted(query.persons))
    if query.who is not None:
        yield AuditRow.who == query.who
    if query.action is not None:
        yield AuditRow.action == query.action
    if query.readable is not None:
        among = _ACTION.in_(sorted(query.readable))
        own = func.coalesce(AuditRow.person_id, 0) == query.reader
        yield or_(among, own) if query.reader else among
    if query.since is not None:
        yield _text(query.since) <= _AT
    if query.until is not None:
        yield _text(query.until) > _AT


def _text(moment: datetime) -> str:
    """The moment as the column keeps it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _entry(row: AuditRow) -> AuditEntry:
    kind = ActorKind(row.kind) if row.kind else None
    return AuditEntry(
        row.id, row.at, row.action, row.subject, row.who, row.detail, kind, row.person_id
    )
