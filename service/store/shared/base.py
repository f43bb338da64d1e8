"""What every kind of shared store can do: the contract of ``tests/store/shared``."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol, TypeAlias

Json: TypeAlias = Any
"""What JSON can tell: mappings with texts for keys, lists, texts, numbers, yes, no and null."""


class Locks(Protocol):
    """Locks between all programs of an installation, and between the threads of each.

    A lock whose holder dies is free. One whose holder stands still is not: nobody waits for
    it longer than a minute, counted from when its holder took it. No thread may ask for a lock
    that it holds.
    """

    def exclusive(self, purpose: str) -> AbstractContextManager[None]:
        """Of those who write for one ``purpose``, one at a time.

        Raises StoreError when another stands still in it for a minute: who wakes up there
        goes on writing. StoreError, too, where nothing can be locked.
        """

    def turn(self, purpose: str) -> AbstractContextManager[bool]:
        """As :meth:`exclusive`, but goes on without the lock (False) instead of waiting longer.

        For what is safe when two do it at once, and is locked so that it is not done twice.
        """

    def sweep(self, before: datetime) -> int:
        """How many traces were removed that killed programs left ``before`` some moment."""


class Notes(Protocol):
    """Small facts by their names, which all programs of an installation read and write.

    A fact is there whole or not at all. What was harmed is not there. All raise StoreError.
    """

    def read(self, name: str) -> Json | None:
        """What was written last under ``name``, or None."""

    def write(self, name: str, content: Json) -> None:
        """``name`` stands for ``content`` from now on."""

    def swap(self, name: str, old: Json | None, new: Json) -> bool:
        """Whether ``name`` stood for ``old`` (None: for nothing), and stands for ``new`` now.

        Nothing is changed otherwise: another was first, and what it wrote is to be read.
        """

    def now(self) -> float:
        """The clock that all of these programs share, in seconds since 1970."""
