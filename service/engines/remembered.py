"""What engines remember for all programs of an installation: handed in, wherever it is kept."""

from contextlib import AbstractContextManager
from typing import Any, Protocol


class Remembered(Protocol):
    """Small JSON values by their names. All may raise StoreError."""

    def read(self, name: str) -> Any | None:
        """What was kept last under ``name``, or None."""

    def swap(self, name: str, old: Any | None, new: Any) -> bool:
        """Whether ``name`` stood for ``old`` (None: for nothing), and stands for ``new`` now."""

    def now(self) -> float:
        """The clock that all of these programs share, in seconds since 1970."""


class Turns(Protocol):
    """Locks between all programs of an installation."""

    def turn(self, purpose: str) -> AbstractContextManager[bool]:
        """A lock; False, without it, where another stands still with it."""
