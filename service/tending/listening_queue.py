"""Between what is sent and what is counted: nobody who sends waits for a count."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice

from service.errors import LoaError
from service.model.listening import Heard, Sent
from service.tending.listening import AT_ONCE

_LOG = logging.getLogger(__name__)

MOST = 10_000
"""Answers that wait to be counted: some megabytes at most. What comes beyond is not counted."""

_PAUSE_S = 5.0
_PAUSE_AFTER_FAILURE_S = 60.0


class ListeningQueue:
    """What waits to be counted. May be used from any thread; nothing here ever raises.

    ``count`` is given at most ``AT_ONCE`` at once and counts all of them or raises LoaError;
    then they wait for another time. A thread lives only while something waits.
    """

    def __init__(
        self,
        count: Callable[[Sequence[Sent | Heard]], object],
        *,
        most: int = MOST,
        pause_s: float = _PAUSE_S,
    ) -> None:
        self._count = count
        self._most = most
        self._pause_s = pause_s
        self._lock = threading.Lock()
        self._counting = threading.Lock()
        self._waiting: deque[Sent | Heard] = deque()
        self._dropped = 0
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()

    def note(self, seen: Sent | Heard) -> None:
        """``seen`` is counted soon, unless too much waits already."""
        with self._lock:
            if self._closed.is_set():
                return
            if len(self._waiting) >= self._most:
                self._dropped += 1
                return
            self._waiting.append(seen)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="loa-listening", daemon=True)
                self._thread.start()

    def count_now(self) -> bool:
        """Whether all that waits was counted. What breaks the count is let go, and told."""
        with self._counting:
            self._tell_dropped()
            while batch := self._first():
                try:
                    self._count(batch)
                except LoaError as e:
                    _LOG.warning(
                        "chưa đếm được lượt nghe, sẽ thử lại (listeners are counted later): %s",
                        e.vi,
                    )
                    return False
                except Exception:  # noqa: BLE001 - a count that is wrong ends no thread
                    _LOG.exception("đếm lượt nghe bị lỗi (counting listeners failed)")
                    self._forget(len(batch))
                    return False
                self._forget(len(batch))
        return True

    def close(self) -> None:
        """What waits is counted now or never; nothing is taken any more."""
        with self._lock:
            self._closed.set()
            thread = self._thread
        if thread is not None:
            thread.join()
        if not self.count_now():
            _LOG.warning("không đếm được %d lần gửi (not counted)", len(self._waiting))

    def _run(self) -> None:
        pause = self._pause_s
        while not self._closed.wait(pause):
            done = self.count_now()
            pause = self._pause_s if done else max(self._pause_s, _PAUSE_AFTER_FAILURE_S)
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return

    def _first(self) -> Sequence[Sent | Heard]:
        with self._lock:
            return tuple(islice(self._waiting, AT_ONCE))

    def _forget(self, count: int) -> None:
        with self._lock:
            for _ in range(min(count, len(self._waiting))):
                self._waiting.popleft()

    def _tell_dropped(self) -> None:
        with self._lock:
            dropped, self._dropped = self._dropped, 0
        if dropped:
            _LOG.warning("quá nhiều lượt nghe một lúc: không đếm %d (not counted)", dropped)
