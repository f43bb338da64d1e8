"""Which jobs their programs survive: one that kills them is begun a bounded number of times."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from service.errors import JobError
from service.jobs.ledger import Ledger
from service.jobs.room import Room
from service.store.connections import DatabaseFailure

MOST_DEATHS = 5
"""How many programs a job may end. With three, a busy machine whose Loa was killed from outside
again and again gave up articles that had killed nothing."""


class Survival:
    """Notes of every job that it begins and, unless it kills its program, that it ends."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._room = Room()
        self._noted: set[str] = set()

    def close(self) -> None:
        """No further job begins; those that wait for their turn are abandoned."""
        self._room.close()

    @contextmanager
    def watched(self, job_id: str) -> Iterator[None]:
        """The time that the job works. One that was in flight at a death works alone.

        The next death is then its own. Raises ``JobError`` where it was in flight at too
        many, of whichever programs, and ``Abandoned`` after ``close``.
        """
        deaths = self._ledger.count_deaths(job_id) - (job_id in self._noted)
        if deaths >= MOST_DEATHS:
            raise _deadly(deaths)
        with self._room.entered(alone=deaths > 0):
            if job_id not in self._noted:
                self._ledger.note_start(job_id)
                self._noted.add(job_id)
            try:
                yield
            finally:
                # Where it cannot be noted, this program at least knows that it lives.
                with suppress(DatabaseFailure):
                    self._ledger.note_end(job_id)
                    self._noted.discard(job_id)


def _deadly(deaths: int) -> JobError:
    return JobError(
        f"Chương trình đã chết {deaths} lần trong lúc thu bài này nên Loa không tự thu nữa. "
        "Hãy xem nhật ký của máy chủ (có thể thiếu bộ nhớ), sửa bài rồi thu lại.",
        f"The program died {deaths} times while it recorded this article, so Loa no longer tries "
        "by itself. See the server's log (memory may be short), then regenerate.",
    )
