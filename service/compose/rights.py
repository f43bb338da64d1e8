"""Who else on the machine may read what Loa keeps: nobody, but the published files."""

import logging
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from service.disk import store_errors
from service.errors import reason_of
from service.making.originals import FOLDER
from service.store.places import DATABASES, KEY, MEDIA, STATE

_LOG = logging.getLogger(__name__)

_BESIDE = ("", "-wal", "-shm", "-journal")
"""SQLite's own files: each holds rows, and takes its rights from the database when made."""

_OWNER_ONLY = 0o700
_PUBLISHED = 0o755
_PASSAGE = 0o711
"""Others may pass to a path that they know, and list nothing: a web server beside Loa
delivers published files from ``media`` without reading anything else."""


def prepare_folders(data: Path, cache: Path) -> Path:
    """The folder ``data`` as it really is, made if there was none, and all private in it.

    Raises StoreError where it cannot be made.
    """
    with store_errors(data, "tạo", "make"):
        data.mkdir(mode=_PASSAGE, parents=True, exist_ok=True)
    data = data.resolve()
    keep_private(data, cache)
    return data


def keep_private(data: Path, cache: Path) -> None:
    """Takes from others what they need not have; gives nobody what they had not.

    Folders that are not there yet are made, so that nothing is ever written into wider
    ones. A folder or file whose rights cannot be changed, because it is another's or the
    disk is read-only, is told in the log and is no reason to stop.
    """
    for folder in _private_folders(data, cache):
        with suppress(OSError):  # who needs the folder will say what is in the way
            folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    for path, most in _wanted(data, cache):
        try:
            _narrow(path, most)
        except OSError as e:
            _LOG.warning(
                "Người khác trên máy có thể đọc %s: không sửa được quyền (%s). "
                "(Others may read it; its rights cannot be changed.)",
                path,
                reason_of(e),
            )


def _wanted(data: Path, cache: Path) -> Iterator[tuple[Path, int]]:
    """Each path with the widest mode that it may have."""
    yield data, _PASSAGE
    yield data / MEDIA, _PUBLISHED
    yield data / MEDIA / FOLDER, _OWNER_ONLY
    for folder in _private_folders(data, cache):
        yield folder, _OWNER_ONLY
    for name in (KEY, *(base + end for base in DATABASES for end in _BESIDE)):
        if not (data / name).is_dir():  # else nobody could look into what is in the way
            yield data / name, 0o600


def _private_folders(data: Path, cache: Path) -> tuple[Path, ...]:
    return data / STATE, cache


def _narrow(path: Path, most: int) -> None:
    """``path``, where it is, loses the rights that are not in ``most``. Raises OSError.

    A folder with the sticky bit, such as /tmp, is many people's: it is left to them.
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return
    if mode & ~most & 0o777 and not mode & stat.S_ISVTX:
        path.chmod(mode & (most | ~0o777))
