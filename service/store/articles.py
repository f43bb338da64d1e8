"""Articles and their revisions."""

import json
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.errors import no_article
from service.fingerprint import fingerprint
from service.model import Article, Revision
from service.plain import from_plain, to_plain
from service.store.database import Database
from service.store.schema import ArticleRow, RevisionRow
from service.store.wishes import put_wish


class Articles:
    """What newsrooms published, in all its revisions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_in(
        self, revision: Revision, original: bytes, now: datetime, *, wished: bool = True
    ) -> tuple[Article, bool]:
        """The article of ``revision``, and whether its text is new.

        An article is known by its ``source_id``; of two that come at once under
        one, the second finds the first. Revisions are kept. An old text that
        comes back is the newest again. What is new is ``wished`` to be recorded, from
        the same moment: no failure later on can forget it.
        """
        with self._database.writing() as session:
            row = _row_by_source(session, revision.source_id)
            if row is not None and row.revision_id == revision.id:
                return _article(session, row), False
            if row is None:
                row = _new_row(revision, now)
                session.add(row)
                session.flush()
            row.revision_id = revision.id
            row.published = revision.published
            row.updated = now
            if session.get(RevisionRow, (row.id, revision.id)) is None:
                session.add(revision_row(row.id, revision, original, now))
                session.flush()
            if wished:
                put_wish(session, row.id, now)
            return _article(session, row), True

    def article(self, article_id: str) -> Article | None:
        """The article of this id, or None."""
        with self._database.reading() as session:
            row = session.get(ArticleRow, article_id)
            return _article(session, row) if row else None

    def article_by_source(self, source_id: str) -> Article | None:
        """The article that the newsroom calls ``source_id``, or None."""
        with self._database.reading() as session:
            row = _row_by_source(session, source_id)
            return _article(session, row) if row else None

    def articles(self, limit: int = 50, offset: int = 0) -> tuple[Article, ...]:
        """Articles, the newest published first."""
        newest = select(ArticleRow).order_by(ArticleRow.published.desc(), ArticleRow.id)
        with self._database.reading() as session:
            rows = session.scalars(newest.limit(limit).offset(offset)).all()
            return tuple(_article(session, row) for row in rows)

    def count_articles(self) -> int:
        """How many articles there are."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(ArticleRow)) or 0

    def last_arrival(self) -> datetime | None:
        """When an article last came or changed, by the clock of then; None without articles."""
        with self._database.reading() as session:
            return session.scalar(select(func.max(ArticleRow.updated)))

    def original(self, article_id: str) -> bytes:
        """The bytes that the newest revision came from. Raises NotFoundError."""
        with self._database.reading() as session:
            row = session.get(ArticleRow, article_id)
            revision = session.get(RevisionRow, (row.id, row.revision_id)) if row else None
            if revision is None:
                raise no_article(article_id)
            return revision.original


def read_revision(session: Session, article_id: str, revision_id: str) -> Revision:
    """The revision of this id, which is there: others refer to it."""
    row = session.get_one(RevisionRow, (article_id, revision_id))
    return from_plain(Revision, json.loads(row.content))


def _row_by_source(session: Session, source_id: str) -> ArticleRow | None:
    return session.scalar(select(ArticleRow).where(ArticleRow.source_id == source_id))


def _article(session: Session, row: ArticleRow) -> Article:
    revision = read_revision(session, row.id, row.revision_id)
    return Article(row.id, row.source_id, revision, row.created, row.updated)


def _new_row(revision: Revision, now: datetime) -> ArticleRow:
    return ArticleRow(
        id=fingerprint("article/1", revision.source_id)[:12],
        source_id=revision.source_id,
        revision_id=revision.id,
        published=revision.published,
        created=now,
        updated=now,
    )


def revision_row(
    article_id: str, revision: Revision, original: bytes, now: datetime
) -> RevisionRow:
    """The row of ``revision`` with the bytes it came from."""
    content = json.dumps(to_plain(revision), ensure_ascii=False)
    return RevisionRow(
        article_id=article_id, id=revision.id, content=content, original=original, created=now
    )
