"""Whole files or none, and what the disk refuses in words that people understand."""

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from service.errors import StoreError

PART = ".part"
"""How a file ends that is not whole yet."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_OCCUPIED = frozenset({errno.ENOTDIR, errno.EEXIST, errno.EISDIR})
_ATTEMPTS = 3


@contextmanager
def store_errors(place: Path) -> Iterator[None]:
    """Raises StoreError, naming ``place``, for every OSError inside."""
    try:
        yield
    except OSError as e:
        raise _explain(e, place) from e


def write_whole(*files: tuple[Path, bytes]) -> None:
    """Every path holds its content, on the disk itself; after a failure, what it held before.

    All are written beside first and then take their names in order. Their folders
    are made, also when they are deleted meanwhile. Raises OSError.
    """
    for attempt in range(_ATTEMPTS):
        try:
            _write_beside(files)
        except FileNotFoundError:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return


def sync_folder(folder: Path) -> None:
    """Makes a rename in ``folder`` outlast a power cut, where a folder can be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """``path`` is gone if it can be removed; a read-only disk is no reason to stop."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _write_beside(files: Sequence[tuple[Path, bytes]]) -> None:
    beside: list[Path] = []
    try:
        for path, content in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(PART, f"{path.name}.", path.parent)
            beside.append(Path(name))
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for part, (path, _) in zip(beside, files, strict=True):
            part.replace(path)
    except BaseException:
        for part in beside:
            remove(part)
        raise
    for folder in {path.parent for path, _ in files}:
        sync_folder(folder)


def _explain(e: OSError, place: Path) -> StoreError:
    if e.errno in _FULL:
        return StoreError(
            f"Đĩa đã đầy: không ghi được vào {place}.",
            f"The disk is full: cannot write to {place}.",
        )
    if e.errno in _FORBIDDEN:
        return StoreError(f"Không có quyền ghi vào {place}.", f"No permission to write to {place}.")
    if e.errno in _OCCUPIED:
        return StoreError(f"{place} phải là một thư mục.", f"{place} must be a folder.")
    return StoreError(
        f"Không đọc hoặc ghi được {place}: {e.strerror}.",
        f"Cannot read or write {place}: {e.strerror}.",
    )
