"""The tables. Contents are JSON text of the model's values; columns are what is searched."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    desc,
    event,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC text that sorts by time: SQLite has no zone."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Table(DeclarativeBase):
    """The base of all tables."""


def listen_for_sqlite(statements: Iterable[str]) -> None:
    """A SQLite file that is made whole runs these, once its tables are there."""
    for statement in statements:
        ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
        event.listen(Table.metadata, "after_create", ddl.execute_if(dialect="sqlite"))


class ArticleRow(Table):
    """An article. ``revision_id`` names its newest revision, whose ``title`` lists tell.

    ``title`` is "" where a damaged row of an older Loa could not tell it. ``sender`` is who sent
    the article last ("desk", "api:<token>"), "" where that was not asked.
    """

    __tablename__ = "articles"
    __table_args__ = (
        Index("articles_newest", "published", "id"),
        Index("articles_changed", desc("updated"), "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    source_id: Mapped[str] = mapped_column(String(200), unique=True)
    revision_id: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text, server_default="")
    published: Mapped[datetime] = mapped_column(Moment)
    created: Mapped[datetime] = mapped_column(Moment)
    updated: Mapped[datetime] = mapped_column(Moment)
    sender: Mapped[str] = mapped_column(String(200), server_default="", default="")


class RevisionRow(Table):
    """One text version with the bytes it came from."""

    __tablename__ = "revisions"

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    original: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created: Mapped[datetime] = mapped_column(Moment)


class WishRow(Table):
    """That an article's edition shall follow its text; see ``EditionWish``."""

    __tablename__ = "wishes"

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    asked: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int]
    next_try: Mapped[datetime | None] = mapped_column(Moment)
    is_given_up: Mapped[bool]
    error: Mapped[str | None] = mapped_column(String(60))
    message: Mapped[str | None] = mapped_column(Text)
    message_en: Mapped[str | None] = mapped_column(Text)
    hold: Mapped[bool] = mapped_column(server_default=false(), default=False)
    releaser: Mapped[str | None] = mapped_column(String(200))


class PictureRow(Table):
    """What became of a picture of an article, known by the digest of its ``source``.

    ``next_try`` is when one that could not be had is asked for again.
    """

    __tablename__ = "pictures"
    __table_args__ = (
        Index(
            "pictures_due",
            "next_try",
            sqlite_where=text("next_try IS NOT NULL"),
            postgresql_where=text("next_try IS NOT NULL"),
        ),
    )

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    is_missing: Mapped[bool]
    attempts: Mapped[int]
    next_try: Mapped[datetime | None] = mapped_column(Moment)
    updated: Mapped[datetime] = mapped_column(Moment)


class PictureFileRow(Table):
    """That some revision of the article shows the file ``name`` of the media folder."""

    __tablename__ = "picture_files"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)


class OverrideRow(Table):
    """An editor's reading of a sentence; one that was taken back keeps its row."""

    __tablename__ = "overrides"
    __table_args__ = (Index("overrides_of_article", "article_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    segment_id: Mapped[str] = mapped_column(String(32))
    printed: Mapped[str] = mapped_column(Text)
    spoken: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[datetime | None] = mapped_column(Moment)


class SoundRow(Table):
    """The file of recordings, by its digest: one that is brought back is not kept twice."""

    __tablename__ = "sounds"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RecordingRow(Table):
    """An editor's own recording of a sentence; one that was taken back keeps its row."""

    __tablename__ = "recordings"
    __table_args__ = (Index("recordings_of_article", "article_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    segment_id: Mapped[str] = mapped_column(String(32))
    printed: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(ForeignKey("sounds.digest"))
    name: Mapped[str] = mapped_column(String(200))
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[datetime | None] = mapped_column(Moment)


class LexiconRow(Table):
    """An entry of the newsroom's lexicon, as JSON."""

    __tablename__ = "lexicon"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    content: Mapped[str] = mapped_column(Text)


class ChannelRow(Table):
    """The podcast's guid, frozen at the first publication; and the installation's own."""

    __tablename__ = "channels"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    guid: Mapped[str] = mapped_column(String(36))


class FactRow(Table):
    """Something small to be remembered between two runs."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
