"""The pictures of an article are taken in: asked for, drawn anew, kept in the media folder.

It is done once for each picture, before an edition is planned: what it became stands in the
library, and the edition tells of it. What cannot be had does not hold the article up.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from service.errors import FetchError, PictureError
from service.model import StoredPicture, TakenPicture
from service.model.published_names import PICTURES
from service.sources.document import Attachment
from service.sources.fetch import Fetcher, Limits, Wish
from service.sources.pictures import Rendition, render_picture
from service.store.library import Library
from service.store.media import Media
from service.store.pictures import LONGEST_PAUSE
from service.store.shared.base import Locks
from service.web_address import is_web_address

TYPES = frozenset({"image/*", "application/octet-stream", "binary/octet-stream", ""})
"""What sites call their pictures; what they are their bytes tell."""

MOST_ATTEMPTS = 6
_FIRST_PAUSE = timedelta(minutes=5)
_AT_ONCE = 4
_SPEED = 4
"""Each pause is so many times the one before: 5 and 20 minutes, 1, 5 and 21 hours."""

_LOG = logging.getLogger(__name__)
_DRAWING = threading.Lock()
"""One picture is drawn at a time, whoever asks: it may take 200 MB while it is."""


def _never_stopped(seconds: float) -> None:
    """No program ends."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """How pictures are taken in. Without a ``fetcher`` none is asked for.

    ``limits`` are for one picture. Of an article at most ``most`` are taken, which together
    are waited for ``seconds``; nothing is kept where fewer than ``free_space_bytes`` are free.
    ``rest`` comes back at once for 0 seconds, or raises where the program is ending.
    """

    fetcher: Fetcher | None
    limits: Limits
    most: int = 60
    seconds: float = 90.0
    free_space_bytes: int = 0
    rest: Callable[[float], object] = _never_stopped


def take_pictures(
    article_id: str,
    sources: Sequence[str],
    gallery: Gallery,
    library: Library,
    media: Media,
    locks: Locks,
    now: datetime,
) -> None:
    """Every one of ``sources`` that can be had is there, and the library tells of all.

    What is there already, was given up, or is not due yet, is not asked for. Raises
    StoreError where nothing can be kept.
    """
    if gallery.fetcher is None:
        return
    due = _due(article_id, sources, library, media, now)
    taken = set(tuple(dict.fromkeys(sources))[: gallery.most])
    for source in due:
        if source not in taken:
            reason = f"bài có hơn {gallery.most} ảnh"
            library.keep_picture(article_id, _missing(source, reason), now)
    due = tuple(each for each in due if each in taken)
    if not due:
        return
    media.require_space(gallery.free_space_bytes)
    deadline = gallery.fetcher.clock() + gallery.seconds
    silent: dict[str, FetchError] = {}
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="pictures") as pool:
        had = [
            pool.submit(_fetch, each, gallery.fetcher, gallery, deadline, silent) for each in due
        ]
        for source, each in zip(due, had, strict=True):
            try:
                keep_renditions(article_id, source, each.result(), library, media, locks, now)
            except (FetchError, PictureError) as e:
                _keep_failure(article_id, source, e, library, now)


def called_by(sources: Iterable[str], attachment: Attachment) -> tuple[str, ...]:
    """The ``sources`` that mean ``attachment``: by its «cid:», or by its file's name."""
    return tuple(
        each
        for each in sources
        if each == attachment.address or (attachment.name and _file_of(each) == attachment.name)
    )


def _file_of(source: str) -> str:
    return unquote(urlsplit(source).path.rpartition("/")[2])


def keep_attached(
    article_id: str,
    sources: Sequence[str],
    content: bytes,
    library: Library,
    media: Media,
    locks: Locks,
    now: datetime,
) -> None:
    """The picture ``content`` came with the article, which calls it by ``sources``.

    One that is none is told as missing. Raises StoreError.
    """
    try:
        renditions = _draw(content)
    except PictureError as e:
        for source in sources:
            _keep_failure(article_id, source, e, library, now)
        return
    for source in sources:
        keep_renditions(article_id, source, renditions, library, media, locks, now)


def keep_renditions(
    article_id: str,
    source: str,
    renditions: Sequence[Rendition],
    library: Library,
    media: Media,
    locks: Locks,
    now: datetime,
) -> None:
    """The files stand, then the row that names them: no row ever names what is not there."""
    stored = tuple(StoredPicture(each.name, each.width, each.height) for each in renditions)
    # Together with the sweep of files that no row names.
    with locks.exclusive(PICTURES), media.scratch() as folder:
        for each in renditions:
            beside = Path(folder, "picture")
            beside.write_bytes(each.content)
            media.publish(each.name, beside)
        library.keep_picture(article_id, TakenPicture(source, stored), now)


def lacks_any(
    article_id: str,
    sources: Sequence[str],
    gallery: Gallery,
    library: Library,
    media: Media,
    now: datetime,
) -> bool:
    """Whether there is a picture to be asked for now."""
    return gallery.fetcher is not None and bool(_due(article_id, sources, library, media, now))


def _due(
    article_id: str, sources: Sequence[str], library: Library, media: Media, now: datetime
) -> tuple[str, ...]:
    """The ``sources`` to be asked for now, each once, in their order."""
    asked = [each for each in dict.fromkeys(sources) if is_web_address(each)]
    if not asked:
        return ()
    settled = library.settled_pictures(article_id, now)
    lost = set(_lost(library.pictures(article_id), media))
    return tuple(each for each in asked if each not in settled or each in lost)


def _lost(taken: Iterable[TakenPicture], media: Media) -> Iterable[str]:
    """The sources of pictures whose files are no longer there."""
    return (
        each.source for each in taken if not all(media.exists(file.name) for file in each.stored)
    )


def _fetch(
    source: str,
    fetcher: Fetcher,
    gallery: Gallery,
    deadline: float,
    silent: dict[str, FetchError],
) -> tuple[Rendition, ...]:
    """The picture, drawn anew. A host that is among the ``silent`` is not asked once more."""
    gallery.rest(0.0)
    host = urlsplit(source).netloc
    if host in silent:
        raise silent[host]
    left = max(deadline - fetcher.clock(), 0.0)
    limits = replace(gallery.limits, total=min(gallery.limits.total, left))
    try:
        answer = fetcher.fetch(Wish(source, limits, TYPES))
    except FetchError as e:
        if e.unreachable:
            silent[host] = e
        raise
    return _draw(answer.content)


def _draw(content: bytes) -> tuple[Rendition, ...]:
    with _DRAWING:
        return render_picture(content)


def _missing(source: str, reason: str) -> TakenPicture:
    return TakenPicture(source, missing=f"{reason[:1].upper()}{reason[1:].rstrip('.')}.")


def _keep_failure(
    article_id: str, source: str, error: FetchError | PictureError, library: Library, now: datetime
) -> None:
    """Why the picture is not there, and when it is asked for again, if that may help."""
    _LOG.info("article %s lacks a picture: %s", article_id, error.en)
    reason = error.reason[0] if isinstance(error, FetchError) else error.vi
    attempts = library.picture_attempts(article_id, source) + 1
    next_try = None
    if isinstance(error, FetchError) and error.transient and attempts < MOST_ATTEMPTS:
        pause = _FIRST_PAUSE * _SPEED ** (attempts - 1)
        wished = timedelta(seconds=error.retry_after or 0.0)
        next_try = now + min(max(pause, wished), LONGEST_PAUSE)
    library.keep_picture(article_id, _missing(source, reason), now, next_try=next_try)
