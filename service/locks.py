"""Locks between processes that the operating system releases when their holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.disk import remove, store_errors
from service.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Waits for the first byte; msvcrt gives up after ten seconds, so again and again."""
        while True:
            with suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                return

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def hold_lock(path: Path, place: Path) -> Iterator[None]:
    """Holds the lock file ``path``, waiting for it; between threads as between processes.

    Raises StoreError, naming ``place``, when the file cannot be made.
    """
    while True:
        with store_errors(place):
            descriptor = _open(path)
        with _released(descriptor):
            _lock(descriptor)
            if _is_named(descriptor, path):
                with _unnamed(path):
                    yield
                return


@contextmanager
def hold_if_free(path: Path, place: Path) -> Iterator[bool]:
    """As :func:`hold_lock`, but False at once when another, or the caller itself, holds it."""
    with store_errors(place):
        descriptor = _open(path)
    with _released(descriptor):
        if _try_lock(descriptor) and _is_named(descriptor, path):
            with _unnamed(path):
                yield True
        else:
            yield False


def sweep_locks(folder: Path, before: float) -> int:
    """How many lock files were removed that killed programs left ``before`` some moment.

    In seconds since 1970. One that somebody holds stays; one that can be had is given up
    as always, so that who waits for it begins anew.
    """
    count = 0
    for path in folder.glob("*.lock"):
        with suppress(OSError, StoreError):
            if path.stat().st_mtime < before:
                with hold_if_free(path, folder) as is_free:
                    count += is_free
    return count


@contextmanager
def _released(descriptor: int) -> Iterator[None]:
    """Closing releases the lock."""
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _unnamed(path: Path) -> Iterator[None]:
    """The lock file loses its name before it is released: who waited for it starts again."""
    try:
        yield
    finally:
        remove(path)


def _open(path: Path) -> int:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The folder may be deleted in between.
        with suppress(FileNotFoundError):
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)


def _is_named(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
