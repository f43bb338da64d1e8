"""Episodes and their editions."""

import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from service.errors import StoreError
from service.fingerprint import Plain
from service.model import Edition, Episode, episode_guid
from service.plain import from_plain, to_plain
from service.store.articles import read_revision
from service.store.database import Database
from service.store.schema import ArticleRow, ChannelRow, EditionRow, EpisodeRow

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast:guid (Podcasting 2.0, tag ``guid``)."""

_CHANNEL = "main"


class Episodes:
    """Articles as heard, in all their editions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def publish_edition(self, edition: Edition, now: datetime) -> Episode:
        """The episode whose current edition is now ``edition``.

        All in one transaction.
        Raises StoreError, and changes nothing, when the number is not the next or
        the article has a newer revision.
        """
        with self._database.writing() as session:
            article = session.get(ArticleRow, edition.episode_id)
            row = session.get(EpisodeRow, edition.episode_id)
            _require_next(edition, article, row)
            session.add(edition_row(edition))
            if row is None:
                row = EpisodeRow(
                    id=edition.episode_id,
                    guid=episode_guid(edition.episode_id),
                    first_published=now,
                )
                session.add(row)
            row.number = edition.number
            row.published = edition.revision.published
            row.updated = now
            session.flush()
            return _episode(session, row)

    def episode(self, episode_id: str) -> Episode | None:
        """The episode of this id, or None."""
        with self._database.reading() as session:
            row = session.get(EpisodeRow, episode_id)
            return _episode(session, row) if row else None

    def episodes(self, limit: int = 50, offset: int = 0) -> tuple[Episode, ...]:
        """Episodes, the newest published first."""
        newest = select(EpisodeRow).order_by(EpisodeRow.published.desc(), EpisodeRow.id)
        with self._database.reading() as session:
            rows = session.scalars(newest.limit(limit).offset(offset)).all()
            return tuple(_episode(session, row) for row in rows)

    def count_episodes(self) -> int:
        """How many episodes there are."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(EpisodeRow)) or 0

    def last_change(self) -> tuple[datetime | None, int]:
        """When an edition was last published, and how many episodes there are."""
        newest = select(func.max(EpisodeRow.updated), func.count())
        with self._database.reading() as session:
            moment, count = session.execute(newest).one()
            return moment, count

    def editions(self, episode_id: str) -> tuple[Edition, ...]:
        """All editions of an episode, the first one first."""
        of_episode = (
            select(EditionRow)
            .where(EditionRow.episode_id == episode_id)
            .order_by(EditionRow.number)
        )
        with self._database.reading() as session:
            return tuple(_edition(session, row) for row in session.scalars(of_episode))

    def damaged_editions(self) -> Iterator[tuple[str, int, str]]:
        """The editions whose rows cannot be read: episode, number, and why in a word."""
        with self._database.reading() as session:
            keys = session.execute(select(EditionRow.episode_id, EditionRow.number)).all()
        for episode_id, number in keys:
            try:
                with self._database.reading() as session:
                    _edition(session, session.get_one(EditionRow, (episode_id, number)))
            except (LookupError, ValueError, TypeError, StoreError) as e:
                yield episode_id, number, e.en if isinstance(e, StoreError) else type(e).__name__

    def fallback_ids(self) -> tuple[str, ...]:
        """The episodes whose current edition a fallback spoke, the newest published first."""
        current = (
            select(EpisodeRow.id)
            .join(
                EditionRow,
                (EditionRow.episode_id == EpisodeRow.id) & (EditionRow.number == EpisodeRow.number),
            )
            .where(EditionRow.fell_back)
            .order_by(EpisodeRow.published.desc(), EpisodeRow.id)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(current))

    def superseded_files(self, before: datetime) -> tuple[str, ...]:
        """The files of editions replaced ``before`` a moment that no current edition uses."""
        corrected = select(EpisodeRow.id).where(EpisodeRow.number > 1)
        with self._database.reading() as session:
            ids = session.scalars(corrected).all()
        old: set[str] = set()
        current: set[str] = set()
        for episode_id in ids:
            editions = self.editions(episode_id)
            current.add(editions[-1].enclosure.name)
            old.update(
                edition.enclosure.name
                for edition, successor in pairwise(editions)
                if successor.created < before
            )
        return tuple(sorted(old - current))

    def channel_guid(self, feed_url: str) -> str:
        """The podcast:guid: of ``feed_url`` until the first publication, then frozen."""
        with self._database.reading() as session:
            row = session.get(ChannelRow, _CHANNEL)
            if row is not None:
                return row.guid
            is_published = session.scalar(select(EpisodeRow.id).limit(1)) is not None
        guid = podcast_guid(feed_url)
        return self._freeze_channel(guid) if is_published else guid

    def _freeze_channel(self, guid: str) -> str:
        with self._database.writing() as session:
            row = session.get(ChannelRow, _CHANNEL)
            if row is None:
                row = ChannelRow(name=_CHANNEL, guid=guid)
                session.add(row)
            return row.guid


def podcast_guid(feed_url: str) -> str:
    """The podcast:guid of a feed: a UUIDv5 of its URL without scheme and trailing slashes."""
    parts = urlsplit(feed_url)
    return str(uuid.uuid5(PODCAST_NAMESPACE, f"{parts.netloc}{parts.path}".rstrip("/")))


def _require_next(edition: Edition, article: ArticleRow | None, row: EpisodeRow | None) -> None:
    number = row.number + 1 if row else 1
    if article is None or article.revision_id != edition.revision.id:
        raise StoreError(
            "Bài đã có bản sửa mới hơn; bản thu này không được phát.",
            "The article has a newer revision; this edition is not published.",
        )
    if edition.number != number:
        raise StoreError(
            f"Bản {edition.number} đến không đúng lượt; lượt này là bản {number}.",
            f"Edition {edition.number} is out of turn; the next one is {number}.",
        )


def edition_row(edition: Edition) -> EditionRow:
    """The row of ``edition``, whose revision stands in its own."""
    plain = to_plain(edition)
    content = {name: each for name, each in _object(plain).items() if name != "revision"}
    return EditionRow(
        episode_id=edition.episode_id,
        number=edition.number,
        revision_id=edition.revision.id,
        content=json.dumps(content, ensure_ascii=False),
        fell_back=edition.fallback_reason is not None,
        file=edition.enclosure.name,
        file_length=edition.enclosure.length,
        file_sha256=edition.enclosure.sha256,
    )


def _edition(session: Session, row: EditionRow) -> Edition:
    try:
        revision = read_revision(session, row.episode_id, row.revision_id)
        plain = {**json.loads(row.content), "revision": to_plain(revision)}
        return from_plain(Edition, plain)
    except (ValueError, TypeError, NoResultFound) as e:
        raise StoreError(
            f"Bản ghi của tập {row.episode_id}, bản {row.number}, trong cơ sở dữ liệu đã hỏng. "
            "Dừng Loa rồi chạy `loa rebuild --force`: bản kê của tập vẫn còn trong media.",
            f"The row of episode {row.episode_id}, edition {row.number}, is damaged. Stop Loa "
            "and run `loa rebuild --force`: the manifest in media tells what it was.",
        ) from e


def _episode(session: Session, row: EpisodeRow) -> Episode:
    edition = _edition(session, session.get_one(EditionRow, (row.id, row.number)))
    return Episode(row.id, row.guid, edition, row.first_published, row.updated)


def _object(plain: Plain) -> Mapping[str, Plain]:
    if not isinstance(plain, dict):
        raise TypeError("an edition is plainly an object")
    return plain
