"""Files of pictures: those that no article shows go, those that are lost are asked for again."""

from datetime import datetime, timedelta

from service.errors import ArticleDamagedError
from service.model.published_names import PICTURES
from service.releasing.pictures import lacks_pictures
from service.releasing.production import Production
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Locks

UNSHOWN = timedelta(days=1)
"""So long a file waits for the row that names it, which follows within seconds."""

PICTURES_AT_ONCE = 20
"""Articles whose lacking pictures are asked for again in one go."""

LOOKED_AT_ONCE = 2_000
_SWEPT, _SEEN = "pictures swept", "pictures seen"


def sweep_pictures(library: Library, media: Media, locks: Locks, now: datetime) -> int:
    """How many files were removed that no revision shows; the next ones at the next time."""
    with locks.exclusive(PICTURES):  # nobody is between a file and its row
        names = media.names_after(library.fact(_SWEPT) or "", PICTURES, LOOKED_AT_ONCE)
        old = [each for each in names if media.is_older(each, now - UNSHOWN)]
        unshown = library.unshown_pictures(old)
        for name in sorted(unshown):
            media.remove(name)
    library.keep_fact(_SWEPT, names[-1] if len(names) == LOOKED_AT_ONCE else "")
    return len(unshown)


def articles_to_complete(production: Production) -> tuple[str, ...]:
    """Articles whose pictures are due to be asked for again: missing so far, or lost since.

    Of the lost ones those that a site may have; the next files are looked at the next time.
    """
    library, media = production.library, production.media
    due = library.articles_lacking_pictures(production.now(), PICTURES_AT_ONCE)
    place = library.fact(_SEEN) or ""
    files = library.picture_files_after(place, LOOKED_AT_ONCE)
    library.keep_fact(_SEEN, files[-1][0] if len(files) == LOOKED_AT_ONCE else "")
    lost = dict.fromkeys(article_id for name, article_id in files if not media.exists(name))
    found = [each for each in lost if each not in due and _may_be_had(each, production)]
    return (*due, *found[:PICTURES_AT_ONCE])


def _may_be_had(article_id: str, production: Production) -> bool:
    try:
        return lacks_pictures(article_id, production)
    except ArticleDamagedError:  # told elsewhere; the others have their turn
        return False
