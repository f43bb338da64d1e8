"""By which sections, authors and tags episodes belong to channels, and when these changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, delete, desc, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.model import Edition
from service.model.channel import Facet, FacetName, facet_names
from service.store.episode_rows import ArchiveRangeRow, EpisodeRow
from service.store.facts import count_changes, note_change
from service.store.schema import Moment, Table


class EpisodeFacetRow(Table):
    """One folded name (of a section, an author or a tag) of what the public has of an episode.

    ``published`` and ``sequence`` are the episode's, so that the newest of a channel, and those
    of a range, are read along an index.
    """

    __tablename__ = "episode_facets"
    __table_args__ = (
        Index("episode_facets_newest", "facet", "name", desc("published"), "episode_id"),
        Index("episode_facets_in_sequence", "facet", "name", "sequence"),
        {"sqlite_with_rowid": False},
    )

    episode_id: Mapped[str] = mapped_column(ForeignKey("episodes.id"), primary_key=True)
    facet: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    published: Mapped[datetime] = mapped_column(Moment)
    sequence: Mapped[int]


class FacetChangeRow(Table):
    """The last change of the library that touched an episode of this name; see ``changes``."""

    __tablename__ = "facet_changes"
    __table_args__ = (
        Index("facet_changes_last", "change"),
        {"sqlite_with_rowid": False},
    )

    facet: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    change: Mapped[int]


def tell_facets(session: Session, row: EpisodeRow, edition: Edition) -> None:
    """The episode of ``row``, which is written, has the names of its current ``edition``.

    The change to come is told of those that it loses: ``note_episode`` tells the others.
    """
    revision = edition.revision
    names = facet_names(revision.section, revision.author, revision.tags)
    lost = _names_of(session, row.id) - names
    session.execute(delete(EpisodeFacetRow).where(EpisodeFacetRow.episode_id == row.id))
    made = [
        {
            "episode_id": row.id,
            "facet": facet,
            "name": name,
            "published": row.published,
            "sequence": row.sequence,
        }
        for facet, name in sorted(names)
    ]
    if made:
        session.execute(insert(EpisodeFacetRow), made)
    _touch(session, lost, count_changes(session) + 1)


def next_sequence(session: Session) -> int:
    """The place of an episode that is released first now: after all, and in no page of an archive.

    The last episode of a page may have been deleted since.
    """
    tops = (func.max(EpisodeRow.sequence), func.max(ArchiveRangeRow.last))
    return 1 + max(session.scalar(select(top)) or 0 for top in tops)


def note_episode(session: Session, episode_id: str) -> None:
    """One more change of this episode, within the transaction that makes it."""
    _touch(session, _names_of(session, episode_id), note_change(session))


def note_every_episode(session: Session) -> None:
    """One more change, of nobody knows which episodes, within the transaction that makes it."""
    session.execute(update(FacetChangeRow).values(change=note_change(session)))


def _names_of(session: Session, episode_id: str) -> frozenset[FacetName]:
    own = select(EpisodeFacetRow.facet, EpisodeFacetRow.name)
    found = session.execute(own.where(EpisodeFacetRow.episode_id == episode_id))
    return frozenset((Facet(facet), name) for facet, name in found)


def _touch(session: Session, names: frozenset[FacetName], change: int) -> None:
    for facet, name in sorted(names):
        session.merge(FacetChangeRow(facet=facet.value, name=name, change=change))
