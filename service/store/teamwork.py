"""What editors leave for each other: locks and notes on sentences, and whose an article is."""

from dataclasses import fields as fields_of
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, Update, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from service.model import Assignment, SentenceLock, SentenceNote
from service.store.database import OnDatabase
from service.store.schema import Moment, Table


class LockRow(Table):
    """That a sentence is read as it is; one that was taken off keeps its row."""

    __tablename__ = "sentence_locks"
    __table_args__ = (Index("locks_of_article", "article_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    segment_id: Mapped[str] = mapped_column(String(32))
    printed: Mapped[str] = mapped_column(Text)
    keeps_words: Mapped[bool]
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[datetime | None] = mapped_column(Moment)


class NoteRow(Table):
    """A note on a sentence, and who has seen to it."""

    __tablename__ = "sentence_notes"
    __table_args__ = (Index("notes_of_article", "article_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    segment_id: Mapped[str] = mapped_column(String(32))
    printed: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    resolver: Mapped[str | None] = mapped_column(String(200))
    resolved: Mapped[datetime | None] = mapped_column(Moment)


class AssignmentRow(Table):
    """Whose an article is now."""

    __tablename__ = "assignments"
    __table_args__ = (Index("assignments_of_person", "person"),)

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(200))
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)


class Teamwork(OnDatabase):
    """Locks and notes on sentences, and assignments of articles."""

    def put_lock(self, lock: SentenceLock) -> None:
        """The sentence is locked by this ``lock`` from now on."""
        with self._database.writing() as session:
            session.execute(_without_lock(lock.article_id, lock.segment_id, lock.created))
            session.add(
                LockRow(
                    article_id=lock.article_id,
                    segment_id=lock.segment_id,
                    printed=lock.printed,
                    keeps_words=lock.keeps_words,
                    author=lock.author,
                    created=lock.created,
                )
            )

    def remove_lock(self, article_id: str, segment_id: str, now: datetime) -> None:
        """The sentence is locked no more."""
        with self._database.writing() as session:
            session.execute(_without_lock(article_id, segment_id, now))

    def locks(self, article_id: str) -> tuple[SentenceLock, ...]:
        """The locks that stand, the oldest first."""
        standing = (
            select(LockRow)
            .where(LockRow.article_id == article_id, LockRow.removed.is_(None))
            .order_by(LockRow.id)
        )
        with self._database.reading() as session:
            return tuple(map(_lock, session.scalars(standing)))

    def add_note(
        self, article_id: str, segment_id: str, printed: str, text: str, author: str, now: datetime
    ) -> int:
        """The number of a new note."""
        with self._database.writing() as session:
            row = NoteRow(
                article_id=article_id,
                segment_id=segment_id,
                printed=printed,
                text=text,
                author=author,
                created=now,
            )
            session.add(row)
            session.flush()
            return row.id

    def resolve_note(
        self, article_id: str, number: int, resolver: str | None, now: datetime
    ) -> SentenceNote | None:
        """The note with ``resolver`` having seen to it, with None open again; None if unknown."""
        with self._database.writing() as session:
            row = session.get(NoteRow, number)
            if row is None or row.article_id != article_id:
                return None
            row.resolver = resolver
            row.resolved = now if resolver is not None else None
            return _note(row)

    def put_note(self, note: SentenceNote) -> None:
        """The note as it was, under its own number."""
        with self._database.writing() as session:
            fields = {each.name: getattr(note, each.name) for each in fields_of(note)}
            session.merge(NoteRow(**fields))

    def drop_note(self, article_id: str, number: int) -> None:
        """The note was never written."""
        own = (NoteRow.id == number, NoteRow.article_id == article_id)
        with self._database.writing() as session:
            session.execute(delete(NoteRow).where(*own))

    def notes(self, article_id: str) -> tuple[SentenceNote, ...]:
        """Every note of the article, the oldest first."""
        every = select(NoteRow).where(NoteRow.article_id == article_id).order_by(NoteRow.id)
        with self._database.reading() as session:
            return tuple(map(_note, session.scalars(every)))

    def assign(self, assignment: Assignment) -> None:
        """The article is this person's from now on."""
        with self._database.writing() as session:
            session.merge(
                AssignmentRow(
                    article_id=assignment.article_id,
                    person=assignment.person,
                    author=assignment.author,
                    created=assignment.created,
                )
            )

    def unassign(self, article_id: str) -> None:
        """The article is nobody's."""
        with self._database.writing() as session:
            row = session.get(AssignmentRow, article_id)
            if row is not None:
                session.delete(row)

    def assignment(self, article_id: str) -> Assignment | None:
        """Whose the article is, or None."""
        with self._database.reading() as session:
            row = session.get(AssignmentRow, article_id)
            return Assignment(row.article_id, row.person, row.author, row.created) if row else None


def _without_lock(article_id: str, segment_id: str, now: datetime) -> Update:
    return (
        update(LockRow)
        .where(
            LockRow.article_id == article_id,
            LockRow.segment_id == segment_id,
            LockRow.removed.is_(None),
        )
        .values(removed=now)
    )


def _lock(row: LockRow) -> SentenceLock:
    return SentenceLock(
        row.article_id, row.segment_id, row.printed, row.keeps_words, row.author, row.created
    )


def _note(row: NoteRow) -> SentenceNote:
    return SentenceNote(
        row.id,
        row.article_id,
        row.segment_id,
        row.printed,
        row.text,
        row.author,
        row.created,
        row.resolver,
        row.resolved,
    )
