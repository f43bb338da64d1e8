"""The upkeep: its chores in their order, of which none keeps another from its turn."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from typing import TypeAlias

from service.making.doers import Doers
from service.tending.clock import LEAP_WHILE_RUNNING, watch_clock
from service.tending.leftovers import sweep_leftovers
from service.tending.rounds import tend_files
from service.tending.upkeep import (
    REMADE_AT_ONCE,
    in_turn,
    recoverable_ids,
    retire_files,
    shrink_cache,
)

Chore: TypeAlias = Callable[[], object]


def keep_house(
    doers: Doers, *, keep_superseded: timedelta, cache_limit_bytes: int, redo_fallbacks: bool
) -> tuple[str, ...]:
    """What is due is done; gives the episodes to be made again.

    A limit of 0 bytes is none. Raises StoreError when all chores had their turn.
    """
    lost: list[str] = []
    chores: list[Chore] = [
        lambda: watch_clock(doers, LEAP_WHILE_RUNNING),
        lambda: sweep_leftovers(doers),
        lambda: lost.extend(tend_files(doers)),
        lambda: retire_files(doers, doers.now() - keep_superseded),
    ]
    if cache_limit_bytes:
        chores.append(lambda: shrink_cache(doers, cache_limit_bytes))
    do_all(chores)
    wishes = doers.library.wishes_of(tuple(lost))  # these have their own time, or were given up
    due = tuple(each for each in lost if each not in wishes)
    again = in_turn(due, doers.now())[:REMADE_AT_ONCE]
    return (*again, *recoverable_ids(doers)) if redo_fallbacks else again


def do_all(chores: Sequence[Chore]) -> None:
    """Each in its turn, whatever the others raise: a disk that refuses one may need the next.

    What the last one raised that failed is raised at the end, the others as its context.
    """
    with ExitStack() as stack:
        for chore in reversed(chores):
            stack.callback(chore)
