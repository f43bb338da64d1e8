"""Revisions that wait for somebody's yes before anybody hears them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.codec import from_json
from service.errors import ArticleDamagedError
from service.model import Hold, HoldReason, Revision
from service.store.article_listing import list_revision
from service.store.damage import damage_told_as
from service.store.database import OnDatabase
from service.store.hold_rows import HoldRow, put_hold
from service.store.revision_rows import read_revision
from service.store.schema import ArticleRow
from service.store.wishes import put_wish


class Holds(OnDatabase):
    """One row an article at most: what is sent later takes the place of what waits.

    The article itself stays what it was; a new one has the held revision, and no wish.
    """

    def hold(self, article_id: str) -> Hold | None:
        """What of the article waits for a yes, or None."""
        with self._database.reading() as session:
            row = session.get(HoldRow, article_id)
            return _hold(session, row) if row else None

    def holds_of(self, article_ids: Iterable[str]) -> dict[str, Hold]:
        """What of some articles waits, by the article's id."""
        wanted = select(HoldRow).where(HoldRow.article_id.in_(list(article_ids)))
        with self._database.reading() as session:
            return {row.article_id: _hold(session, row) for row in session.scalars(wanted)}

    def awaits_first_yes(self, article_id: str) -> bool:
        """Whether the article has nothing yet but what waits: nobody may hear it."""
        with self._database.reading() as session:
            row = session.get(HoldRow, article_id)
            return row is not None and _hold(session, row).is_first

    def held_revision(self, hold: Hold) -> Revision:
        """The text that waits. Raises ArticleDamagedError where its row cannot be read."""
        with self._database.reading() as session:
            return _read(session, hold)

    def approve(self, hold: Hold, now: datetime) -> bool:
        """Whether ``hold`` still stood: what waited is the article now, and its edition wished.

        All in one act. False where something else was sent or decided meanwhile. Raises
        ArticleDamagedError as :meth:`held_revision`, and then nothing has changed.
        """
        with self._database.writing() as session:
            row, article = _standing(session, hold), session.get(ArticleRow, hold.article_id)
            if row is None or article is None:
                return False
            revision = _read(session, hold)
            article.revision_id = revision.id
            article.title = revision.title
            article.published = revision.published
            article.updated = now
            session.delete(row)
            session.flush()
            list_revision(session, hold.article_id, revision)
            put_wish(session, hold.article_id, now)
            return True

    def reject(self, hold: Hold) -> bool:
        """Whether ``hold`` still stood: what waited is dropped, and the article stays as it is."""
        with self._database.writing() as session:
            row = _standing(session, hold)
            if row is not None:
                session.delete(row)
            return row is not None

    def hold_again(self, hold: Hold) -> None:
        """What was dropped waits again as it did, and whoever decides is told of it."""
        with self._database.writing() as session:
            put_hold(session, hold.article_id, hold.revision_id, hold.reasons, hold.since)


def _read(session: Session, hold: Hold) -> Revision:
    damage = ArticleDamagedError(
        f"Văn bản đang đợi duyệt của bài {hold.article_id} đã hỏng. Hãy gửi lại bài.",
        f"The text of article {hold.article_id} that waits for approval is damaged. Send it again.",
    )
    with damage_told_as(damage):
        return read_revision(session, hold.article_id, hold.revision_id)


def _standing(session: Session, hold: Hold) -> HoldRow | None:
    row = session.get(HoldRow, hold.article_id)
    return row if row is not None and row.revision_id == hold.revision_id else None


def _hold(session: Session, row: HoldRow) -> Hold:
    article = session.get_one(ArticleRow, row.article_id)
    return Hold(
        article_id=row.article_id,
        revision_id=row.revision_id,
        reasons=from_json(tuple[HoldReason, ...], row.reasons),
        since=row.since,
        is_first=article.revision_id == row.revision_id,
    )
