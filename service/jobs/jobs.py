"""The door: queue a job, watch it, and run jobs in this program where it is given work."""

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from service.errors import JobError, StoreError
from service.jobs.board import Board
from service.jobs.chores import Chore
from service.jobs.contract import OnFailure, Wanted, Work
from service.jobs.failures import translated
from service.jobs.ledger import Ledger
from service.jobs.lists import JobLists
from service.jobs.rhythm import STEADY, Rhythm
from service.jobs.sweeper import Sweeper
from service.jobs.watchman import Watchman
from service.jobs.worker import Worker
from service.model import Job, JobState, Progress, Trouble
from service.model.job import ANYBODY, Asker
from service.store.addresses import DatabaseAddress

_OPEN = (JobState.QUEUED, JobState.RUNNING)


class Jobs:
    """The job queue in one SQLite file or on a server, shared by every program that opens it.

    Between ``start`` and ``stop`` all methods may be called from any thread.
    They raise ``StoreError`` when it cannot be read or written. No program that is
    stopped may hold it, or the ``databases`` named beside it, for ever. ``on_stop`` is
    called when a worker begins to stop: its steps are to end soon. What is ``wanted``
    and has no job is given one, at a worker's start and from time to time; ``on_failure``
    is told of each job that fails. Workers do the ``chores`` at their times. Work begins while
    the disk of ``folder`` (where the file lies, unless it is told) has room.
    """

    def __init__(
        self,
        database: DatabaseAddress,
        *,
        folder: Path | None = None,
        executor_id: str,
        application_version: str = "1",
        work: Work | None = None,
        chores: Sequence[Chore] = (),
        wanted: Wanted = tuple,
        on_failure: OnFailure = lambda episode_id, failure: None,
        on_stop: Callable[[], object] = tuple,
        concurrency: int = 2,
        free_space_floor: int = 200 * 2**20,
        keep: timedelta = timedelta(days=30),
        databases: tuple[Path, ...] = (),
        rhythm: Rhythm = STEADY,
    ) -> None:
        self._database = database
        self._folder = folder or (database.parent if isinstance(database, Path) else Path())
        # Unique for each start: two programs of one name must never share their jobs.
        self._executor_id = f"{executor_id}-{secrets.token_hex(4)}"
        self._version = application_version
        self._work = work
        self._chores = chores
        self._wanted = wanted
        self._on_failure = on_failure
        self._on_stop = on_stop
        self._concurrency = concurrency
        self._free_space_floor = free_space_floor
        self._keep = keep
        # A server ends those that stand still in a transaction by itself.
        own = (database,) if isinstance(database, Path) else ()
        self._databases = tuple(dict.fromkeys((*own, *databases)))
        self._rhythm = rhythm
        self._opened: tuple[Board, Ledger] | None = None
        self._worker: Worker | None = None
        self._watchman: Watchman | None = None

    # --- opening and closing -------------------------------------------------

    def start(self, *, worker: bool = True) -> None:
        """Opens the queue; where work was given and ``worker`` is set, begins to take jobs.

        May be called again to add the worker later. Raises ``JobError`` if this
        program runs another worker.
        """
        board, ledger = self._opened or self._open()
        if self._work is not None and worker and self._worker is None:
            board.register_queue(concurrency=self._concurrency, poll=self._rhythm.poll)
            new = self._new_worker(board, ledger, self._work)
            new.start(self._rhythm.beat, self._rhythm.sweep)
            self._worker = new

    def stop(self) -> None:
        """Lets steps under way end, leaves unfinished jobs in the queue, closes it."""
        with ExitStack() as closing:
            if self._opened is not None:
                board, ledger = self._opened
                closing.callback(ledger.close)
                closing.callback(board.close)
            if self._watchman is not None:
                closing.callback(self._watchman.stop)
            if self._worker is not None:
                closing.callback(self._worker.stop, grace=self._rhythm.grace)
            self._opened = self._worker = self._watchman = None

    def _open(self) -> tuple[Board, Ledger]:
        with translated():
            ledger = Ledger(self._database, self._rhythm.timeouts)
        try:
            self._opened = Board(self._database, ledger, self._version), ledger
        except StoreError:
            ledger.close()
            raise
        self._watchman = Watchman(
            self._databases, ledger, beat=self._rhythm.beat, patience=self._rhythm.held
        )
        self._watchman.start()
        return self._opened

    # --- putting in, taking out ----------------------------------------------

    def enqueue(self, episode_id: str, *, again: bool = False, by: Asker = ANYBODY) -> Job:
        """The job that will make the episode.

        While one waits or runs, that one is returned: five clicks are one run.
        With ``again`` a running one does not count, and exactly one follows it:
        for a correction made while it runs. It waits behind those of more priority
        than ``by`` gives it. Raises ``JobError`` for what is no episode's id.
        """
        return self._board.enqueue(episode_id, again=again, by=by)

    def cancel(self, job_id: str) -> Job:
        """The job, cancelled: a step under way ends, no other begins.

        A job that has ended stays as it is. Raises ``NotFoundError``.
        """
        return self._board.cancel(job_id)

    # --- watching ------------------------------------------------------------

    def job(self, job_id: str) -> Job | None:
        """The job of this id, or None."""
        return self._board.job(job_id)

    def require(self, job_id: str) -> Job:
        """The job of this id. Raises ``NotFoundError``."""
        return self._board.require(job_id)

    def current(self, episode_id: str) -> Job | None:
        """The newest job of the episode, in whatever state, or None."""
        return self._board.current(episode_id)

    def current_of(self, episode_ids: Sequence[str]) -> dict[str, Job]:
        """The newest job of each of the episodes that ever had one, by one look for all."""
        return self._board.current_of(episode_ids)

    def recent(self, limit: int = 20) -> tuple[Job, ...]:
        """The newest jobs of all episodes, newest first."""
        return self._board.recent(limit)

    @property
    def lists(self) -> JobLists:
        """The queue, part by part."""
        return self._board.lists

    def wait(
        self,
        job_id: str,
        *,
        timeout: float,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Job:
        """The job as it ended, or as it stands after ``timeout`` seconds.

        Of a cancelled job that another came in the place of, that one: a newer version
        of the work begins jobs anew. ``on_progress`` is told each progress seen that
        differs from the one before. Raises ``NotFoundError``, and ``StoreError`` when
        this program's own worker cannot get on with the job because the queue takes
        nothing more; the job stays in the queue.
        """
        deadline = time.monotonic() + timeout
        pause = threading.Event()
        told: Progress | None = None
        while True:
            trouble = self._worker.trouble_with(job_id) if self._worker is not None else None
            job = self._board.successor_of(self._board.require(job_id))
            job_id = job.id
            if on_progress is not None and job.progress != told:
                told = job.progress
                on_progress(told)
            left = deadline - time.monotonic()
            if job.state not in _OPEN or left <= 0:
                return job
            if trouble is not None:
                raise trouble
            pause.wait(min(self._rhythm.watch, left))

    def living_workers(self) -> int:
        """How many workers, of all programs, are alive: with none, queued jobs wait."""
        _, ledger = self._require_opened()
        with translated():
            return ledger.workers.count_living()

    def stands_still(self, limit: timedelta) -> bool:
        """Whether a job has been open for longer than ``limit`` and no job got on since.

        No worker lives, or all that live are frozen or cannot write.
        """
        board, ledger = self._require_opened()
        with translated():
            since = board.oldest_open()
            if since is None:
                return False
            last_sign = max(since, ledger.last_progress())
            return ledger.now() - last_sign > limit.total_seconds()

    def held_up(self) -> Trouble | None:
        """That another program keeps this one from writing for too long; None while all is well."""
        if self._watchman is not None and self._watchman.trouble is not None:
            return self._watchman.trouble
        return self._worker.trouble if self._worker is not None else None

    @property
    def _board(self) -> Board:
        return self._require_opened()[0]

    def _require_opened(self) -> tuple[Board, Ledger]:
        if self._opened is None:
            raise JobError("Hàng đợi công việc chưa được mở.", "The job queue is not open.")
        return self._opened

    def _new_worker(self, board: Board, ledger: Ledger, work: Work) -> Worker:
        return Worker(
            self._database,
            self._folder,
            board,
            ledger,
            work,
            self._chores,
            self._on_failure,
            self._on_stop,
            Sweeper(board, self._wanted),
            executor_id=self._executor_id,
            version=self._version,
            free_space_floor=self._free_space_floor,
            keep=self._keep,
        )
