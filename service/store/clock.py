"""Moments that a wrong clock wrote into the library."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from service.store.database import OnDatabase
from service.store.episode_rows import EpisodeRow, ReadyItemRow
from service.store.facet_rows import note_every_episode
from service.store.schema import ArticleRow


class Clock(OnDatabase):
    """What was dated from a moment on is found, and dated anew."""

    def articles_since(self, moment: datetime) -> tuple[str, ...]:
        """The ids of the articles that first came at ``moment`` or later."""
        later = select(ArticleRow.id).where(ArticleRow.created >= moment).order_by(ArticleRow.id)
        with self._database.reading() as session:
            return tuple(session.scalars(later))

    def redate_since(self, moment: datetime, now: datetime) -> None:
        """Whatever says that it came or changed at ``moment`` or later, did so ``now``."""
        columns = (
            (ArticleRow, ArticleRow.created),
            (ArticleRow, ArticleRow.updated),
            (EpisodeRow, EpisodeRow.first_published),
            (EpisodeRow, EpisodeRow.updated),
        )
        late = or_(EpisodeRow.first_published >= moment, EpisodeRow.updated >= moment)
        items = ReadyItemRow.episode_id.in_(select(EpisodeRow.id).where(late))
        with self._database.writing() as session:
            session.execute(delete(ReadyItemRow).where(items))  # they tell of these moments
            for row, column in columns:
                session.execute(update(row).where(column >= moment).values({column: now}))
            note_every_episode(session)
