"""What entries of the lexicon were before they were changed, and by whom."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.codec import from_json, to_json
from service.model import LexiconEntry, LexiconVersion
from service.store.database import OnDatabase
from service.store.schema import LexiconRow, Moment, Table


class LexiconVersionRow(Table):
    """One change of one entry; see ``LexiconVersion``. Contents are JSON."""

    __tablename__ = "lexicon_versions"
    __table_args__ = (Index("lexicon_versions_of_entry", "entry_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    entry_id: Mapped[str] = mapped_column(String(32))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment)


class LexiconVersions(OnDatabase):
    """The history of the lexicon: rows that are added, and read a few at a time."""

    def lexicon_entry(self, entry_id: str) -> LexiconEntry | None:
        """The entry of this id as it stands, or None."""
        with self._database.reading() as session:
            row = session.get(LexiconRow, entry_id)
            return from_json(LexiconEntry, row.content) if row else None

    def lexicon_versions(
        self, entry_id: str | None = None, limit: int = 50
    ) -> tuple[LexiconVersion, ...]:
        """The last changes, of one entry or of all, the newest first."""
        rows = select(LexiconVersionRow).order_by(LexiconVersionRow.id.desc()).limit(limit)
        if entry_id is not None:
            rows = rows.where(LexiconVersionRow.entry_id == entry_id)
        with self._database.reading() as session:
            return tuple(map(_version, session.scalars(rows)))

    def lexicon_version(self, number: int) -> LexiconVersion | None:
        """The change of this number, or None."""
        with self._database.reading() as session:
            row = session.get(LexiconVersionRow, number)
            return _version(row) if row else None


def note_versions(
    session: Session,
    before: Mapping[str, LexiconEntry],
    after: Mapping[str, LexiconEntry],
    author: str,
    at: datetime,
) -> None:
    """What changes from ``before`` to ``after``, within the transaction that changes it."""
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old is not None and new is not None and replace(new, created=old.created) == old:
            continue
        session.add(
            LexiconVersionRow(
                entry_id=key,
                before=to_json(old) if old else None,
                after=to_json(new) if new else None,
                author=author,
                at=at,
            )
        )


def _version(row: LexiconVersionRow) -> LexiconVersion:
    return LexiconVersion(
        row.id,
        row.entry_id,
        from_json(LexiconEntry, row.before) if row.before else None,
        from_json(LexiconEntry, row.after) if row.after else None,
        row.author,
        row.at,
    )
