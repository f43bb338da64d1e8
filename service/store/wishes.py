"""Which articles' editions do not follow their text yet: what the job queue is filled from."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from service.errors import LoaError, public_words
from service.model import EditionWish, EventKind, HoldReason
from service.store.database import OnDatabase
from service.store.hourly import add_counts
from service.store.schema import WishRow
from service.store.webhook_rows import put_event


class EditionWishes(OnDatabase):
    """A row an article, written with the act that asks: the queue may be lost, this is not."""

    def wish_edition(
        self, article_id: str, now: datetime, *, hold: bool = False, releaser: str | None = None
    ) -> EditionWish:
        """The wish that now stands for the article, as good as new: earlier failures are past.

        What is made for it is to wait with ``hold``, or is released by ``releaser``; without
        either, as was asked before.
        """
        with self._database.writing() as session:
            row = session.get(WishRow, article_id)
            before = (row.hold, row.releaser) if row else (False, None)
            wish = put_wish(session, article_id, now)
            wish.hold = hold or (before[0] and not releaser)
            wish.releaser = None if hold else releaser or before[1]
            return _wish(wish)

    def wish(self, article_id: str) -> EditionWish | None:
        """The wish that stands for the article, also one that was given up, or None."""
        with self._database.reading() as session:
            row = session.get(WishRow, article_id)
            return _wish(row) if row else None

    def wishes_of(self, article_ids: Iterable[str]) -> dict[str, EditionWish]:
        """The wishes that stand for some articles, by the article's id."""
        wanted = select(WishRow).where(WishRow.article_id.in_(list(article_ids)))
        with self._database.reading() as session:
            return {row.article_id: _wish(row) for row in session.scalars(wanted)}

    def due_wishes(self, now: datetime, longest_pause: timedelta) -> tuple[str, ...]:
        """The articles whose wish is to be tried now, the one that was asked for first first.

        A next try further off than the ``longest_pause`` was set by a wrong clock, and is due.
        """
        due = (
            select(WishRow.article_id)
            .where(
                WishRow.is_given_up.is_(False),
                or_(
                    WishRow.next_try.is_(None),
                    WishRow.next_try <= now,
                    WishRow.next_try > now + longest_pause,
                ),
            )
            .order_by(WishRow.asked, WishRow.article_id)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(due))

    def stale_wishes(self, before: datetime, limit: int) -> tuple[EditionWish, ...]:
        """Wishes that were given up, or asked for ``before`` a moment; the oldest ones first."""
        stale = (
            select(WishRow)
            .where(or_(WishRow.is_given_up, WishRow.asked < before))
            .order_by(WishRow.asked, WishRow.article_id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(map(_wish, session.scalars(stale)))

    def fulfil_wish(self, wish: EditionWish | None) -> None:
        """The wish no longer stands, unless it was asked for again meanwhile."""
        if wish is not None:
            with self._database.writing() as session:
                session.execute(
                    delete(WishRow).where(
                        WishRow.article_id == wish.article_id, WishRow.asked == wish.asked
                    )
                )

    def drop_wish(self, article_id: str) -> None:
        """Nobody wishes the article's edition any more."""
        with self._database.writing() as session:
            session.execute(delete(WishRow).where(WishRow.article_id == article_id))

    def defer_wish(
        self, wish: EditionWish, failure: LoaError, next_try: datetime | None, now: datetime
    ) -> None:
        """The wish failed once more, and is tried again at ``next_try``; None gives it up.

        Other systems are told at the first failure, and when it is given up. One that was asked
        for again meanwhile is left as it is.
        """
        vi, en = public_words(failure)
        with self._database.writing() as session:
            deferred = session.execute(
                update(WishRow)
                .where(WishRow.article_id == wish.article_id, WishRow.asked == wish.asked)
                .values(
                    attempts=wish.attempts + 1,
                    next_try=next_try,
                    is_given_up=next_try is None,
                    error=type(failure).__name__,
                    message=vi,
                    message_en=en,
                )
            )
            if deferred.rowcount:  # type: ignore[attr-defined]
                add_counts(session, now, {f"failed:{type(failure).__name__}": 1})
            is_news = wish.attempts == 0 or next_try is None
            if deferred.rowcount and is_news:  # type: ignore[attr-defined]
                reason = HoldReason(type(failure).__name__, vi, en)
                kind = EventKind.EPISODE_FAILED
                put_event(session, kind, wish.article_id, now, reasons=[reason])


def put_wish(session: Session, article_id: str, now: datetime, *, hold: bool = False) -> WishRow:
    """The article's wish for a text that is new, within a transaction that does more.

    Who asked for the release of the text before has not seen it; a hold stays.
    """
    row = session.get(WishRow, article_id)
    return session.merge(
        WishRow(
            article_id=article_id,
            asked=now,
            attempts=0,
            next_try=None,
            is_given_up=False,
            error=None,
            message=None,
            message_en=None,
            hold=hold or (row is not None and row.hold),
            releaser=None,
        )
    )


def _wish(row: WishRow) -> EditionWish:
    return EditionWish(
        article_id=row.article_id,
        asked=row.asked,
        attempts=row.attempts,
        next_try=row.next_try,
        is_given_up=row.is_given_up,
        error=row.error,
        message=row.message,
        message_en=row.message_en,
        hold=row.hold,
        releaser=row.releaser,
    )
