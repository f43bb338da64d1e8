"""A podcast's guid that an older Loa froze at an address that others have too is replaced."""

from service.model.channel import podcast_guid
from service.releasing.belonging import published_feed
from service.releasing.outlet import Outlet
from service.store.channel_guids import is_lasting_address


def settle_guid(outlet: Outlet) -> None:
    """The guid comes from the address of today, where the feed on disk shows that it may not last.

    That feed says at which address it was published, and under which guid. To be asked before
    another one takes its place. Raises StoreError.
    """
    channel, told = outlet.channel(), published_feed(outlet.media)
    if not told.address or is_lasting_address(told.address):
        return
    is_of_there = told.channel_guid == channel.guid == podcast_guid(told.address)
    if is_of_there and is_lasting_address(channel.feed_url):
        outlet.library.thaw_channel_guid(channel.guid)
