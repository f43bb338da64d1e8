"""The podcast and its other channels: what each is called, and which episodes belong to it."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from service.model.directories import DirectoryEntry
from service.vietnamese.slugs import plain_letters

MAIN_CHANNEL = "main"
"""The id of the channel that every episode belongs to."""


_PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast:guid."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A podcast. URLs are absolute and without a trailing slash.

    ``guid`` is the podcast:guid, frozen at the first publication at an address of the internet.
    ``hubs`` are told when the feed changes (WebSub).
    """

    title: str
    description: str
    author: str
    email: str | None
    language: str
    category: str
    site_url: str
    feed_url: str
    image_url: str
    guid: str
    copyright: str | None = None
    hubs: tuple[str, ...] = ()
    entry: DirectoryEntry = field(default_factory=DirectoryEntry)


def fold_name(name: str | None) -> str:
    """What sections, authors and tags of channels are told apart by; "" for none.

    Neither case nor marks nor white space: "Thế giới", "THE GIOI" and "the  gioi" are one.
    """
    return " ".join(plain_letters(name or "").split())


class Facet(StrEnum):
    """By what an episode can belong to a channel. The values stand in the database."""

    SECTION = "section"
    AUTHOR = "author"
    TAG = "tag"


FacetName = tuple[Facet, str]
"""A facet and one of its names as :func:`fold_name` has it: the section "the gioi"."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Which episodes belong to a channel: of each facet that it names, one of the names.

    One that names nothing has every episode. Names are folded, however they were given.
    """

    sections: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("sections", "authors", "tags"):
            folded = frozenset(map(fold_name, getattr(self, name))) - {""}
            object.__setattr__(self, name, folded)

    @property
    def facets(self) -> dict[Facet, frozenset[str]]:
        """The facets that it names, each with its names."""
        named = (
            (Facet.SECTION, self.sections),
            (Facet.AUTHOR, self.authors),
            (Facet.TAG, self.tags),
        )
        return {facet: names for facet, names in named if names}

    def includes(self, names: Collection[FacetName]) -> bool:
        """Whether an episode of these ``names`` belongs to it."""
        return all(
            any((facet, name) in names for name in wanted) for facet, wanted in self.facets.items()
        )


EVERYTHING = Membership()
"""The membership of the main channel."""


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """Where a channel's feed is kept: ``file`` is its name below the media root.

    ``channel_id`` is what the channel is known by for ever, whatever it is called.
    """

    channel_id: str
    file: str
    channel: Channel
    membership: Membership = EVERYTHING


@dataclass(frozen=True, slots=True)
class ArchiveRange:
    """A page of a channel's archive, which never moves: the ``number``-th, counted from 1.

    It has those of the channel's episodes that were released in the library as the ``first``
    to the ``last``, inclusive.
    """

    number: int
    first: int
    last: int


NO_RANGE = ArchiveRange(0, 0, 0)
"""What stands before a channel's first page."""


def podcast_guid(feed_url: str) -> str:
    """The podcast:guid of a feed: a UUIDv5 of its URL without scheme and trailing slashes.

    Podcasting 2.0, tag ``guid``.
    """
    parts = urlsplit(feed_url)
    return str(uuid.uuid5(_PODCASTS, f"{parts.netloc}{parts.path}".rstrip("/")))


def passing_guid(installation: str, channel_id: str) -> str:
    """A channel's guid while its address is nobody else's: no two installations share one."""
    return str(uuid.uuid5(_PODCASTS, f"{installation}/{channel_id}"))


def facet_names(
    section: str | None, author: str | None, tags: Iterable[str]
) -> frozenset[FacetName]:
    """The folded names of an episode's section, author and tags."""
    named = [(Facet.SECTION, section), (Facet.AUTHOR, author), *((Facet.TAG, tag) for tag in tags)]
    folded = ((facet, fold_name(name)) for facet, name in named)
    return frozenset((facet, name) for facet, name in folded if name)
