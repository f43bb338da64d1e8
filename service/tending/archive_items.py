"""Items of old episodes are made ready little by little, so that no page of an archive waits."""

from service.releasing.outlet import Outlet
from service.releasing.ready_items import item_form, make_ready

_LOOKED_AT, _MADE = 1_000, 100
"""Episodes in one go; making takes some milliseconds each."""

_PLACE = "items made up to"
"""The fact that holds the sequence of the episode whose item was looked at last."""


def complete_items(outlet: Outlet) -> int:
    """How many items of the next episodes were made; after the last the round begins again.

    That is what an upgrade, a restored library or another address asks for: a publication makes
    its own. Raises StoreError.
    """
    library, base_url = outlet.library, outlet.base_url
    language = outlet.main.channel.language
    offers = library.in_sequence(int(library.fact(_PLACE) or 0), _LOOKED_AT)
    sizes = library.item_sizes([each.episode_id for each in offers])
    forms = {name: size.form for name, size in sizes.items()}
    due = [
        each for each in offers if forms.get(each.episode_id) != item_form(each, language, base_url)
    ]
    some = due[:_MADE]
    make_ready(some, language, base_url, library, outlet.media)
    last = some[-1] if len(some) < len(due) else offers[-1] if offers else None
    is_end = last is None or (last is offers[-1] and len(offers) < _LOOKED_AT)
    library.keep_fact(_PLACE, "0" if is_end or last is None else str(last.sequence))
    return len(some)
