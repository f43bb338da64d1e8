"""How long a busy database is waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LOCK_SECONDS = 30.0
"""How long a busy database is waited for by whoever has the time: a worker, the shell."""

_PATIENCE: ContextVar[float] = ContextVar("lock_patience", default=LOCK_SECONDS)


def lock_patience() -> float:
    """How many seconds transactions of this context wait for others."""
    return _PATIENCE.get()


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Transactions begun by this thread inside give a busy database no longer than that.

    For who answers requests: all of a server's threads wait otherwise, and none is left
    for those who want no database.
    """
    earlier = _PATIENCE.set(seconds)
    try:
        yield
    finally:
        _PATIENCE.reset(earlier)
