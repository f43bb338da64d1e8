"""Looks whether something is to be done, every so many seconds, in a thread of its own."""

import logging
import threading
from collections.abc import Callable

from service.errors import LoaError

_logger = logging.getLogger(__name__)


class Poller:
    """Looks once at ``start`` and then from time to time, whatever becomes of a look.

    ``look`` may raise LoaError; ``what`` is looked for, as the log tells it.
    """

    def __init__(self, name: str, what: str, look: Callable[[], object]) -> None:
        self._name = name
        self._what = what
        self._look = look
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_failing = False

    @property
    def is_stopping(self) -> bool:
        """Whether a look under way should end soon."""
        return self._stopping.is_set()

    def start(self, interval: float) -> None:
        """Looks at once and every ``interval`` seconds, until ``stop``."""
        self._thread = threading.Thread(
            target=self._poll, args=(interval,), name=self._name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _poll(self, interval: float) -> None:
        while True:
            try:
                self._look()
            except LoaError as e:
                self._tell(e.en)
            except Exception:
                _logger.exception("the search for %s broke", self._what)
            else:
                self._is_failing = False
            if self._stopping.wait(interval):
                return

    def _tell(self, reason: str) -> None:
        """Once, not at every look."""
        if not self._is_failing:
            _logger.warning("%s is looked for again later: %s", self._what, reason)
        self._is_failing = True
