"""Channels beside the podcast itself: one for each section, author and selection."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.legal_text import close_directions
from service.model.channel import Facet, FacetName, Membership
from service.model.units import require
from service.vietnamese.slugs import slug_of

MOST_SUBCHANNELS = 300
"""Each is a file that is written again when one of its episodes changes."""

LONGEST_SLUG = 40
RESERVED_SLUGS = frozenset({"main", "installation", "feed", "feeds", "all", "archive", "private"})
"""Names in addresses that mean something else, or may one day."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMELESS = "kenh"
"""Of a title without a Latin letter or digit."""


class ChannelKind(StrEnum):
    """How a channel came to be. The values stand in the database."""

    SECTION = "section"
    AUTHOR = "author"
    SELECTION = "selection"


SHOWN_KINDS = (ChannelKind.SECTION, ChannelKind.SELECTION, ChannelKind.AUTHOR)
"""In the order in which they are shown: authors may be many, and are last."""

BY_ITSELF = {Facet.SECTION: ChannelKind.SECTION, Facet.AUTHOR: ChannelKind.AUTHOR}
"""The names that can have a channel without anybody's doing, and its kind."""


@dataclass(frozen=True, slots=True)
class Subchannel:
    """A channel with a part of the episodes.

    ``slug`` stands in its address and never changes, whatever it is called later. ``name`` is
    how the section or author is printed, or what an editor calls a selection. ``title``,
    ``description``, ``category`` and ``cover`` (a file of the media folder) are those of the
    desk, "" or None where there are none of its own. A private one is found on no page and read
    by tokens alone. ``removed`` is since when nobody gets it.
    """

    slug: str
    kind: ChannelKind
    name: str
    membership: Membership
    created: datetime
    title: str = ""
    description: str = ""
    category: str | None = None
    cover: str | None = None
    is_private: bool = False
    removed: datetime | None = None

    def __post_init__(self) -> None:
        require(is_slug(self.slug), "a channel's slug is small letters, digits and hyphens")
        require(self.membership.facets != {}, "a channel beside the main one names something")

    def shown_title(self, station: str) -> str:
        """What it is called among the podcasts of all newspapers.

        A name that turns the direction of writing turns it round for itself alone.
        """
        name = close_directions(self.name)
        return close_directions(self.title) or (
            name if self.kind is ChannelKind.SELECTION else f"{name} – {close_directions(station)}"
        )

    def shown_description(self, station: str) -> str:
        """What it is about."""
        if self.description:
            return close_directions(self.description)
        name, where = close_directions(self.name), close_directions(station)
        match self.kind:
            case ChannelKind.SECTION:
                return f"Các bài của chuyên mục {name} trên {where}, đọc thành tiếng."
            case ChannelKind.AUTHOR:
                return f"Các bài của {name} trên {where}, đọc thành tiếng."
            case ChannelKind.SELECTION:
                return f"Các bài {name} trên {where}, đọc thành tiếng."

    @property
    def facet_name(self) -> FacetName | None:
        """The name that it stands for; None for a selection."""
        for facet, kind in BY_ITSELF.items():
            if self.kind is kind:
                (name,) = self.membership.facets[facet]
                return facet, name
        return None


def in_order(channels: Iterable[Subchannel]) -> tuple[Subchannel, ...]:
    """As they are shown: sections, selections, authors, each by slug."""
    return tuple(sorted(channels, key=lambda each: (SHOWN_KINDS.index(each.kind), each.slug)))


@dataclass(frozen=True, slots=True)
class PrivateFeed:
    """A secret address of a channel's feed, as it is listed: its token is kept by nobody.

    ``channel`` is the slug, or "main". ``name`` says to whom it was given. Of its use the last
    day is known, and no more.
    """

    id: int
    channel: str
    name: str
    author: str
    created: datetime
    last_used: date | None = None
    revoked: datetime | None = None


def is_slug(written: str) -> bool:
    """Whether ``written`` can be a channel's slug."""
    return len(written) <= LONGEST_SLUG + 4 and _SLUG.fullmatch(written) is not None


def new_slug(title: str, taken: Collection[str]) -> str:
    """A slug for ``title`` that none of those ``taken`` is: "Thế giới" has "the-gioi".

    Of two titles that fold to one, the second has a number: "the-gioi-2".
    """
    slug, number = slug_of(title, LONGEST_SLUG) or _NAMELESS, 2
    found = slug
    while found in taken or found in RESERVED_SLUGS:
        found = f"{slug}-{number}"
        number += 1
    return found
