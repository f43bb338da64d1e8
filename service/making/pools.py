"""The threads that make clips: some wait for engines, few work on sound."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

MASTERED_AT_ONCE = 2
"""Sound is in memory whole while it is worked on, some 50 MB a part of a sentence, and the
allocator keeps each thread's peak: threads of its own, since many more wait for an engine."""


@dataclass(frozen=True, slots=True)
class Pools:
    """``speaking`` asks engines for several sentences at once; ``mastering`` makes clips of it."""

    speaking: ThreadPoolExecutor
    mastering: Executor


@contextmanager
def open_pools(speakers: int) -> Iterator[Pools]:
    """The threads, until the end; whoever speaks then still has its clip made."""
    with (
        ThreadPoolExecutor(MASTERED_AT_ONCE, thread_name_prefix="mastering") as mastering,
        ThreadPoolExecutor(speakers, thread_name_prefix="speaker") as speaking,
    ):
        yield Pools(speaking, mastering)
