"""Locks in a folder, for all programs of one machine."""

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from service.locks import PATIENCE_SECONDS, hold_lock, sweep_locks, take_turn


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
