"""Channels beside the main one: they appear with what is published, and each has its place."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from service.errors import AccessError
from service.making.mending import misfits
from service.model import Channel
from service.model.channel import Facet, FeedPlace, Membership
from service.model.published_names import channel_feed_name
from service.model.subchannel import BY_ITSELF, MOST_SUBCHANNELS, Subchannel, new_slug
from service.outputs.addresses import CHANNEL_FEED
from service.outputs.published_feed import read_feed
from service.releasing.channel_covers import drawn_covers
from service.releasing.heads import write_head
from service.releasing.outlet import Outlet
from service.store.channel_guids import is_lasting_address
from service.store.library import Library
from service.store.media import Media

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bouquet:
    """The channels beside the ``main`` one, whose words and pictures they have where they have
    none of their own. Each name of ``facets`` has a channel by itself.
    """

    library: Library
    media: Media
    base_url: str
    main: Callable[[], Channel]
    facets: tuple[Facet, ...]
    now: Callable[[], datetime]

    def places(self, wanted: Callable[[Membership], bool]) -> tuple[FeedPlace, ...]:
        """Where the feed of each of the ``wanted`` is kept.

        Those that appear by themselves are there by then. Of the others nothing is asked: there
        may be hundreds.
        """
        add_missing(self)
        main, drawn = self.main(), drawn_covers(self.library)
        return tuple(
            _place_of(each, main, self.base_url, self.library, drawn.get(each.slug))
            for each in self.library.subchannels()
            if wanted(each.membership)
        )


def add_missing(bouquet: Bouquet) -> None:
    """Each section that the public has something of has a channel, and what else is asked for.

    One that was removed stays so. Where there are as many channels as may be, no more appear.
    """
    library = bouquet.library
    taken = {each.slug for each in library.subchannels(removed=True)}
    # One more than there is room for: what is told of it is told here.
    room = MOST_SUBCHANNELS - len(taken) + 1
    for (facet, _), printed in library.names_without_channel(bouquet.facets, room):
        names = frozenset({printed})
        of = Membership(sections=names) if facet is Facet.SECTION else Membership(authors=names)
        slug = new_slug(printed, taken)
        channel = Subchannel(slug, BY_ITSELF[facet], printed, of, bouquet.now())
        try:
            library.add_subchannel(channel)
        except AccessError as e:
            _LOG.warning("kênh “%s” không được lập: %s (no channel)", printed, e.vi)
            return
        taken.add(slug)
        _keep_published_guid(slug, library, bouquet.media)


def _keep_published_guid(slug: str, library: Library, media: Media) -> None:
    """Of a channel that a lost library had, listeners know the guid from its feed."""
    name = channel_feed_name(slug)
    if media.exists(name):
        told = read_feed(media.read(name))
        if told.channel_guid and is_lasting_address(told.address):
            library.freeze_channel_guid(told.channel_guid, slug)


def settle_channel(slug: str, outlet: Outlet) -> None:
    """The feed of the channel is as the channel is now; that of a removed one is gone.

    Raises StoreError.
    """
    library, media = outlet.library, outlet.media
    with outlet.locks.turn("feed"):
        found = library.subchannel(slug)
        if found is None or found.removed is not None:
            name = channel_feed_name(slug)
            if media.exists(name):
                media.remove(name)
            return
        left_out = frozenset(file.episode_id for file in misfits(library, media))
        write_head(place_of(found, outlet), outlet, left_out)


def place_of(subchannel: Subchannel, outlet: Outlet) -> FeedPlace:
    """Where the channel's feed is kept, and what it says of the channel.

    Its cover is its own, else the one that was drawn of it, else the main channel's.
    """
    library = outlet.library
    drawn = drawn_covers(library).get(subchannel.slug)
    return _place_of(subchannel, outlet.channel(), outlet.base_url, library, drawn)


def _place_of(
    subchannel: Subchannel, main: Channel, base_url: str, library: Library, drawn: str | None
) -> FeedPlace:
    slug, station = subchannel.slug, main.title
    cover = subchannel.cover or drawn
    feed_url = base_url + CHANNEL_FEED.path(slug=slug)
    channel = replace(
        main,
        title=subchannel.shown_title(station),
        description=subchannel.shown_description(station),
        category=subchannel.category or main.category,
        feed_url=feed_url,
        image_url=f"{base_url}/{cover}" if cover else main.image_url,
        guid=library.channel_guid(feed_url, slug),
        # Nobody but who has a secret address is told of a private one.
        hubs=() if subchannel.is_private else main.hubs,
        # The settings tell where the main feed has moved to, and no other.
        entry=replace(
            main.entry,
            new_feed_url=None,
            is_listed=main.entry.is_listed and not subchannel.is_private,
        ),
    )
    return FeedPlace(slug, channel_feed_name(slug), channel, subchannel.membership)
