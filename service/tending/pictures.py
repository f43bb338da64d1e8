"""Files of pictures that no article shows: of an attempt that was killed, of a text not kept."""

from datetime import datetime, timedelta

from service.model.published_names import PICTURES
from service.store.library import Library
from service.store.media import MediaFolder

UNSHOWN = timedelta(days=1)
"""So long a file waits for the row that names it, which follows within seconds."""

PICTURES_AT_ONCE = 20
"""Articles whose lacking pictures are asked for again in one go."""

_LOOKED_AT_ONCE = 2_000
_PLACE = "pictures swept"


def sweep_pictures(library: Library, media: MediaFolder, now: datetime) -> int:
    """How many files were removed that no revision shows; the next ones at the next time."""
    with media.exclusive(PICTURES):  # nobody is between a file and its row
        names = media.names_after(library.fact(_PLACE) or "", PICTURES, _LOOKED_AT_ONCE)
        old = [each for each in names if media.is_older(each, now - UNSHOWN)]
        unshown = library.unshown_pictures(old)
        for name in sorted(unshown):
            media.remove(name)
    library.keep_fact(_PLACE, names[-1] if len(names) == _LOOKED_AT_ONCE else "")
    return len(unshown)
