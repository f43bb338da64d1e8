"""Episodes and their editions."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from service.errors import EpisodeDamagedError
from service.model import Edition, Episode
from service.store.damage import Copies, no_copy
from service.store.database import Database, OnDatabase
from service.store.editions import read_edition
from service.store.episode_rows import PUBLISHED, EditionRow, EpisodeRow, newest_of
from service.store.facts import count_changes
from service.store.releases import newest_number
from service.store.tallies import EPISODES, length_of

_LOG = logging.getLogger(__name__)


class Episodes(OnDatabase):
    """Articles as heard, in all their editions.

    An edition whose row is damaged is had from its copy, so that one row takes no other
    episode away. One that has no copy is left out of lists; asked for by its id it raises
    EpisodeDamagedError.
    """

    def __init__(self, database: Database, copies: Copies = no_copy) -> None:
        OnDatabase.__init__(self, database)
        self._copies = copies
        self._damaged: dict[tuple[str, int], None] = {}

    def episode(self, episode_id: str) -> Episode | None:
        """The episode of this id that the public has, or None."""
        with self._database.reading() as session:
            row = session.get(EpisodeRow, episode_id)
            is_public = row is not None and row.state == PUBLISHED
            return self._episode(session, row) if row is not None and is_public else None

    def made_edition(self, article_id: str) -> Edition | None:
        """The newest edition that was made of the article, public or not; None without one.

        None too where it is damaged and has no copy.
        """
        with self._database.reading() as session:
            number = newest_number(session, article_id)
            with suppress(EpisodeDamagedError):
                return self._edition(session, article_id, number) if number else None
        return None

    def edition(self, article_id: str, number: int) -> Edition | None:
        """The article's edition of this number, or None. Raises EpisodeDamagedError."""
        with self._database.reading() as session:
            key = (EditionRow.episode_id == article_id, EditionRow.number == number)
            if session.scalar(select(EditionRow.number).where(*key)) is None:
                return None
            return self._edition(session, article_id, number)

    def readable_episode(self, episode_id: str) -> Episode | None:
        """The episode of this id, or None; None too where it is damaged and has no copy.

        For who does without: what is damaged is told of by ``damaged_seen`` and the log.
        """
        with suppress(EpisodeDamagedError):
            return self.episode(episode_id)
        return None

    def current_number(self, episode_id: str) -> int:
        """The number of the newest edition that was made, readable or not; 0 without one."""
        with self._database.reading() as session:
            return newest_number(session, episode_id)

    def has_editions(self) -> bool:
        """Whether anything was ever made, released or not."""
        with self._database.reading() as session:
            return session.scalar(select(EditionRow.number).limit(1)) is not None

    def ids_after(self, episode_id: str, limit: int) -> tuple[str, ...]:
        """The ids of the ``limit`` episodes that follow one, whatever their rows tell of them."""
        following = select(EpisodeRow.id).where(EpisodeRow.id > episode_id).order_by(EpisodeRow.id)
        with self._database.reading() as session:
            return tuple(session.scalars(following.limit(limit)))

    def count_episodes(self) -> int:
        """How many episodes the public has."""
        with self._database.reading() as session:
            return length_of(session, EPISODES)

    def changes(self) -> int:
        """How often an episode was published or corrected: another number, another feed."""
        with self._database.reading() as session:
            return count_changes(session)

    def editions(self, episode_id: str) -> tuple[Edition, ...]:
        """All editions of an episode, the first one first."""
        numbers = (
            select(EditionRow.number)
            .where(EditionRow.episode_id == episode_id)
            .order_by(EditionRow.number)
        )
        with self._database.reading() as session:
            found = session.scalars(numbers).all()
            return tuple(self._edition(session, episode_id, number) for number in found)

    def damaged_editions(self, newest: int | None = None) -> Iterator[tuple[str, int, bool]]:
        """The editions whose rows cannot be read: episode, number, whether a copy is kept.

        All are read, or the current ones of the ``newest`` episodes alone.
        """
        keys = select(EditionRow.episode_id, EditionRow.number)
        if newest is not None:
            keys = newest_of(EpisodeRow.id, EpisodeRow.number).limit(newest)
        with self._database.reading() as session:
            found = session.execute(keys).all()
        for episode_id, number in found:
            try:
                with self._database.reading() as session:
                    read_edition(session, episode_id, number)
            except EpisodeDamagedError:
                yield episode_id, number, self._copies(episode_id, number) is not None

    def damaged_seen(self) -> tuple[tuple[str, int], ...]:
        """The newest editions, by episode and number, found damaged so far and still so.

        One that was replaced since is nobody's concern at the desk; the doctor reads all.
        """
        return tuple(
            (episode_id, number)
            for episode_id, number in tuple(self._damaged)
            if self.current_number(episode_id) == number
        )

    def fallbacks(self, limit: int, after: str = "") -> tuple[tuple[str, str | None], ...]:
        """Id and section of what the public has of a fallback, the newest published first.

        At most ``limit``; of those that follow the episode ``after``, whatever that is by now.
        """
        # An index holds those alone. The bare state would lead SQLite to that of all episodes.
        fallen = (
            select(EpisodeRow.id, EpisodeRow.section)
            .where(
                EpisodeRow.fallback_reason.is_not(None), EpisodeRow.state.concat("") == PUBLISHED
            )
            .order_by(EpisodeRow.published.desc(), EpisodeRow.id)
        )
        with self._database.reading() as session:
            row = session.get(EpisodeRow, after)
            if row is not None:
                later = and_(EpisodeRow.published == row.published, EpisodeRow.id > row.id)
                fallen = fallen.where(
                    EpisodeRow.published <= row.published,  # by the index, from there on
                    or_(EpisodeRow.published < row.published, later),
                )
            return tuple((name, section) for name, section in session.execute(fallen.limit(limit)))

    def superseded_files(self, before: datetime) -> tuple[str, ...]:
        """The files that no current edition uses since ``before`` a moment, and still stand."""
        # Sorted here: asked for in the order of names, SQLite goes through those of all editions.
        old = select(EditionRow.file).where(EditionRow.superseded < before)
        with self._database.reading() as session:
            return tuple(sorted(set(session.scalars(old)) - {""}))

    def note_retired(self, file: str) -> None:
        """``file`` stands no more; its address leads to what is current."""
        gone = update(EditionRow).where(EditionRow.file == file).values(superseded=None)
        with self._database.writing() as session:
            session.execute(gone)

    def _episode(self, session: Session, row: EpisodeRow) -> Episode:
        edition = self._edition(session, row.id, row.number)
        return Episode(
            row.id, row.guid, edition, row.first_published, row.updated, row.sequence or None
        )

    def _edition(self, session: Session, episode_id: str, number: int) -> Edition:
        key = (episode_id, number)
        try:
            edition = read_edition(session, episode_id, number)
        except EpisodeDamagedError as e:
            if key not in self._damaged:
                _LOG.error("%s (%s)", e.vi, e.en)
            self._damaged[key] = None
            copy = self._copies(episode_id, number)
            if copy is None:
                raise
            return copy
        self._damaged.pop(key, None)
        return edition
