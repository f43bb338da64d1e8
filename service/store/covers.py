"""The covers of episodes: which file is shown, and which ones were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, delete, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.store.database import OnDatabase
from service.store.episode_rows import PUBLISHED, EpisodeRow, ReadyItemRow, newest_of
from service.store.facet_rows import note_episode
from service.store.schema import Moment, Table


class CoverRow(Table):
    """A cover that the episode has or had, by the name of its file.

    ``form`` digests what it was drawn of, "" where nobody knows any more. ``superseded`` is since
    when it waits to be retired; None while it is current, or when its file is gone already.
    """

    __tablename__ = "covers"
    __table_args__ = (
        Index("covers_of_episode", "episode_id", "is_current"),
        Index(
            "covers_superseded",
            "superseded",
            sqlite_where=text("superseded IS NOT NULL"),
            postgresql_where=text("superseded IS NOT NULL"),
        ),
    )

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    episode_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    form: Mapped[str] = mapped_column(String(32))
    is_current: Mapped[bool]
    superseded: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class KeptCover:
    """The cover that an episode has: the name of its file, and what that was drawn of."""

    name: str
    form: str


class Covers(OnDatabase):
    """One cover of an episode is current; the address of a former one leads to it."""

    def cover(self, episode_id: str) -> KeptCover | None:
        """The episode's cover, or None where the podcast's own is shown."""
        own = select(CoverRow.name, CoverRow.form).where(
            CoverRow.episode_id == episode_id, CoverRow.is_current.is_(True)
        )
        return next((KeptCover(*row) for row in self._database.ask(own)), None)

    def is_cover_known(self, name: str) -> bool:
        """Whether ``name`` is or was the cover of an episode that the public has now."""
        public = (
            select(CoverRow.name)
            .join(EpisodeRow, EpisodeRow.id == CoverRow.episode_id)
            .where(CoverRow.name == name, EpisodeRow.state == PUBLISHED)
        )
        return bool(self._database.ask(public))

    def keep_cover(
        self, episode_id: str, cover: KeptCover | None, now: datetime, former: Iterable[str] = ()
    ) -> None:
        """``cover`` is the episode's from ``now`` on, or none is; its item is to be made anew.

        The one before waits to be retired, and so do ``former`` files that no row told of.
        """
        with self._database.writing() as session:
            _put(session, episode_id, cover, now, former)
            # What a feed tells of the episode is another.
            session.execute(delete(ReadyItemRow).where(ReadyItemRow.episode_id == episode_id))
            note_episode(session, episode_id)

    def superseded_covers(self, before: datetime) -> tuple[str, ...]:
        """The files that no episode shows since ``before`` a moment, and still stand."""
        old = select(CoverRow.name).where(CoverRow.superseded < before).order_by(CoverRow.name)
        return tuple(name for (name,) in self._database.ask(old))

    def note_cover_retired(self, name: str) -> None:
        """The file stands no more; its address leads to what is current."""
        gone = update(CoverRow).where(CoverRow.name == name).values(superseded=None)
        with self._database.writing() as session:
            session.execute(gone)

    def is_cover_current(self, name: str) -> bool:
        """Whether an episode shows the file ``name``."""
        own = select(CoverRow.name).where(CoverRow.name == name, CoverRow.is_current.is_(True))
        return bool(self._database.ask(own))

    def uncovered_episodes(self, newest: int) -> tuple[str, ...]:
        """Those of the ``newest`` episodes that have no cover of their own, in their order."""
        asked = self._database.ask(newest_of(EpisodeRow.id).limit(newest))
        ids = [episode_id for (episode_id,) in asked]
        has = select(CoverRow.episode_id).where(
            CoverRow.episode_id.in_(ids), CoverRow.is_current.is_(True)
        )
        covered = {episode_id for (episode_id,) in self._database.ask(has)}
        return tuple(each for each in ids if each not in covered)

    def covers_after(self, name: str, limit: int) -> tuple[tuple[str, str], ...]:
        """Name and episode of the ``limit`` current covers that follow ``name``, in their order."""
        following = (
            select(CoverRow.name, CoverRow.episode_id)
            .where(CoverRow.name > name, CoverRow.is_current.is_(True))
            .order_by(CoverRow.name)
            .limit(limit)
        )
        return tuple((name, episode_id) for name, episode_id in self._database.ask(following))


def _put(
    session: Session,
    episode_id: str,
    cover: KeptCover | None,
    now: datetime,
    former: Iterable[str],
) -> None:
    before = (CoverRow.episode_id == episode_id, CoverRow.is_current.is_(True))
    session.execute(update(CoverRow).where(*before).values(is_current=False, superseded=now))
    session.expire_all()
    names = [each for each in former if session.get(CoverRow, each) is None]
    session.add_all(_row(each, episode_id, superseded=now) for each in names)
    if cover is not None:
        session.flush()
        row = _row(cover.name, episode_id, form=cover.form)
        session.merge(row)


def _row(
    name: str, episode_id: str, form: str = "", superseded: datetime | None = None
) -> CoverRow:
    return CoverRow(
        name=name,
        episode_id=episode_id,
        form=form,
        is_current=superseded is None,
        superseded=superseded,
    )
