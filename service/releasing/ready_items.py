"""The items of feeds, made once for each edition and kept: a feed is joined of them."""

from collections.abc import Iterable, Mapping, Sequence

from service.errors import StoreError
from service.fingerprint import fingerprint
from service.model import ItemSize, ReadyItem
from service.model.published_names import FEED_FILE
from service.outputs.feed import ITEM_FORM, render_items
from service.outputs.feed_items import feed_item
from service.outputs.published_items import read_items
from service.releasing.corrections import told_correction
from service.releasing.covers import cover_url
from service.store.library import Library
from service.store.media import Media
from service.store.memberships import Offer


def item_form(offer: Offer, language: str, base_url: str) -> str:
    """What tells an item from what it was before: edition, addresses, how items are written."""
    return fingerprint(ITEM_FORM, offer.episode_id, offer.number, base_url, language)


def make_ready(
    offers: Sequence[Offer], language: str, base_url: str, library: Library, media: Media
) -> tuple[dict[str, ItemSize], dict[str, ReadyItem]]:
    """The sizes of the items of ``offers``, made ready one by one, and those not to be kept.

    Each edition may be hours long: hundreds are more than a machine holds. A damaged one
    that has no copy has the item that it has, else the one of the feed on disk.
    """
    forms = {each.episode_id: item_form(each, language, base_url) for each in offers}
    sizes = library.item_sizes(list(forms))
    due = [name for name, form in forms.items() if name not in sizes or sizes[name].form != form]
    unread, unkept = [], dict[str, ReadyItem]()
    for episode_id in due:
        episode = library.readable_episode(episode_id)
        if episode is None:
            unread.append(episode_id)
            continue
        told = told_correction(episode, library)
        item = feed_item(
            episode,
            base_url=base_url,
            correction=told,
            cover_url=cover_url(episode_id, library, base_url),
        )
        (ready,) = render_items([item], language, [forms[episode_id]])
        try:
            library.keep_item(episode_id, ready)
        except StoreError:  # one that is only read from, for now: pages go on
            unkept[episode_id] = ready
        sizes[episode_id] = ready.size
    passing = unkept | _read_published(unread, language, base_url, media)
    return sizes | {name: item.size for name, item in passing.items()}, passing


def _read_published(
    ids: Iterable[str], language: str, base_url: str, media: Media
) -> dict[str, ReadyItem]:
    wanted = set(ids)
    if not wanted or not media.exists(FEED_FILE):
        return {}
    told = read_items(media.read(FEED_FILE), base_url=base_url)
    found = [name for name in told if name in wanted]
    return dict(
        zip(found, render_items([told[name] for name in found], language, found), strict=True)
    )


def ready_texts(
    ids: Sequence[str], passing: Mapping[str, ReadyItem], library: Library
) -> list[str]:
    """The items of these episodes, in their order, kept or ``passing``."""
    texts = library.ready_items(ids) | {name: item.text for name, item in passing.items()}
    return [texts[each] for each in ids if each in texts]
