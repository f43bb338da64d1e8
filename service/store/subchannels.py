"""Channels beside the main one, and the secret addresses of feeds."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Select, select

from service.errors import AccessError, NotFoundError
from service.model.channel import Facet, FacetName
from service.model.subchannel import MOST_SUBCHANNELS, PrivateFeed, Subchannel, in_order
from service.store.database import OnDatabase
from service.store.episode_rows import PUBLISHED, EpisodeRow
from service.store.facet_rows import EpisodeFacetRow, FacetChangeRow
from service.store.subchannel_rows import (
    PrivateFeedRow,
    SubchannelRow,
    read_private_feed,
    read_subchannel,
    subchannel_row,
)


class Subchannels(OnDatabase):
    """A row a channel, for ever: its address may stand in thousands of clients."""

    def subchannels(self, *, removed: bool = False) -> tuple[Subchannel, ...]:
        """All that are there, by kind and slug; where that is asked, those ``removed`` too."""
        asked = select(SubchannelRow)
        if not removed:
            asked = asked.where(SubchannelRow.removed.is_(None))
        with self._database.reading() as session:
            found = [read_subchannel(row) for row in session.scalars(asked)]
        return tuple(sorted(found, key=lambda each: (each.kind, each.slug)))

    def subchannel(self, slug: str) -> Subchannel | None:
        """The channel of this slug, also a removed one, or None."""
        with self._database.reading() as session:
            row = session.get(SubchannelRow, slug)
            return read_subchannel(row) if row else None

    def add_subchannel(self, channel: Subchannel) -> None:
        """Raises AccessError where there are as many as may be, or one of this slug."""
        with self._database.writing() as session:
            slugs = session.scalars(select(SubchannelRow.slug)).all()
            if len(slugs) >= MOST_SUBCHANNELS:
                raise AccessError(
                    f"Đã có {MOST_SUBCHANNELS} kênh, nhiều nhất được phép.",
                    f"There are {MOST_SUBCHANNELS} channels already, the most that are allowed.",
                )
            if channel.slug in slugs:
                raise AccessError(
                    f"Đã có kênh “{channel.slug}”.", f"There is a channel “{channel.slug}” already."
                )
            session.add(subchannel_row(channel))

    def change_subchannel(self, channel: Subchannel) -> None:
        """The channel of its slug is as told now. Raises NotFoundError."""
        with self._database.writing() as session:
            if session.get(SubchannelRow, channel.slug) is None:
                raise no_channel(channel.slug)
            session.merge(subchannel_row(channel))

    def names_without_channel(
        self, facets: Iterable[Facet], most: int = MOST_SUBCHANNELS
    ) -> tuple[tuple[FacetName, str], ...]:
        """Names that a public episode has and no channel stands for, also none that was removed.

        At most ``most``, each with the word that its newest episode prints. Read from the list of
        names, which is as long as there are names, not episodes.
        """
        known = {each.facet_name for each in self.subchannels(removed=True)}
        told = select(FacetChangeRow.facet, FacetChangeRow.name).where(
            FacetChangeRow.facet.in_([each.value for each in facets])
        )
        found: list[tuple[FacetName, str]] = []
        with self._database.reading() as session:
            for facet, name in session.execute(told.order_by(FacetChangeRow.name)).all():
                if len(found) == most:
                    break
                key = (Facet(facet), name)
                printed = None if key in known else session.scalar(_printed(*key))
                if printed:
                    found.append((key, printed))
        return tuple(found)

    def listed_subchannels(self) -> tuple[Subchannel, ...]:
        """Those that everybody is offered, in the order of pages: neither private nor empty."""
        empty = self.empty_subchannels()
        found = in_order(self.subchannels())
        return tuple(each for each in found if not each.is_private and each.slug not in empty)

    def empty_subchannels(self) -> frozenset[str]:
        """The slugs of those of sections and authors that nothing public belongs to now.

        One question for all, which looks at one episode of each name.
        """
        named = {each.facet_name: each.slug for each in self.subchannels() if each.facet_name}
        own = EpisodeFacetRow
        is_heard = (
            select(own.episode_id)
            .join(EpisodeRow, EpisodeRow.id == own.episode_id)
            .where(
                own.facet == FacetChangeRow.facet,
                own.name == FacetChangeRow.name,
                EpisodeRow.state == PUBLISHED,
            )
            .exists()
        )
        told = select(FacetChangeRow.facet, FacetChangeRow.name).where(
            FacetChangeRow.facet.in_({facet.value for facet, _ in named}),
            FacetChangeRow.name.in_({name for _, name in named}),
            is_heard,
        )
        with self._database.reading() as session:
            heard = {(Facet(facet), name) for facet, name in session.execute(told)}
        return frozenset(slug for key, slug in named.items() if key not in heard)

    def add_private_feed(
        self, digest: str, channel: str, name: str, author: str, now: datetime
    ) -> PrivateFeed:
        """The new secret address, of whose token ``digest`` is the SHA-256."""
        row = PrivateFeedRow(
            digest=digest, channel=channel, name=name, author=author, created=now, last_used=""
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            return read_private_feed(row)

    def private_feeds(self) -> tuple[PrivateFeed, ...]:
        """All secret addresses there ever were, the newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(PrivateFeedRow).order_by(PrivateFeedRow.id.desc()))
            return tuple(map(read_private_feed, rows))

    def private_feed_of(self, digest: str) -> PrivateFeed | None:
        """The secret address whose token has this SHA-256, while it is not revoked, or None."""
        asked = select(PrivateFeedRow).where(
            PrivateFeedRow.digest == digest, PrivateFeedRow.revoked.is_(None)
        )
        with self._database.reading() as session:
            row = session.scalar(asked)
            return read_private_feed(row) if row else None

    def note_private_use(self, feed_id: int, day: date) -> None:
        """It was used on this day: a write a day, and nothing of who asked when."""
        with self._database.writing() as session:
            row = session.get(PrivateFeedRow, feed_id)
            if row is not None:
                row.last_used = day.isoformat()

    def revoke_private_feed(self, feed_id: int, now: datetime) -> PrivateFeed:
        """It opens nothing any more. Raises NotFoundError where none of this number stands."""
        with self._database.writing() as session:
            row = session.get(PrivateFeedRow, feed_id)
            if row is None or row.revoked is not None:
                raise NotFoundError(
                    f"Không có địa chỉ riêng số {feed_id}.",
                    f"There is no private feed {feed_id}.",
                )
            row.revoked = now
            return read_private_feed(row)


def no_channel(slug: str) -> NotFoundError:
    """What is said of a slug that no channel has."""
    shown = slug[:60]
    return NotFoundError(f"Không có kênh “{shown}”.", f"There is no channel “{shown}”.")


_COLUMNS = {Facet.SECTION: EpisodeRow.section, Facet.AUTHOR: EpisodeRow.author}


def _printed(facet: Facet, name: str) -> Select[str | None]:
    return (
        select(_COLUMNS[facet])
        .join(EpisodeFacetRow, EpisodeFacetRow.episode_id == EpisodeRow.id)
        .where(
            EpisodeFacetRow.facet == facet.value,
            EpisodeFacetRow.name == name,
            EpisodeRow.state == PUBLISHED,
        )
        .order_by(EpisodeFacetRow.published.desc())
        .limit(1)
    )
