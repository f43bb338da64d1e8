"""Which other feeds than the main one a page leads programs to (``rel="alternate"``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from service.model import Episode
from service.model.channel import facet_names
from service.model.subchannel import ChannelKind, Subchannel
from service.web.site import site

_MOST = 30
"""Of links in the head of one page: a newspaper has so many sections, and not a thousand."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A channel that a page leads to."""

    slug: str
    title: str


def sections_feeds() -> list[FeedLink]:
    """The feeds of all sections that everybody may have."""
    return _links(each for each in _public() if each.kind is ChannelKind.SECTION)


def feeds_of(episode: Episode) -> list[FeedLink]:
    """The feeds that the episode is in."""
    revision = episode.edition.revision
    names = facet_names(revision.section, revision.author, revision.tags)
    return _links(each for each in _public() if each.membership.includes(names))


def _public() -> list[Subchannel]:
    return list(site().service.library.listed_subchannels())


def _links(channels: Iterable[Subchannel]) -> list[FeedLink]:
    station = site().service.settings.title
    return [FeedLink(each.slug, each.shown_title(station)) for each in islice(channels, _MOST)]
