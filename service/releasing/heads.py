"""The head of a channel's feed: its open page and its newest episodes, whole, in a file."""

from collections.abc import Sequence

from service.model.channel import EVERYTHING, MAIN_CHANNEL, ArchiveRange, FeedPlace, Membership
from service.model.published_names import FEED_FILE
from service.outputs.addresses import archive_url, recording_path
from service.outputs.archive_links import ArchiveLinks
from service.outputs.feed import render_frame
from service.plan.archives import PAGE_LIMITS, PageLimits, full_pages, head_of
from service.releasing.belonging import require_kept
from service.releasing.head_dates import head_date
from service.releasing.outlet import Outlet
from service.releasing.ready_items import make_ready, ready_texts
from service.store.files import PublishedFile
from service.store.library import Library
from service.store.media import Media
from service.store.memberships import Offer


def write_head(place: FeedPlace, outlet: Outlet, left_out: frozenset[str] = frozenset()) -> None:
    """The head of one channel says what the library says, without the episodes ``left_out``.

    Unchanged bytes stay. Pages that are full by now are frozen: the head leads to them. Raises
    StoreError rather than forget what was published.
    """
    library, media, channel = outlet.library, outlet.media, place.channel
    last, open_page = _freeze_hundreds(place, library, outlet.limits)
    candidates = _candidates(open_page, place.membership, library, outlet.limits)
    sizes, passing = make_ready(candidates, channel.language, outlet.base_url, library, media)
    lengths = {name: size.length for name, size in sizes.items()}
    frozen = tuple(full_pages(last, open_page, lengths, outlet.limits))
    library.freeze_ranges(place.channel_id, frozen)
    last = (last, *frozen)[-1]
    there = [each for each in candidates if each.episode_id not in left_out]
    open_ids = {each.episode_id for each in open_page if each.sequence > last.last}
    ids = head_of(open_ids, there, lengths, outlet.limits)
    if place.membership == EVERYTHING:
        require_kept(frozenset(ids), media, library)
    updated = max((each.updated for each in there if each.episode_id in ids), default=None)
    links = ArchiveLinks(
        previous=archive_url(channel.feed_url, last.number) if last.number else None
    )
    dated = head_date(place, updated, library, outlet.now)
    frame = render_frame(channel, dated, links)
    write_if_changed(place.file, frame.join(ready_texts(ids, passing, library)), media)


def _freeze_hundreds(
    place: FeedPlace, library: Library, limits: PageLimits
) -> tuple[ArchiveRange, Sequence[Offer]]:
    """The channel's newest page, and what follows it: less than a page by the count of episodes.

    In a library of years whose items nobody made yet, they are not made for their lengths.
    """
    last = library.last_range(place.channel_id)
    while True:
        released = library.in_sequence(last.last, limits.page_episodes, place.membership)
        frozen = tuple(full_pages(last, released, {}, limits))
        if not frozen:
            return last, released
        library.freeze_ranges(place.channel_id, frozen)
        last = frozen[-1]


def unfitting(
    library: Library, media: Media, limits: PageLimits = PAGE_LIMITS
) -> tuple[PublishedFile, ...]:
    """Files that the main head offers although they are lost or cut, and those whole that it lacks.

    Raises StoreError, also where there is no head.
    """
    feed = media.read(FEED_FILE)
    after = library.last_range(MAIN_CHANNEL).last
    open_page = library.in_sequence(after, limits.page_episodes)
    candidates = _candidates(open_page, EVERYTHING, library, limits)
    found = media.sizes(each.file for each in candidates)
    whole = [each for each in candidates if found.get(each.file) == each.file_length]
    sizes = library.item_sizes([each.episode_id for each in candidates])
    lengths = {name: size.length for name, size in sizes.items()}
    due = head_of({each.episode_id for each in open_page}, whole, lengths, limits)
    return tuple(
        PublishedFile(each.episode_id, each.file, each.file_length, "")
        for each in candidates
        if each.episode_id in sizes or each not in whole
        if (each.episode_id in due) != (recording_path(each.file).encode() in feed)
    )


def _candidates(
    open_page: Sequence[Offer], membership: Membership, library: Library, limits: PageLimits
) -> Sequence[Offer]:
    """All that may be in the channel's head, the newest published first."""
    newest = library.offers(limits.head_episodes, membership)
    by_id = sorted({*open_page, *newest}, key=lambda offer: offer.episode_id)
    return sorted(by_id, key=lambda offer: offer.published, reverse=True)


def write_if_changed(name: str, content: bytes, media: Media) -> None:
    """``name`` has ``content``; one that has it already is not touched."""
    if not media.exists(name) or media.read(name) != content:
        media.write(name, content)
