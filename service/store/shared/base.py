"""What every kind of shared store can do: the contract of ``tests/store/shared``."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol


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
