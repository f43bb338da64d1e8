"""Which program asks for a recording, by how it names itself.

The rows of ``tables/listening_apps.tsv`` are a selection of our own: podcast applications,
browsers and robots that name themselves so in their documentation or in logs that we have seen.
The first row whose mark stands in the name decides. The open lists of the field (OPAWG) are the
model of its kinds, and were not copied.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from service.tables import table_lines

LONGEST = 512
"""Characters of a name that are looked at, and by which clients are told apart."""

OTHER = "other"
"""The application of whoever names itself as nobody here knows."""


class AppKind(StrEnum):
    """What asks."""

    APP = "app"
    BROWSER = "browser"
    WATCH = "watch"
    """A watch fetches again what its telephone has: the guidelines leave it out."""
    ROBOT = "robot"
    PROGRAM = "program"
    """A library or a command: scripts of everybody, hardly ever ears."""


COUNTED = frozenset({AppKind.APP, AppKind.BROWSER})


@dataclass(frozen=True, slots=True)
class App:
    """A program with its ``name`` for people."""

    kind: AppKind
    name: str


def app_of(agent: str) -> App | None:
    """Which program names itself so; None for one that does not name itself at all."""
    return _app_of(agent[:LONGEST].strip())


@lru_cache(maxsize=4096)
def _app_of(agent: str) -> App | None:
    if not agent:
        return None
    folded = agent.lower()
    return next((app for mark, app in _marks() if mark in folded), App(AppKind.APP, OTHER))


@cache
def _marks() -> tuple[tuple[str, App], ...]:
    rows = table_lines("listening_apps")
    return tuple((mark.lower(), App(AppKind(kind), name)) for mark, kind, name in rows)
