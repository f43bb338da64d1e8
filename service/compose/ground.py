"""The ground that a Service stands on: found sound, or its troubles told and nothing written."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from service.compose.ground_troubles import cure, of_library, of_media
from service.errors import StoreError, reason_of
from service.model import Trouble
from service.releasing.belonging import (
    NO_TESTIMONY,
    Testimony,
    check_belonging,
    check_folder,
    claim,
    lost_library,
    read_testimony,
    vouch,
)
from service.store.addresses import DatabaseAddress
from service.store.library import (
    Library,
    is_laid,
    open_library,
    passing_library,
    read_library,
)
from service.store.media import Media
from service.tending.copies import edition_copy
from service.tending.rebuilding import rebuild

_PROBE_BYTES = 64 * 1024
"""What a database needs at least to take a row, with its log and shared memory."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The library and what is wrong. With troubles the library is one for reading."""

    library: Library
    troubles: tuple[Trouble, ...]


@contextmanager
def open_ground(
    data: Path, database: DatabaseAddress, media: Media, *, reads_on: bool = False
) -> Iterator[Ground]:
    """The ground in folder ``data``, its ``database`` and ``media``, closed at the end.

    Raises StoreError for the first of its troubles, unless one ``reads_on``.
    """
    ground = survey(data, database, media)
    with closing(ground.library):
        if ground.troubles and not reads_on:
            raise ground.troubles[0].as_error()
        yield ground


def survey(data: Path, database: DatabaseAddress, media: Media) -> Ground:
    """The ground in ``data``, its ``database`` and ``media``; whoever asks closes its library.

    The library is opened for writing only where it belongs to the media folder and the
    disk takes something. Else it is read as it lies; where that cannot be, or it is not
    the right one, a passing one of what the manifests tell stands in its place, and its
    file is not touched.
    """
    unwritable = find_unwritable(data)
    try:
        testimony = read_testimony(media)
    except StoreError as e:
        testimony, unwritable = NO_TESTIMONY, (*unwritable, of_media(e, media))
    else:
        unwritable = (*unwritable, *_try_publishing(media))
    if unwritable:
        return _read_on(database, testimony, media, unwritable)
    try:
        is_new = not is_laid(database)
    except StoreError as e:
        return _read_on(database, testimony, media, (of_library(e, database),))
    if is_new and testimony.episode_ids:
        lost = lost_library(sorted(testimony.episode_ids), database)
        return Ground(_stand_in(testimony, media), (lost,))
    return _open(database, testimony, media)


def _open(database: DatabaseAddress, testimony: Testimony, media: Media) -> Ground:
    try:
        library = open_library(database, partial(edition_copy, media))
        try:
            stranger = check_belonging(testimony, library, database)
            unmounted = check_folder(testimony, library) if stranger is None else None
            if stranger is None and unmounted is None:
                claim(testimony, library, media)
                vouch(testimony, library, media)
                return Ground(library, ())
        except BaseException:
            library.close()
            raise
    except StoreError as e:
        return _read_on(database, testimony, media, (of_library(e, database),))
    library.close()
    if unmounted is not None:
        return _read_on(database, testimony, media, (unmounted,))
    return Ground(_stand_in(testimony, media), tuple(filter(None, (stranger,))))


def _read_on(
    database: DatabaseAddress,
    testimony: Testimony,
    media: Media,
    troubles: tuple[Trouble, ...],
) -> Ground:
    """The library for reading alone, if it can be read and is the right one."""
    try:
        library = read_library(database, partial(edition_copy, media))
        try:
            stranger = check_belonging(testimony, library, database)
        except BaseException:
            library.close()
            raise
    except StoreError as e:
        stand_in = _stand_in(testimony, media)
        return Ground(stand_in, troubles or (of_library(e, database),))
    if stranger is None:
        return Ground(library, troubles)
    library.close()
    return Ground(_stand_in(testimony, media), (*troubles, stranger))


def _stand_in(testimony: Testimony, media: Media) -> Library:
    """A passing library of what the manifests tell: pages are served as they were published."""
    library = passing_library()
    with suppress(StoreError):
        for _ in rebuild(testimony, media, library):
            pass
    return library


def _try_publishing(media: Media) -> tuple[Trouble, ...]:
    try:
        media.require_writable()
    except StoreError as e:
        cure_vi, cure_en = cure(media)
        return (
            Trouble(
                f"Không ghi được vào thư mục media: {e.vi}",
                f"The media folder cannot be written: {e.en}",
                f"{cure_vi}, rồi khởi động lại Loa.",
                f"{cure_en}, then start Loa again.",
            ),
        )
    return ()


def find_unwritable(*folders: Path) -> tuple[Trouble, ...]:
    """The troubles of those folders that take no file now."""
    return tuple(trouble for folder in folders if (trouble := _try_writing(folder)))


def _try_writing(folder: Path) -> Trouble | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
    except OSError as e:
        return Trouble(
            f"Không ghi được vào thư mục {folder.name}: {reason_of(e)}.",
            f"The folder {folder.name} cannot be written: {e.strerror or e}.",
            f"Hãy làm cho {folder} ghi được (dọn bớt đĩa, gắn lại ổ, trả lại quyền), rồi khởi "
            "động lại Loa.",
            f"Make {folder} writable (free some disk, mount it again, give the rights back), "
            "then start Loa again.",
        )
    return None
