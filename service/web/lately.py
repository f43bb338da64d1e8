"""Which sessions and tokens were used a moment ago: so that not each request writes."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from service.errors import StoreError
from service.model import is_worth_noting

_MOST = 10_000
_LOG = logging.getLogger(__name__)


class Lately:
    """Notes a use at most once a minute in this program, whatever becomes of the note.

    A database that is full, read-only or held by another must not keep anybody from
    reading: a note that fails is told in the log, and tried again a minute later.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tried: dict[str, datetime] = {}

    def note(
        self, name: str, last: datetime | None, now: datetime, write: Callable[[], None]
    ) -> None:
        """Calls ``write`` when the ``last`` note of ``name`` is old and none was tried since."""
        if not is_worth_noting(last, now) or not self._is_first(name, now):
            return
        try:
            write()
        except StoreError as e:
            _LOG.warning("%s (%s)", e.vi, e.en)

    def _is_first(self, name: str, now: datetime) -> bool:
        with self._lock:
            if not is_worth_noting(self._tried.get(name), now):
                return False
            if len(self._tried) >= _MOST:
                self._tried.clear()
            self._tried[name] = now
            return True
