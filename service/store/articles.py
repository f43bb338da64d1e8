"""Articles and their revisions."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.errors import ArticleDamagedError, no_article
from service.model import Article, HoldReason, Revision
from service.store.article_ids import article_id_of
from service.store.article_listing import list_revision
from service.store.damage import Copies, damage_told_as, no_copy
from service.store.database import Database, OnDatabase
from service.store.episode_rows import EditionRow
from service.store.hold_rows import drop_hold, put_hold, waits_first
from service.store.release_rows import require_not_deleted
from service.store.revision_rows import is_whole_revision, keep_revision, read_revision
from service.store.schema import ArticleRow, RevisionRow, WishRow
from service.store.tallies import ARTICLES, length_of
from service.store.wishes import put_wish

_LOG = logging.getLogger(__name__)


class Articles(OnDatabase):
    """What newsrooms published, in all its revisions.

    A newest text whose row is damaged is had from the copy of an edition that spoke it. One
    that nothing else tells is left out of lists; asked for it raises ArticleDamagedError.
    Sent again, it is whole again.
    """

    def __init__(self, database: Database, copies: Copies = no_copy) -> None:
        OnDatabase.__init__(self, database)
        self._copies = copies
        self._unreadable: dict[str, None] = {}

    def take_in(
        self,
        revision: Revision,
        original: bytes,
        now: datetime,
        doubts: Sequence[HoldReason] = (),
        sender: str = "",
        hold: bool = False,
    ) -> tuple[Article, bool]:
        """The article of ``revision``, and whether its text is new.

        An article is known by its ``source_id``; of two that come at once under one, the second
        finds the first. Revisions are kept. An old text that comes back is the newest again.
        What is new is wished to be recorded from the same moment: no failure can forget it.

        With ``doubts`` it waits for somebody's yes: the article stays what it was, and of a
        new one no recording is wished. What waited before gives way to what comes; with
        ``hold`` what is recorded waits too. Raises GoneError where it was deleted for good.
        """
        with self._database.writing() as session:
            row = _row_by_source(session, revision.source_id)
            require_not_deleted(session, article_id_of(revision.source_id))
            is_first = row is None or waits_first(session, row.id, row.revision_id)
            if row is not None and not is_first and _is_standing(session, row, revision):
                drop_hold(session, row.id)
                return self._article(session, row), False
            row = row or _new_row(session, revision, now)
            row.updated, row.sender = now, sender or row.sender
            if is_first or not doubts:
                row.revision_id = revision.id
                row.title = revision.title
                row.published = revision.published
                list_revision(session, row.id, revision)
            keep_revision(session, row.id, revision, original, now)
            if doubts:
                changed = put_hold(session, row.id, revision.id, doubts, now)
                return self._article(session, row), changed
            drop_hold(session, row.id)
            put_wish(session, row.id, now, hold=hold)
            return self._article(session, row), True

    def return_to_text(self, article_id: str, revision: Revision, now: datetime) -> None:
        """An earlier ``revision`` is the article's newest again; nothing else of it waits."""
        with self._database.writing() as session:
            row = session.get(ArticleRow, article_id)
            if row is None:
                raise no_article(article_id)
            row.revision_id, row.title = revision.id, revision.title
            row.published, row.updated = revision.published, now
            drop_hold(session, article_id)
            session.execute(delete(WishRow).where(WishRow.article_id == article_id))
            list_revision(session, article_id, revision)

    def article(self, article_id: str) -> Article | None:
        """The article of this id, or None."""
        with self._database.reading() as session:
            row = session.get(ArticleRow, article_id)
            return self._article(session, row) if row else None

    def article_by_source(self, source_id: str) -> Article | None:
        """The article that the newsroom calls ``source_id``, or None."""
        with self._database.reading() as session:
            row = _row_by_source(session, source_id)
            return self._article(session, row) if row else None

    def readable_article(self, article_id: str) -> Article | None:
        """The article of this id, or None; None too where its text is damaged beyond reading."""
        with suppress(ArticleDamagedError):
            return self.article(article_id)
        return None

    def published_date(self, source_id: str) -> datetime | None:
        """The date of the article of this name, readable or not; None for an unknown one."""
        with self._database.reading() as session:
            row = _row_by_source(session, source_id)
            return row.published if row else None

    def articles(self, limit: int = 50, offset: int = 0) -> tuple[Article, ...]:
        """Articles that can be read, the newest published first."""
        newest = select(ArticleRow).order_by(ArticleRow.published.desc(), ArticleRow.id)
        found = []
        with self._database.reading() as session:
            for row in session.scalars(newest.limit(limit).offset(offset)).all():
                with suppress(ArticleDamagedError):
                    found.append(self._article(session, row))
        return tuple(found)

    def damaged_texts(self, newest: int | None = None) -> Iterator[tuple[str, str]]:
        """Id and source id of articles, of the ``newest`` or all, whose text nothing tells."""
        order = select(ArticleRow.id).order_by(ArticleRow.published.desc(), ArticleRow.id)
        with self._database.reading() as session:
            ids = session.scalars(order.limit(newest)).all()
        for article_id in ids:
            with self._database.reading() as session:
                row = session.get_one(ArticleRow, article_id)
                try:
                    self._article(session, row)
                except ArticleDamagedError:
                    yield row.id, row.source_id

    def damaged_texts_seen(self) -> tuple[str, ...]:
        """The ids of articles whose texts were found damaged so far, and still are."""
        return tuple(self._unreadable)

    def count_articles(self) -> int:
        """How many articles there are."""
        with self._database.reading() as session:
            return length_of(session, ARTICLES)

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

    def _article(self, session: Session, row: ArticleRow) -> Article:
        try:
            revision = _read_newest(session, row)
        except ArticleDamagedError as e:
            if row.id not in self._unreadable:
                _LOG.error("%s (%s)", e.vi, e.en)
            self._unreadable[row.id] = None
            copy = self._copy(session, row)
            if copy is None:
                raise
            revision = copy
        else:
            self._unreadable.pop(row.id, None)
        return Article(row.id, row.source_id, revision, row.created, row.updated)

    def _copy(self, session: Session, row: ArticleRow) -> Revision | None:
        """The newest text as an edition that spoke it is kept elsewhere."""
        spoken = (
            select(EditionRow.number)
            .where(EditionRow.episode_id == row.id, EditionRow.revision_id == row.revision_id)
            .order_by(EditionRow.number.desc())
        )
        for number in session.scalars(spoken):
            edition = self._copies(row.id, number)
            if edition is not None and edition.revision.id == row.revision_id:
                return edition.revision
        return None


def _row_by_source(session: Session, source_id: str) -> ArticleRow | None:
    return session.scalar(select(ArticleRow).where(ArticleRow.source_id == source_id))


def _read_newest(session: Session, row: ArticleRow) -> Revision:
    """The article's newest text from its own row. Raises ArticleDamagedError."""
    damage = ArticleDamagedError(
        f"Văn bản của bài {row.source_id} (mã {row.id}) trong cơ sở dữ liệu đã hỏng. Hãy gửi lại "
        "bài: bản gửi lại thay vào chỗ hỏng.",
        f"The text of article {row.source_id} (id {row.id}) in the database is damaged. Send the "
        "article again, which puts it right.",
    )
    with damage_told_as(damage):
        return read_revision(session, row.id, row.revision_id)


def _is_standing(session: Session, row: ArticleRow, revision: Revision) -> bool:
    """Whether ``revision`` is the article's newest, and its row can be read."""
    return row.revision_id == revision.id and is_whole_revision(session, row.id, revision.id)


def _new_row(session: Session, revision: Revision, now: datetime) -> ArticleRow:
    row = ArticleRow(
        id=article_id_of(revision.source_id),
        source_id=revision.source_id,
        revision_id=revision.id,
        title=revision.title,
        published=revision.published,
        created=now,
        updated=now,
        sender="",
    )
    session.add(row)
    return row
