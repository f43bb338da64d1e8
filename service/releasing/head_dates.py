"""When the head of a feed last said something else: of an episode, or of the channel itself."""

from collections.abc import Callable
from datetime import datetime

from service.codec import to_plain
from service.fingerprint import fingerprint
from service.model.channel import FeedPlace
from service.store.library import Library

_FORM = "feed-head/1"


def head_date(
    place: FeedPlace, newest: datetime | None, library: Library, now: Callable[[], datetime]
) -> datetime | None:
    """The build date of the head of ``place``, whose ``newest`` episode changed then.

    A title, a picture or another word of the channel that is other than at the last time has
    changed ``now``. None where neither is known. The same content keeps its date.
    """
    name, words = f"feed head {place.channel_id}", fingerprint(_FORM, to_plain(place.channel))
    before, _, moment = (library.fact(name) or "").partition(" ")
    if words != before:
        # What stood in the head of an older Loa nobody knows: it is taken for the same.
        moment = now().isoformat() if before else ""
        library.keep_fact(name, f"{words} {moment}")
    changed = datetime.fromisoformat(moment) if moment else None
    return max(filter(None, (newest, changed)), default=None)
