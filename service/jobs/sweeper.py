"""Whatever is wished for has a job: the queue follows the library, also when it was lost."""

from service.jobs.board import Board
from service.jobs.contract import Wanted
from service.jobs.poller import Poller
from service.model.job import Asker, Priority


class Sweeper:
    """Looks once at ``start`` and then from time to time, in a thread of its own."""

    def __init__(self, board: Board, wanted: Wanted) -> None:
        self._board = board
        self._wanted = wanted
        self._poller = Poller("loa-sweeper", "what is still to be recorded", self._sweep)

    def start(self, interval: float) -> None:
        """Sweeps at once and every ``interval`` seconds, until ``stop``."""
        self._poller.start(interval)

    def stop(self) -> None:
        """Ends the thread."""
        self._poller.stop()

    def _sweep(self) -> None:
        wanted = tuple(self._wanted())
        if not wanted:
            return
        open_already = self._board.open_episodes()
        for episode_id in wanted:
            if self._poller.is_stopping:
                return
            if episode_id not in open_already:
                self._board.enqueue(episode_id, by=Asker("", Priority.IMPORT))
