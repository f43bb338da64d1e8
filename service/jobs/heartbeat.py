"""A worker's heartbeat: it shows that the worker lives, and sees to jobs that stand still."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from service.errors import StoreError
from service.jobs.board import Board
from service.jobs.failures import translated
from service.jobs.ledger import Ledger

_logger = logging.getLogger(__name__)

_BEATS_BETWEEN_PRUNES = 600
_FAILURES_THAT_PASS = 2


class Heartbeat:
    """Beats in a thread of its own from ``start`` to ``stop``.

    dbos itself leaves the jobs of a dead program standing as running for ever.
    """

    def __init__(
        self,
        board: Board,
        ledger: Ledger,
        executor_id: str,
        *,
        under_way: Callable[[], frozenset[str]],
        keep: timedelta,
    ) -> None:
        self._board = board
        self._ledger = ledger
        self._executor_id = executor_id
        self._under_way = under_way
        self._keep = keep
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._still: frozenset[str] = frozenset()
        self._failures: tuple[StoreError, ...] = ()

    @property
    def trouble(self) -> StoreError | None:
        """Why the queue cannot be written, once that is no passing matter; else None."""
        return self._failures[-1] if len(self._failures) >= _FAILURES_THAT_PASS else None

    def start(self, interval: float) -> None:
        """Beats once, then every ``interval`` seconds. Raises ``StoreError``."""
        with translated():
            self._ledger.workers.beat(self._executor_id)
        self._thread = threading.Thread(
            target=self._beat_until_stopped, args=(interval,), name="loa-heartbeat", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; the worker still counts as alive until its silence is noticed."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def leave(self) -> None:
        """Puts back what the stopped worker left unfinished, and takes its name off the list."""
        try:
            with translated():
                self._hand_over(self._executor_id)
        except StoreError as e:
            _logger.warning("jobs stay with a stopped worker until the next one starts: %s", e.en)

    def _beat_until_stopped(self, interval: float) -> None:
        beats = 0
        while True:
            try:
                with translated():
                    self._beat()
                    if beats % _BEATS_BETWEEN_PRUNES == 0:
                        self._board.prune(self._keep)
            except StoreError as e:
                self._note_failure(e)
            else:
                self._note_success()
            beats += 1
            if self._stopping.wait(interval):
                return

    def _note_failure(self, failure: StoreError) -> None:
        if not self._failures:
            _logger.warning("the heartbeat failed and is tried again: %s", failure.en)
        self._failures = (*self._failures, failure)[-_FAILURES_THAT_PASS:]

    def _note_success(self) -> None:
        if self._failures:
            _logger.warning("the heartbeat is back")
        self._failures = ()

    def _beat(self) -> None:
        self._ledger.workers.beat(self._executor_id)
        running = self._board.running()
        self._ledger.workers.note_strangers(set(running.values()))
        for dead in self._ledger.workers.inherit(self._executor_id):
            self._hand_over(dead)
        self._board.renew_outdated()
        self._board.release_followers()
        self._put_back_still(frozenset(_held_by(self._executor_id, running)))

    def _hand_over(self, executor_id: str) -> None:
        self._board.put_back(_held_by(executor_id, self._board.running()))
        self._ledger.workers.forget(executor_id)

    def _put_back_still(self, held: frozenset[str]) -> None:
        """Puts back this worker's jobs that stand as running but have stood still for two beats.

        Two, since a job just taken from the queue is not under way yet. What stands
        still could not record its progress: the disk was full.
        """
        still = held - self._under_way()
        self._board.put_back(still & self._still)
        self._still = still


def _held_by(executor_id: str, running: dict[str, str]) -> list[str]:
    return [job_id for job_id, holder in running.items() if holder == executor_id]
