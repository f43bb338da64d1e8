"""The newsrooms that are open just now: few of many, those that somebody asks for.

A newsroom is opened when it is asked for, and closed when nobody has asked for a while or
others need its place. It is never closed while it is lent, so that no answer breaks off.
"""

import threading
from collections.abc import Callable, Container, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from service.compose.newsrooms.roster import Newsroom
from service.errors import LoaError

T = TypeVar("T")

_TRIED_AGAIN_AFTER_S = 5.0
"""One that cannot be opened is not tried for every request: each costs a look at its disk."""


@dataclass(eq=False)
class _Place(Generic[T]):
    """One newsroom, open or about to be. ``lent`` counts who uses it."""

    newsroom: Newsroom
    used: float
    lent: int = 0
    is_outdated: bool = False
    value: T | None = None
    error: LoaError | None = None
    failed: float = 0.0
    opening: threading.Lock = field(default_factory=threading.Lock)
    closing: ExitStack = field(default_factory=ExitStack)

    def is_free(self) -> bool:
        """Whether it is open and nobody uses it."""
        return self.value is not None and not self.lent


class Awake(Generic[T]):
    """At most so many newsrooms open, each as ``open_one`` opens it; used from any thread.

    More than ``most`` are open only while more are used at the same moment. ``idle`` and
    ``ticks`` are in seconds.
    """

    def __init__(
        self,
        open_one: Callable[[Newsroom], AbstractContextManager[T]],
        *,
        most: int,
        idle: float,
        ticks: Callable[[], float],
    ) -> None:
        self._open_one = open_one
        self._most = most
        self._idle = idle
        self._ticks = ticks
        self._lock = threading.Lock()
        self._places: dict[str, _Place[T]] = {}

    def __len__(self) -> int:
        """How many are open."""
        with self._lock:
            return sum(each.value is not None for each in self._places.values())

    @contextmanager
    def lent(self, newsroom: Newsroom) -> Iterator[T]:
        """The newsroom, open with these very settings while this lasts. Raises LoaError."""
        place = self._taken(newsroom)
        try:
            yield self._opened(place)
        finally:
            with self._lock:
                place.lent -= 1
                place.used = self._ticks()
            self._close(self._surplus())

    def close_idle(self, wanted: Container[str]) -> None:
        """Those that nobody has asked for lately are closed, and those that are not ``wanted``."""
        with self._lock:
            for name, place in self._places.items():
                place.is_outdated = place.is_outdated or name not in wanted
        self._close(self._surplus(self._idle))

    def close(self) -> None:
        """All are closed; nobody uses one any more."""
        with self._lock:
            places, self._places = list(self._places.values()), {}
        self._close(places)

    def _taken(self, newsroom: Newsroom) -> _Place[T]:
        with self._lock:
            place = self._places.get(newsroom.name)
            if place is None or place.newsroom != newsroom:
                if place is not None:
                    # It has other settings: who uses it still has it, then it is closed.
                    self._places[f"{newsroom.name} ({id(place)})"] = place
                    place.is_outdated = True
                place = self._places[newsroom.name] = _Place(newsroom, self._ticks())
            place.lent += 1
            return place

    def _opened(self, place: _Place[T]) -> T:
        with place.opening:
            if place.error is not None and self._ticks() - place.failed < _TRIED_AGAIN_AFTER_S:
                raise place.error
            if place.value is None:
                try:
                    place.value = place.closing.enter_context(self._open_one(place.newsroom))
                    place.error = None
                except LoaError as e:
                    place.error, place.failed = e, self._ticks()
                    raise
            return place.value

    def _surplus(self, idle: float | None = None) -> list[_Place[T]]:
        """The places that are given up: those of old settings, those idle for so long, if that
        is told, and of more than may be open those that were used longest ago."""
        with self._lock:
            opened = sum(each.value is not None for each in self._places.values())
            oldest = sorted(self._places.items(), key=lambda each: each[1].used)
            since = float("-inf") if idle is None else self._ticks() - idle
            gone: list[_Place[T]] = []
            for name, place in oldest:
                too_many = opened - len(gone) > self._most
                if place.is_free() and (too_many or place.is_outdated or place.used <= since):
                    gone.append(self._places.pop(name))
            return gone

    @staticmethod
    def _close(places: list[_Place[T]]) -> None:
        with ExitStack() as all_of_them:
            for place in places:
                all_of_them.callback(place.closing.close)
