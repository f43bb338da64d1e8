"""Copies on this machine of far files that listeners ask for, the last ones, and no more."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from service.disk import part_beside, remove, store_errors
from service.errors import StoreError
from service.store.media.base import Facts

_AT_ONCE = 4
_WAITING = 4
"""So many more may wait for one of those: the server's other threads are for everybody else."""

_WAITED_SECONDS = 15.0


class Shelf:
    """Files in ``folder`` of together ``limit_bytes``; one that is larger alone is let, too.

    It may be emptied at any time: who reads a file goes on reading it. May be used from any
    thread, and by several programs.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._fetching = threading.BoundedSemaphore(_AT_ONCE)
        self._places = threading.BoundedSemaphore(_AT_ONCE + _WAITING)
        self._lock = threading.Lock()
        self._turns: dict[Path, threading.Semaphore] = {}

    def open(self, name: str, facts: Facts, parts: Callable[[], Iterable[bytes]]) -> BinaryIO:
        """A copy of the file ``name``, of which ``facts`` tell, made of its ``parts`` if need be.

        Raises FileNotFoundError where these make another length, what ``parts`` raises, and
        StoreError where the disk refuses, or too many are fetched already.
        """
        path = self._folder / hashlib.sha256(f"{name}\n{facts.stamp}".encode()).hexdigest()[:32]
        if (standing := _open(path)) is not None:
            return standing
        with self._turn(path):
            if (standing := _open(path)) is not None:  # fetched meanwhile
                return standing
            return self._fetch(path, facts, parts())

    def _fetch(self, path: Path, facts: Facts, parts: Iterable[bytes]) -> BinaryIO:
        part = part_beside(path)
        try:
            with store_errors(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
                file = part.open("w+b")
            try:
                for each in parts:
                    with store_errors(self._folder):
                        file.write(each)
                _require_length(file, facts)
                with store_errors(self._folder):
                    part.replace(path)
            except BaseException:
                file.close()
                raise
        finally:
            remove(part)
        self._shrink(path)
        return file

    def _shrink(self, kept: Path) -> None:
        """Those that were asked for longest ago go, until the rest is within the limit."""
        with store_errors(self._folder, "dọn", "tidy"):
            found = sorted(_sizes(self._folder), reverse=True)
            held = 0
            for _, size, path in found:
                held += size
                if held > self._limit_bytes and path != kept:
                    remove(path)

    @contextmanager
    def _turn(self, path: Path) -> Iterator[None]:
        """Of those who want one file, one fetches it: what is new is what many want at once."""
        with (
            _within(self._places, 0.0),
            _within(self._turn_for(path), _WAITED_SECONDS),
            _within(self._fetching, _WAITED_SECONDS),
        ):
            try:
                yield
            finally:
                with self._lock:
                    self._turns.pop(path, None)

    def _turn_for(self, path: Path) -> threading.Semaphore:
        with self._lock:
            return self._turns.setdefault(path, threading.Semaphore())


@contextmanager
def _within(turn: threading.Semaphore, seconds: float) -> Iterator[None]:
    """With ``turn`` held. Raises StoreError where that cannot be had within ``seconds``."""
    if not turn.acquire(timeout=seconds):
        raise _too_many()
    try:
        yield
    finally:
        turn.release()


def _too_many() -> StoreError:
    return StoreError(
        "Kho tệp trả lời chậm, đang có nhiều người chờ. Xin thử lại sau ít phút.",
        "The store of files answers slowly and many wait. Try again in a few minutes.",
    )


def _open(path: Path) -> BinaryIO | None:
    """The file, now marked as asked for; None where it is not there."""
    try:
        file = path.open("rb")
    except OSError:
        return None
    os.utime(file.fileno())
    return file


def _require_length(file: BinaryIO, facts: Facts) -> None:
    """Raises FileNotFoundError for another file than ``facts`` told of."""
    file.flush()
    if file.tell() != facts.size:
        raise FileNotFoundError(file.name)
    file.seek(0)


def _sizes(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """When each was asked for last (ns), and how many bytes it has."""
    for path in folder.iterdir():
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        if path.is_file():
            yield status.st_mtime_ns, status.st_size, path
