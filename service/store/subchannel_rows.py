"""The tables of channels beside the main one, and of the secret addresses of feeds."""

from datetime import datetime

from sqlalchemy import String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from service.codec import from_json, to_json
from service.model.channel import Membership
from service.model.subchannel import ChannelKind, PrivateFeed, Subchannel
from service.store.schema import Moment, Table


class SubchannelRow(Table):
    """A channel; see ``Subchannel``. ``membership`` is JSON. A removed one keeps its row."""

    __tablename__ = "subchannels"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text)
    membership: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Moment)
    title: Mapped[str] = mapped_column(Text, server_default="")
    description: Mapped[str] = mapped_column(Text, server_default="")
    category: Mapped[str | None] = mapped_column(String(100))
    cover: Mapped[str | None] = mapped_column(String(100))
    is_private: Mapped[bool] = mapped_column(server_default=false(), default=False)
    removed: Mapped[datetime | None] = mapped_column(Moment)


class PrivateFeedRow(Table):
    """A secret address by the SHA-256 of its token. ``last_used`` is a day, "" for never."""

    __tablename__ = "private_feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    channel: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    author: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    last_used: Mapped[str] = mapped_column(String(10), server_default="", default="")
    revoked: Mapped[datetime | None] = mapped_column(Moment)


def read_subchannel(row: SubchannelRow) -> Subchannel:
    """What the row tells."""
    return Subchannel(
        slug=row.slug,
        kind=ChannelKind(row.kind),
        name=row.name,
        membership=from_json(Membership, row.membership),
        created=row.created,
        title=row.title,
        description=row.description,
        category=row.category,
        cover=row.cover,
        is_private=row.is_private,
        removed=row.removed,
    )


def subchannel_row(channel: Subchannel) -> SubchannelRow:
    """The row that tells of ``channel``."""
    return SubchannelRow(
        slug=channel.slug,
        kind=channel.kind.value,
        name=channel.name,
        membership=to_json(channel.membership),
        created=channel.created,
        title=channel.title,
        description=channel.description,
        category=channel.category,
        cover=channel.cover,
        is_private=channel.is_private,
        removed=channel.removed,
    )


def read_private_feed(row: PrivateFeedRow) -> PrivateFeed:
    """What the row tells, without what opens it."""
    last_used = datetime.fromisoformat(row.last_used).date() if row.last_used else None
    return PrivateFeed(
        row.id, row.channel, row.name, row.author, row.created, last_used, row.revoked
    )
