"""Engines of third parties, found through the entry-point group ``loa.engines``."""

import importlib.metadata
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from service.engines.base import Engine
from service.engines.guard import GuardedEngine
from service.engines.stop import Stop
from service.errors import SettingsError

GROUP = "loa.engines"

_PROMISED = (
    "name",
    "version",
    "voices",
    "speak",
    "count_requests",
    "seconds_a_request",
    "probe",
)


@dataclass(frozen=True, slots=True)
class ThirdParties:
    """The engines that could be made, and why the others could not, by name."""

    engines: Mapping[str, Engine]
    broken: Mapping[str, SettingsError]


def installed_points() -> tuple[importlib.metadata.EntryPoint, ...]:
    """The entry points of the group that installed packages declare, by name."""
    return _points_on(tuple(sys.path))


@lru_cache(maxsize=1)
def _points_on(path: tuple[str, ...]) -> tuple[importlib.metadata.EntryPoint, ...]:
    """Every package's file is opened for this: once for a ``path`` of packages is enough."""
    return tuple(sorted(importlib.metadata.entry_points(group=GROUP), key=lambda each: each.name))


def make_engines(
    points: Iterable[importlib.metadata.EntryPoint],
    *,
    state: Path,
    taken: Collection[str],
    stop: Stop | None = None,
) -> ThirdParties:
    """The engines that ``points`` name; a broken one is told about and spoils no other.

    A point names a callable that takes a folder of its own below ``state`` (for
    whatever it must keep) and answers an Engine. ``taken`` are the names of
    Loa's own engines. Once ``stop`` is called, none of them is waited for.
    """
    engines: dict[str, Engine] = {}
    broken: dict[str, SettingsError] = {}
    for point in points:
        try:
            if point.name in taken or point.name in engines:
                raise ValueError("another engine has this name")
            engines[point.name] = GuardedEngine(
                _checked(point.load()(state / point.name), point.name), stop=stop
            )
        except (Exception, SystemExit) as e:  # noqa: BLE001 - another's code may raise anything
            reason = f"SystemExit: {e}" if isinstance(e, SystemExit) else e
            broken[point.name] = SettingsError(
                f"Không dùng được bộ đọc “{point.name}” ({point.value}): {reason}.",
                f"The engine “{point.name}” ({point.value}) cannot be used: {reason}.",
            )
    return ThirdParties(engines, broken)


def _checked(made: Any, name: str) -> Engine:
    missing = [each for each in _PROMISED if not hasattr(made, each)]
    if missing:
        raise TypeError(f"it has no {', '.join(missing)}")
    if made.name != name or any(voice.engine != name for voice in made.voices):
        raise ValueError(f"it or its voices go by another name than “{name}”")
    if not made.voices:
        raise ValueError("it has no voice")
    engine: Engine = made
    return engine
