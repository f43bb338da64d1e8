"""The newsrooms of a program that stays: as their files say, looked at from time to time."""

import logging
import threading
from collections.abc import Callable, Mapping

from service.compose.newsrooms.roster import Newsroom, Roster, read_roster
from service.errors import SettingsError

_LOG = logging.getLogger(__name__)

_LOOKED_AT_EVERY_S = 1.0


class WatchedRoster:
    """The roster of ``environ``; ``ticks`` are seconds. Raises SettingsError at the start alone.

    May be asked from any thread. While the folder cannot be read, all stays as it was.
    """

    def __init__(self, environ: Mapping[str, str], ticks: Callable[[], float]) -> None:
        self._environ = environ
        self._ticks = ticks
        self._lock = threading.Lock()
        self._told: str | None = None
        self._seen = ticks()
        self._known = _known(read_roster(environ))
        _tell(self._known[0], Roster())

    def now(self) -> Roster:
        """The roster as it is now."""
        return self._looked()[0]

    def of_host(self, host: str | None) -> Newsroom | None:
        """The newsroom that goes by this name, folded; None for a name of none."""
        return self._looked()[1].get(host or "")

    def _looked(self) -> tuple[Roster, Mapping[str, Newsroom]]:
        if self._ticks() - self._seen >= _LOOKED_AT_EVERY_S and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._known

    def _look(self) -> None:
        self._seen = self._ticks()
        try:
            roster = read_roster(self._environ, self._known[0])
        except SettingsError as e:
            if str(e) != self._told:
                _LOG.error("%s (%s)", e.vi, e.en)
            self._told = str(e)
            return
        self._told = None
        if roster is not self._known[0]:
            _tell(roster, self._known[0])
            self._known = _known(roster)


def _known(roster: Roster) -> tuple[Roster, Mapping[str, Newsroom]]:
    return roster, roster.by_host()


def _tell(roster: Roster, before: Roster) -> None:
    """In the log, once for each thing that is wrong."""
    for name, error in roster.refused.items():
        told = before.refused.get(name)
        if told is None or str(told) != str(error):
            _LOG.error("%s (%s)", error.vi, error.en)
