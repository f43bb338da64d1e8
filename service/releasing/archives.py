"""The pages of a channel's archive (RFC 5005): joined of ready items when they are asked for."""

from dataclasses import replace

from service.model.channel import FeedPlace
from service.outputs.addresses import archive_url
from service.outputs.archive_links import ArchiveLinks
from service.outputs.feed import render_frame
from service.releasing.outlet import Outlet
from service.releasing.ready_items import make_ready, ready_texts
from service.store.library import Library
from service.store.media import Media
from service.store.memberships import Offer

MOST_PAGES = 10**9
"""No channel has so many: a longer number is no page's, and no database's."""


def archive_page(place: FeedPlace, number: int, outlet: Outlet) -> bytes | None:
    """The page of this number of the channel's archive, or None where there is none.

    It has what the public has by now of its range: what was corrected is told anew, and what was
    withdrawn not at all. Items that nobody asked for yet are made, and kept. No question goes
    through other pages.
    """
    library, channel = outlet.library, place.channel
    own = library.archive_range(place.channel_id, number) if number <= MOST_PAGES else None
    if own is None:
        return None
    found = library.in_range(own.first, own.last, place.membership)
    lost = _lost(found, outlet.media)
    offers = tuple(each for each in found if each.episode_id not in lost)
    updated = max((each.updated for each in offers), default=None)
    frame = render_frame(
        replace(channel, feed_url=archive_url(channel.feed_url, number), hubs=()),
        updated,
        _links(place, number, library),
    )
    sizes, passing = make_ready(offers, channel.language, outlet.base_url, library, outlet.media)
    ids = [each.episode_id for each in offers if each.episode_id in sizes]
    return frame.join(ready_texts(ids, passing, library))


def _links(place: FeedPlace, number: int, library: Library) -> ArchiveLinks:
    head = place.channel.feed_url
    is_last = number == library.last_range(place.channel_id).number
    return ArchiveLinks(
        current=head,
        previous=archive_url(head, number - 1) if number > 1 else None,
        following=None if is_last else archive_url(head, number + 1),
    )


def _lost(offers: tuple[Offer, ...], media: Media) -> frozenset[str]:
    """The episodes whose files are not there, or cut: no client is sent to them.

    Of far files none is asked for: each would be a question over the network.
    """
    if media.is_far:
        return frozenset()
    sizes = media.sizes(each.file for each in offers)
    return frozenset(each.episode_id for each in offers if sizes.get(each.file) != each.file_length)
