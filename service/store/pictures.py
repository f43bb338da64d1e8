"""Which pictures articles show, and what became of each."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from service.codec import from_json, to_json
from service.fingerprint import fingerprint
from service.model import TakenPicture
from service.store.database import ASKED_AT_ONCE, OnDatabase
from service.store.schema import PictureFileRow, PictureRow

LONGEST_PAUSE = timedelta(days=2)
"""Between two tries for a picture."""


class Pictures(OnDatabase):
    """A row for each picture of an article that was asked for, whether it could be had or not.

    Rows stay as revisions do: a file that one of them names is shown by some revision.
    """

    def pictures(self, article_id: str) -> tuple[TakenPicture, ...]:
        """What became of the article's pictures, in all its revisions, in no special order."""
        of_article = select(PictureRow.content).where(PictureRow.article_id == article_id)
        with self._database.reading() as session:
            found = session.scalars(of_article.order_by(PictureRow.key))
            return tuple(from_json(TakenPicture, each) for each in found)

    def keep_picture(
        self,
        article_id: str,
        taken: TakenPicture,
        now: datetime,
        *,
        next_try: datetime | None = None,
    ) -> None:
        """``taken`` is what became of the picture; one that is missing is due at ``next_try``."""
        with self._database.writing() as session:
            put_picture(session, article_id, taken, now, next_try)

    def settled_pictures(self, article_id: str, now: datetime) -> frozenset[str]:
        """The sources of which nothing is to be asked now: there, given up, or not due yet."""
        rows = select(PictureRow).where(PictureRow.article_id == article_id)
        with self._database.reading() as session:
            return frozenset(
                row.source
                for row in session.scalars(rows)
                if row.next_try is None or now < row.next_try <= now + LONGEST_PAUSE
            )

    def picture_attempts(self, article_id: str, source: str) -> int:
        """How often the picture was asked for."""
        with self._database.reading() as session:
            row = session.get(PictureRow, (article_id, picture_key(source)))
            return row.attempts if row else 0

    def articles_lacking_pictures(self, now: datetime, limit: int) -> tuple[str, ...]:
        """The articles with a picture that is due to be asked for again, the longest due first.

        A next try further off than the longest pause was set by a wrong clock, and is due.
        """
        due = (
            select(PictureRow.article_id, PictureRow.next_try)
            .where(or_(PictureRow.next_try <= now, PictureRow.next_try > now + LONGEST_PAUSE))
            .order_by(PictureRow.next_try)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(dict.fromkeys(row.article_id for row in session.execute(due)))

    def ask_pictures_again(self, article_id: str, now: datetime) -> bool:
        """Whether the article lacks pictures: each of them is due now, as if never asked for."""
        missing = (
            update(PictureRow)
            .where(PictureRow.article_id == article_id, PictureRow.is_missing)
            .values(next_try=now, attempts=0)
        )
        with self._database.writing() as session:
            return bool(session.execute(missing).rowcount)  # type: ignore[attr-defined]

    def unshown_pictures(self, names: Iterable[str]) -> frozenset[str]:
        """Those of the files ``names`` that no revision of any article shows."""
        asked = tuple(names)
        shown: set[str] = set()
        with self._database.reading() as session:
            for begin in range(0, len(asked), ASKED_AT_ONCE):
                some = asked[begin : begin + ASKED_AT_ONCE]
                query = select(PictureFileRow.name).where(PictureFileRow.name.in_(some))
                shown.update(session.scalars(query))
        return frozenset(asked) - shown

    def picture_files_after(self, name: str, limit: int) -> tuple[tuple[str, str], ...]:
        """Name and article of the ``limit`` shown files that follow ``name``, in their order.

        A file that several articles show is told with the first of them.
        """
        following = (
            select(PictureFileRow.name, func.min(PictureFileRow.article_id))
            .where(PictureFileRow.name > name)
            .group_by(PictureFileRow.name)
            .order_by(PictureFileRow.name)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple((name, article_id) for name, article_id in session.execute(following))


def put_picture(
    session: Session,
    article_id: str,
    taken: TakenPicture,
    now: datetime,
    next_try: datetime | None = None,
) -> None:
    """The row of ``taken``, and of its files, within the transaction of ``session``."""
    key = picture_key(taken.source)
    row = session.get(PictureRow, (article_id, key))
    if row is None:
        row = PictureRow(article_id=article_id, key=key, source=taken.source, attempts=0)
        session.add(row)
    row.content = to_json(taken)
    row.is_missing = not taken.stored
    row.attempts += 1
    row.next_try = next_try
    row.updated = now
    for stored in taken.stored:
        session.merge(PictureFileRow(name=stored.name, article_id=article_id))


def picture_key(source: str) -> str:
    """What a row is found by: a source may be longer than an index takes."""
    return fingerprint("picture/1", source)
