"""Locks and small facts in folders, for all programs of one machine."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from service.disk import store_errors, write_whole
from service.locks import (
    PATIENCE_SECONDS,
    hold_lock,
    is_named,
    sweep_locks,
    take_turn,
    wait_for_lock,
)
from service.store.shared.base import Json

SECTOR_BYTES = 512
"""What fits into so many is written over in place: it needs no room on a full disk, and there
is no moment at which the file is empty. What is longer is written beside it."""

LOCK_SECONDS = 5.0
"""How long a file is waited for; it is held for as long as a write takes."""


class FileLocks:
    """A lock is a file of ``folder`` while somebody holds it: the contract of ``Locks``."""

    def __init__(self, folder: Path, patience: float = PATIENCE_SECONDS) -> None:
        self._folder = folder
        self._patience = patience

    def exclusive(self, purpose: str) -> AbstractContextManager[None]:
        """See ``Locks``."""
        return hold_lock(self._path(purpose), self._folder, self._patience)

    def turn(self, purpose: str) -> AbstractContextManager[bool]:
        """See ``Locks``."""
        return take_turn(self._path(purpose), self._folder, self._patience)

    def sweep(self, before: datetime) -> int:
        """The locks are the system's: their files are removed where nobody holds them."""
        return sweep_locks(self._folder, before.timestamp())

    def _path(self, purpose: str) -> Path:
        return self._folder / f"{purpose}.lock"


class FileNotes:
    """A fact is a file of ``folder``: the contract of ``Notes``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> Json | None:
        """See ``Notes``."""
        path = self._path(name)
        with (
            store_errors(path, "đọc", "read"),
            suppress(FileNotFoundError),
            _locked(path, os.O_RDONLY) as file,
        ):
            return _parse(file.read())
        return None

    def write(self, name: str, content: Json) -> None:
        """See ``Notes``."""
        with self._writing(name) as (path, file):
            _put(path, file, content)

    def swap(self, name: str, old: Json | None, new: Json) -> bool:
        """See ``Notes``."""
        with self._writing(name) as (path, file):
            is_first = bool(_parse(file.read()) == old)
            if is_first:
                _put(path, file, new)
        return is_first

    def now(self) -> float:
        """This machine's own."""
        return time.time()

    @contextmanager
    def _writing(self, name: str) -> Iterator[tuple[Path, BinaryIO]]:
        path = self._path(name)
        with store_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(path, os.O_RDWR | os.O_CREAT) as file:
                yield path, file

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


@contextmanager
def _locked(path: Path, how: int) -> Iterator[BinaryIO]:
    """The open file of this name; released when it closes.

    One that stands still in it is overtaken: what it may undo then is a count, and all would
    wait for it for ever.
    """
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        with os.fdopen(os.open(path, how, 0o666), "rb" if how == os.O_RDONLY else "r+b") as file:
            wait_for_lock(file.fileno(), deadline)
            if is_named(file.fileno(), path):  # else another has put a new one in its place
                yield file
                return


def _parse(content: bytes) -> Json | None:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _put(path: Path, file: BinaryIO, content: Json) -> None:
    encoded = json.dumps(content).encode()
    if len(encoded) > SECTOR_BYTES:
        write_whole((path, encoded))
        return
    file.seek(0)
    file.write(encoded.ljust(SECTOR_BYTES))
    file.flush()
    file.truncate()
