"""Every kind of shared store, each as something that opens it: see ``tests/store/kinds``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from service.locks import PATIENCE_SECONDS
from service.store.shared.base import Locks
from service.store.shared.files import FileLocks


class SharedKind(Protocol):
    """What one installation shares, and how a program of it opens that."""

    def locks(self, patience: float = PATIENCE_SECONDS) -> Locks:
        """The locks; ``patience`` is how many seconds one of them is waited for."""


@dataclass(frozen=True)
class Files:
    """Files of one machine."""

    folder: Path

    def locks(self, patience: float = PATIENCE_SECONDS) -> Locks:
        return FileLocks(self.folder / "locks", patience)


SHARED: Mapping[str, Callable[[Path], SharedKind]] = {"files": Files}
