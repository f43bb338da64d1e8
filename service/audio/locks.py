"""Locks between processes that the operating system releases when their holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.audio.disk import store_errors

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Waits for the first byte; msvcrt gives up after ten seconds, so again and again."""
        while True:
            with suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                return

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def hold_lock(path: Path, place: Path) -> Iterator[None]:
    """Holds the lock file ``path``, waiting for it; between threads as between processes.

    Raises StoreError, naming ``place``, when the file cannot be made.
    """
    with store_errors(place):
        descriptor = _acquire(path)
    try:
        yield
    finally:
        # Removed before it is released: who waited for this file sees that it has
        # lost its name, and starts again with the new one.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _acquire(path: Path) -> int:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:  # the folder was deleted in between
            continue
        try:
            _lock(descriptor)
            if _is_named(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_named(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
