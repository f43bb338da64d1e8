"""Locks between processes that the operating system releases when their holder dies.

One whose holder stands still (a stopped process, a paused machine, a share that hangs)
is not released: so nobody waits longer than a deadline.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.disk import remove, store_errors
from service.errors import StoreError

PATIENCE_SECONDS = 60.0
"""How long a lock is waited for, counted from when its holder took it."""

_SHORTEST_LOOK, _LONGEST_LOOK = 0.001, 0.05


@contextmanager
def hold_lock(path: Path, place: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Holds the lock file ``path``, waiting for it; between threads as between processes.

    Raises StoreError, naming ``place``, when the file cannot be made, and when another
    has held it for ``patience`` seconds.
    """
    with take_turn(path, place, patience) as is_held:
        if not is_held:
            raise held_too_long(place)
        yield


def held_too_long(place: Path | str) -> StoreError:
    """The error that another stands still with a lock."""
    return StoreError(
        f"{place} đang bị một chương trình khác giữ quá lâu (có thể nó đang bị treo). "
        "Loa sẽ thử lại.",
        f"Another program has held {place} for too long (it may be frozen). It is tried again.",
        place=place,
    )


@contextmanager
def take_turn(path: Path, place: Path, patience: float = PATIENCE_SECONDS) -> Iterator[bool]:
    """As :func:`hold_lock`, but False, without the lock, when another has held it too long.

    For what is safe when two do it at once, and is locked so that it is not done twice.
    """
    deadline = time.monotonic() + patience
    while True:
        with store_errors(place):
            descriptor = _open(path)
        with _released(descriptor):
            if not wait_for_lock(descriptor, deadline, patience):
                yield False
                return
            if is_named(descriptor, path):
                _note_holder(descriptor)
                with _unnamed(path):
                    yield True
                return


def wait_for_lock(descriptor: int, deadline: float, patience: float | None = None) -> bool:
    """Whether the open file is now locked; False at ``deadline`` (of ``time.monotonic``).

    With ``patience`` False also as soon as its holder has had it for so many seconds: of
    many locks of one that stands still, each is not waited for anew.
    """
    look = _SHORTEST_LOOK
    while not _try_lock(descriptor):
        age = 0.0 if patience is None else time.time() - os.fstat(descriptor).st_mtime
        if time.monotonic() >= deadline or (patience is not None and age > patience):
            return False
        time.sleep(look)
        look = min(2 * look, _LONGEST_LOOK)
    return True


def _note_holder(descriptor: int) -> None:
    """The file's time is when it was taken; where its disk refuses, when it was made."""
    with suppress(OSError):
        os.utime(descriptor)


@contextmanager
def hold_if_free(path: Path, place: Path) -> Iterator[bool]:
    """As :func:`hold_lock`, but False at once when another, or the caller itself, holds it."""
    with store_errors(place):
        descriptor = _open(path)
    with _released(descriptor):
        if _try_lock(descriptor) and is_named(descriptor, path):
            _note_holder(descriptor)
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


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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


def is_named(descriptor: int, path: Path) -> bool:
    """Whether the open file is still the one of this name, and no other took its place."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
