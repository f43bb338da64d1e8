"""Which sleeping newsrooms have something due: looked at without opening them."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.compose.databases import find_databases
from service.compose.newsrooms.roster import Newsroom
from service.errors import StoreError
from service.store.addresses import DatabaseAddress
from service.store.library import Library, is_laid, read_library
from service.tending.wishes import due_articles

_LOG = logging.getLogger(__name__)

_LOOKED_AT_EVERY_S = 30.0
"""A file that nobody writes to: something may be due since its time has come."""

_ASKED_EVERY_S = 5.0
"""A schema on a server, which tells nobody that it was written to."""

_AT_ONCE = 10
"""A look is a hundredth of a second, and in between turns begin and end."""

_BESIDE = ("", "-wal")


@dataclass(slots=True)
class _Look:
    """The last look: when, and what the files were like then."""

    at: float
    stamp: tuple[int, ...]


class Lookout:
    """Looks at newsrooms one after another, at those first whose files were written to."""

    def __init__(self) -> None:
        self._looks: dict[str, _Look] = {}

    def find_work(
        self, newsrooms: Iterable[Newsroom], now: datetime, ticks: float
    ) -> Iterator[str]:
        """The names of those that have something due ``now``; ``ticks`` are seconds."""
        waiting = []
        for each in newsrooms:
            database = find_databases(each.settings, each.settings.data).library
            stamp, last = _stamp(database), self._looks.get(each.name)
            if last is None or stamp != last.stamp:
                waiting.append((float("-inf"), each, database, stamp))
            elif ticks - last.at >= _pause(database):
                waiting.append((last.at, each, database, stamp))
        waiting.sort(key=lambda one: (one[0], one[1].name))
        for _, each, database, stamp in waiting[:_AT_ONCE]:
            self._looks[each.name] = _Look(ticks, stamp)
            if _has_work(each.name, database, now):
                # Asked again at once when its turn is over, whatever its files are like.
                del self._looks[each.name]
                yield each.name


def has_due(library: Library, now: datetime) -> bool:
    """Whether something is to be recorded, released or told now."""
    return bool(
        due_articles(library, now)
        or library.due_releases(now)
        or library.untold_releases(1)
        or library.due_webhooks(now)
    )


def _has_work(name: str, database: DatabaseAddress, now: datetime) -> bool:
    """A newsroom that cannot be looked at has its turn, in which its trouble is told."""
    try:
        if not is_laid(database):
            return False  # its first turn lays it
        with closing(read_library(database)) as library:
            return has_due(library, now)
    except StoreError as e:
        _LOG.info("newsroom %s cannot be looked at: %s", name, e.en)
        return True


def _stamp(database: DatabaseAddress) -> tuple[int, ...]:
    if not isinstance(database, Path):
        return ()
    found: list[int] = []
    for ending in _BESIDE:
        try:
            status = database.with_name(f"{database.name}{ending}").stat()
        except OSError:
            continue
        found += (status.st_mtime_ns, status.st_size)
    return tuple(found)


def _pause(database: DatabaseAddress) -> float:
    return _LOOKED_AT_EVERY_S if isinstance(database, Path) else _ASKED_EVERY_S
