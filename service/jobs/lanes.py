"""What is due to several receivers, each in a lane of its own: a slow one holds up nobody else."""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from service.errors import LoaError
from service.jobs.poller import Poller

_logger = logging.getLogger(__name__)

_IN_A_ROW = 100
"""After so many, the other lanes are looked at again."""


class Lanes:
    """``serve`` is called for each receiver that ``due`` names, again while it answers yes.

    Of one receiver one call is under way at once in this program. It may raise LoaError, and
    is then called again at a later look.
    """

    def __init__(
        self, name: str, due: Callable[[], Iterable[int]], serve: Callable[[int], bool], most: int
    ) -> None:
        self._due = due
        self._serve = serve
        self._busy: set[int] = set()
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(most, thread_name_prefix=name)
        self._poller = Poller(name, "what is still to be told", self._look)

    def start(self, interval: float) -> None:
        """Looks at once and every ``interval`` seconds, until ``stop``."""
        self._poller.start(interval)

    def stop(self) -> None:
        """Waits for the calls under way, and begins no other."""
        self._poller.stop()
        self._threads.shutdown(cancel_futures=True)

    def _look(self) -> None:
        for receiver in self._due():
            with self._lock:
                if receiver in self._busy:
                    continue
                self._busy.add(receiver)
            self._threads.submit(self._go, receiver)

    def _go(self, receiver: int) -> None:
        try:
            for _ in range(_IN_A_ROW):
                if self._poller.is_stopping or not self._serve(receiver):
                    return
        except LoaError as e:
            _logger.warning("receiver %d is told later: %s", receiver, e.en)
        except Exception:
            _logger.exception("telling receiver %d broke", receiver)
        finally:
            with self._lock:
                self._busy.discard(receiver)
