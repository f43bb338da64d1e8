"""An article that goes for good: every row of it but what was done to it."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, delete, exists, select
from sqlalchemy import Table as AnyTable
from sqlalchemy.orm import Session

from service.model import EventKind
from service.model.release import Withdrawal
from service.store.database import OnDatabase
from service.store.episode_rows import PUBLISHED, EpisodeRow
from service.store.facet_rows import note_episode
from service.store.release_rows import note_untold, put_withdrawal
from service.store.schema import ArticleRow, RecordingRow, SoundRow, Table
from service.store.webhook_rows import put_event

_ROOTS = ("articles", "episodes")


class Deleting(OnDatabase):
    """The audit stays, and that the id is gone; nothing else does."""

    def delete_article(self, withdrawal: Withdrawal) -> bool:
        """Whether the article was there; no row of it is now, and its id is never used again.

        The media folder is to lose it too: see ``untold_releases``.
        """
        article_id, at = withdrawal.article_id, withdrawal.at
        with self._database.writing() as session:
            if session.get(ArticleRow, article_id) is None:
                return False
            episode = session.get(EpisodeRow, article_id)
            if episode is not None and episode.state == PUBLISHED:
                put_event(session, EventKind.EPISODE_WITHDRAWN, article_id, at)
            note_episode(session, article_id)
            session.flush()
            session.expunge_all()
            _delete_rows(session, article_id)
            put_withdrawal(session, withdrawal)
            note_untold(session, article_id)
            return True

    def sounds_kept(self, digests: Iterable[str]) -> frozenset[str]:
        """Those of ``digests`` that are still the sound of some recording."""
        kept = select(SoundRow.digest).where(SoundRow.digest.in_(list(digests)))
        with self._database.reading() as session:
            return frozenset(session.scalars(kept))


def _delete_rows(session: Session, article_id: str) -> None:
    own = RecordingRow.article_id == article_id
    sounds = session.scalars(select(RecordingRow.digest).where(own)).all()
    for table, column in _referring():
        session.execute(delete(table).where(column == article_id))
    used = exists().where(RecordingRow.digest == SoundRow.digest)
    session.execute(delete(SoundRow).where(SoundRow.digest.in_(sounds), ~used))
    session.execute(delete(ArticleRow).where(ArticleRow.id == article_id))


def _referring() -> Iterator[tuple[AnyTable, Column[Any]]]:
    """Every table of articles and their episodes, the ones that others refer to last.

    Of the schema itself: a table that comes later is not forgotten here.
    """
    for table in reversed(Table.metadata.sorted_tables):
        for column in table.columns:
            if any(key.column.table.name in _ROOTS for key in column.foreign_keys):
                yield table, column
