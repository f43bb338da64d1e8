"""The tables of what is heard: episodes, their editions, and what is kept ready of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, desc, false, select, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.schema import Moment, Table

PUBLISHED, WITHDRAWN = "published", "withdrawn"
"""The state of an episode that the public has, and of one that it had."""


class EpisodeRow(Table):
    """An article as the public hears it: its card, which lists and feeds are made of.

    ``number`` names its current edition, the one released last, and the columns from
    ``revision_id`` on say what lists tell of that; they are empty where a damaged row of an
    older Loa could not.
    ``uses_number`` is the edition that ``clip_uses`` tells of, 0 for none yet.
    ``sequence`` counts the episodes from 1 in the order of their first releases; it never changes.
    """

    __tablename__ = "episodes"
    __table_args__ = (
        Index("episodes_newest", "state", desc("published"), "id"),
        Index("episodes_in_sequence", "sequence", unique=True),
        Index(
            "episodes_fallen_back",
            desc("published"),
            "id",
            sqlite_where=text("fallback_reason IS NOT NULL"),
            postgresql_where=text("fallback_reason IS NOT NULL"),
        ),
        Index(
            "episodes_without_uses",
            "id",
            sqlite_where=text("uses_number <> number"),
            postgresql_where=text("uses_number <> number"),
        ),
    )

    id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    guid: Mapped[str] = mapped_column(String(200), unique=True)
    number: Mapped[int]
    published: Mapped[datetime] = mapped_column(Moment)
    first_published: Mapped[datetime] = mapped_column(Moment)
    updated: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(20), server_default=PUBLISHED, default=PUBLISHED)
    revision_id: Mapped[str] = mapped_column(String(32), server_default="")
    title: Mapped[str] = mapped_column(Text, server_default="")
    lead: Mapped[str] = mapped_column(Text, server_default="")
    section: Mapped[str | None] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(Text)
    fallback_reason: Mapped[str | None] = mapped_column(Text)
    file: Mapped[str] = mapped_column(String(200), server_default="")
    file_length: Mapped[int] = mapped_column(server_default="0")
    file_type: Mapped[str] = mapped_column(String(60), server_default="")
    file_sha256: Mapped[str] = mapped_column(String(64), server_default="")
    duration: Mapped[int] = mapped_column(server_default="0")
    uses_number: Mapped[int] = mapped_column(server_default="0", default=0)
    sequence: Mapped[int] = mapped_column(server_default="0")


class EditionRow(Table):
    """One recording; its content leaves out the revision, which stands in its own table.

    ``fell_back`` says that another engine than the wished one spoke: an older Loa reads
    it. ``file`` is the enclosure's name, "" where a damaged row could not tell.
    ``superseded`` is since when that file waits to be retired: a later edition has another
    one. It is None while the file is current, waits, is another edition's too, or is retired.
    ``released`` is when the public first had the edition, None while it never has.
    """

    __tablename__ = "editions"
    __table_args__ = (
        Index("editions_file", "file"),
        Index("editions_superseded", "superseded", "file"),
    )

    episode_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[str] = mapped_column(String(32))
    content: Mapped[str] = mapped_column(Text)
    fell_back: Mapped[bool] = mapped_column(server_default=false())
    file: Mapped[str] = mapped_column(String(200), server_default="")
    file_length: Mapped[int] = mapped_column(server_default="0")
    file_sha256: Mapped[str] = mapped_column(String(64), server_default="")
    superseded: Mapped[datetime | None] = mapped_column(Moment)
    released: Mapped[datetime | None] = mapped_column(Moment)


class ClipUseRow(Table):
    """That the episode's current edition needs what the cache keeps as ``key``."""

    __tablename__ = "clip_uses"
    __table_args__ = (Index("clip_uses_key", "key"), {"sqlite_with_rowid": False})

    episode_id: Mapped[str] = mapped_column(ForeignKey("episodes.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)


class ReadyItemRow(Table):
    """An episode's item as feeds write it, ready to be joined; made anew at any time.

    See ``ReadyItem`` for its columns; ``length``, in bytes, stands before what is long.
    """

    __tablename__ = "ready_items"

    episode_id: Mapped[str] = mapped_column(ForeignKey("episodes.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(32))
    length: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class ArchiveRangeRow(Table):
    """A page of a channel's archive: the sequences ``first`` to ``last``; see ``ArchiveRange``."""

    __tablename__ = "archive_ranges"

    channel_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first: Mapped[int]
    last: Mapped[int]


def newest_of(*columns: Any) -> Select[*tuple[Any, ...]]:
    """These columns of what the public has, the newest published first."""
    return (
        select(*columns)
        .where(EpisodeRow.state == PUBLISHED)
        .order_by(EpisodeRow.published.desc(), EpisodeRow.id)
    )
