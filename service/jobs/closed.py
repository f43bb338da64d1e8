"""A queue that takes nothing: Loa lives on reading, and this says why."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from service.errors import StoreError
from service.jobs.jobs import Jobs
from service.model import Job, Progress
from service.model.job import ANYBODY, Asker


class ClosedJobs(Jobs):
    """Holds no jobs, touches no file, and answers ``reason`` to whoever wants one done."""

    def __init__(self, reason: StoreError) -> None:
        super().__init__(Path(), executor_id="closed")
        self._reason = reason

    def start(self, *, worker: bool = True) -> None:
        raise self._reason

    def stop(self) -> None:
        """There is nothing to stop."""

    def enqueue(self, episode_id: str, *, again: bool = False, by: Asker = ANYBODY) -> Job:
        raise self._reason

    def cancel(self, job_id: str) -> Job:
        raise self._reason

    def require(self, job_id: str) -> Job:
        raise self._reason

    def job(self, job_id: str) -> Job | None:
        return None

    def current(self, episode_id: str) -> Job | None:
        return None

    def current_of(self, episode_ids: Sequence[str]) -> dict[str, Job]:
        return {}

    def recent(self, limit: int = 20) -> tuple[Job, ...]:
        return ()

    def wait(
        self,
        job_id: str,
        *,
        timeout: float,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Job:
        raise self._reason

    def living_workers(self) -> int:
        return 0

    def stands_still(self, limit: timedelta) -> bool:
        return False
