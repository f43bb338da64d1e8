"""Whatever is wished for has a job: the queue follows the library, also when it was lost."""

import logging
import threading

from service.errors import LoaError
from service.jobs.board import Board
from service.jobs.contract import Wanted

_logger = logging.getLogger(__name__)


class Sweeper:
    """Looks once at ``start`` and then from time to time, in a thread of its own."""

    def __init__(self, board: Board, wanted: Wanted) -> None:
        self._board = board
        self._wanted = wanted
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_failing = False

    def start(self, interval: float) -> None:
        """Sweeps at once and every ``interval`` seconds, until ``stop``."""
        self._thread = threading.Thread(
            target=self._sweep_until_stopped, args=(interval,), name="loa-sweeper", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _sweep_until_stopped(self, interval: float) -> None:
        while True:
            try:
                self._sweep()
            except LoaError as e:
                self._tell(e.en)
            except Exception:
                _logger.exception("the search for what is still to be recorded broke")
            else:
                self._is_failing = False
            if self._stopping.wait(interval):
                return

    def _sweep(self) -> None:
        wanted = tuple(self._wanted())
        if not wanted:
            return
        open_already = self._board.open_episodes()
        for episode_id in wanted:
            if self._stopping.is_set():
                return
            if episode_id not in open_already:
                self._board.enqueue(episode_id)

    def _tell(self, reason: str) -> None:
        """Once, not at every look."""
        if not self._is_failing:
            _logger.warning("what is still to be recorded is looked for again later: %s", reason)
        self._is_failing = True
