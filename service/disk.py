"""Files that are whole or not there and outlast a power cut; and why the disk refuses."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from service.errors import StoreError, reason_of

PART = ".part"
"""How a file ends that is not whole yet."""

_ATTEMPTS = 3


@contextmanager
def store_errors(place: Path, vi: str = "ghi", en: str = "write") -> Iterator[None]:
    """Raises StoreError for every OSError inside: what could not be done to ``place``, and why.

    ``vi`` and ``en`` are the verb in both languages.
    """
    try:
        yield
    except OSError as e:
        raise StoreError(
            f"Không {vi} được {place}: {reason_of(e)}.",
            f"Cannot {en} {place}: {e.strerror or e}.",
            place=place,
        ) from e


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


def part_beside(path: Path) -> Path:
    """A name in the folder of ``path``, made anew each time, for what is to become ``path``."""
    return path.with_name(f"{path.name}.{secrets.token_hex(6)}{PART}")


def replace_whole(part: Path, path: Path) -> None:
    """``path`` is what ``part`` was, on the disk itself. Both lie on one file system.

    Raises OSError.
    """
    sync(part)
    part.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """What a file holds, or which names a folder holds, outlasts a power cut. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """``path`` is gone if it can be removed; a read-only disk is no reason to stop."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def stale_parts(folder: Path, before: float) -> tuple[Path, ...]:
    """Files in the folders right below ``folder``, and in it, that killed programs left unfinished.

    Those written after ``before`` (seconds since 1970) may still become whole.
    """
    found = []
    for path in (*folder.glob(f"*{PART}"), *folder.glob(f"*/*{PART}")):
        with suppress(OSError):  # it has just become whole
            if path.stat().st_mtime < before:
                found.append(path)
    return tuple(sorted(found))


def file_digest(path: Path) -> str:
    """The SHA-256 of the file, in hex digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require_space(folder: Path, least: int) -> None:
    """Raises StoreError when fewer than ``least`` bytes are free where ``folder`` is."""
    with store_errors(folder, "xem", "look at"):
        free = shutil.disk_usage(folder).free
    if free < least:
        raise StoreError(
            f"Đĩa chỉ còn {free // 2**20} MB, cần ít nhất {least // 2**20} MB. "
            "Hãy dọn bớt rồi thử lại.",
            f"Only {free // 2**20} MB of disk are free, {least // 2**20} MB are needed.",
        )


def _write_beside(files: Sequence[tuple[Path, bytes]]) -> None:
    parts = [part_beside(path) for path, _ in files]
    try:
        for part, (_, content) in zip(parts, files, strict=True):
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            sync(part)
        for part, (path, _) in zip(parts, files, strict=True):
            part.replace(path)
    except BaseException:
        for part in parts:
            remove(part)
        raise
    for folder in {path.parent for path, _ in files}:
        sync(folder)
