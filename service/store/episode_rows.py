"""The tables of what is heard: episodes and their editions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from service.store.schema import Moment, Table


class EpisodeRow(Table):
    """An article as heard. ``number`` names its current edition."""

    __tablename__ = "episodes"
    __table_args__ = (Index("episodes_newest", "published", "id"),)

    id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    guid: Mapped[str] = mapped_column(String(200), unique=True)
    number: Mapped[int]
    published: Mapped[datetime] = mapped_column(Moment)
    first_published: Mapped[datetime] = mapped_column(Moment)
    updated: Mapped[datetime] = mapped_column(Moment)


class EditionRow(Table):
    """One recording; its content leaves out the revision, which stands in its own table.

    ``fell_back`` says that another engine than the wished one spoke. ``file`` is the
    enclosure's name, "" where a damaged row could not tell.
    """

    __tablename__ = "editions"
    __table_args__ = (Index("editions_file", "file"),)

    episode_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[str] = mapped_column(String(32))
    content: Mapped[str] = mapped_column(Text)
    fell_back: Mapped[bool] = mapped_column(server_default=false())
    file: Mapped[str] = mapped_column(String(200), server_default="")
    file_length: Mapped[int] = mapped_column(server_default="0")
    file_sha256: Mapped[str] = mapped_column(String(64), server_default="")
