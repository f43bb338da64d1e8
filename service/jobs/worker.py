"""The worker of this program: takes jobs from the queue and runs their work."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dbos import DBOS, error

from service.disk import require_space
from service.errors import JobError, LoaError, StoreError, shortage_of
from service.jobs.board import Board
from service.jobs.chores import Chore, Chores
from service.jobs.contract import OnFailure, Work
from service.jobs.dbos_log import DbosLog
from service.jobs.failures import queue_error, translated
from service.jobs.heartbeat import Heartbeat
from service.jobs.keeping import connect_for_dbos
from service.jobs.launching import set_up_dbos
from service.jobs.ledger import Ledger
from service.jobs.names import CHORE, OLDER_QUEUE, QUEUE, RUN
from service.jobs.outcome import breakdown, broken, failure, success
from service.jobs.steps import Abandoned, Steps
from service.jobs.survival import Survival
from service.jobs.sweeper import Sweeper
from service.jobs.telling import tell_run
from service.model import Progress, Trouble
from service.store.addresses import DatabaseAddress
from service.store.connections import DatabaseFailure

_logger = logging.getLogger(__name__)

# dbos is one for each program, and would silently hand a second worker the first one's.
_ONLY_ONE = threading.Lock()


class Worker:
    """Runs jobs until it is stopped; unfinished ones go back into the queue."""

    def __init__(
        self,
        database: DatabaseAddress,
        folder: Path,
        board: Board,
        ledger: Ledger,
        work: Work,
        chores: Iterable[Chore],
        on_failure: OnFailure,
        on_stop: Callable[[], object],
        sweeper: Sweeper,
        *,
        executor_id: str,
        version: str,
        free_space_floor: int,
        keep: timedelta,
    ) -> None:
        self._database = database
        self._folder = folder
        self._engine = connect_for_dbos(database)
        self._board = board
        self._ledger = ledger
        self._work = work
        self._chores = Chores(chores, board)
        self._on_failure = on_failure
        self._on_stop = on_stop
        self._sweeper = sweeper
        self._executor_id = executor_id
        self._version = version
        self._free_space_floor = free_space_floor
        self._stopping = threading.Event()
        self._idle = threading.Condition()
        self._running: set[str] = set()
        self._survival = Survival(ledger)
        self._unrecorded: dict[str, StoreError] = {}
        self._dbos_log = DbosLog(self._note_unrecorded)
        self._heartbeat = Heartbeat(
            board, ledger, executor_id, under_way=self._under_way, keep=keep
        )

    def start(self, beat: float, sweep: float) -> None:
        """Begins to take jobs, and to do the chores at their times.

        It beats and sweeps every so many seconds. Raises ``JobError`` if this program
        has a worker already.
        """
        if not _ONLY_ONE.acquire(blocking=False):
            raise JobError(
                "Chương trình này đã có một bộ chạy công việc.",
                "This program has a worker already.",
            )
        self._dbos_log.start()
        try:
            # Before the first job is taken, so that whoever holds a job has been seen.
            self._heartbeat.start(beat)
            with translated():
                self._launch()
            self._sweeper.start(sweep)
        except BaseException:
            self._heartbeat.stop()
            self._destroy()
            raise

    def stop(self, *, grace: float) -> None:
        """Lets steps under way end, for ``grace`` seconds, and puts unfinished jobs back.

        ``on_stop`` is called first, so that they need not wait for anything.
        """
        self._stopping.set()
        self._survival.close()
        self._on_stop()
        self._sweeper.stop()
        with self._idle:
            self._idle.wait_for(lambda: not self._running, timeout=grace)
        self._heartbeat.stop()
        self._destroy()
        self._heartbeat.leave()

    @property
    def trouble(self) -> Trouble | None:
        """That this worker's heartbeat cannot write to the queue; None while it can."""
        failure = self._heartbeat.trouble
        if failure is None:
            return None
        return Trouble(
            "Không ghi được vào hàng đợi công việc.",
            "The job queue cannot be written to.",
            *("Xem nhật ký của Loa.", "See Loa's log."),
        )

    def trouble_with(self, job_id: str) -> StoreError | None:
        """Why this worker cannot get on with the job now, or None.

        The queue takes nothing: the disk is full. The job stays, for when there is room.
        """
        with self._idle:
            if job_id in self._running:
                return None
            return self._unrecorded.get(job_id) or self._heartbeat.trouble

    def _launch(self) -> None:
        set_up_dbos(
            self._database, self._engine, executor_id=self._executor_id, version=self._version
        )

        @DBOS.workflow(name=RUN, max_recovery_attempts=None)
        def make_edition(episode_id: str) -> dict[str, Any]:
            return tell_run(str(DBOS.workflow_id), episode_id, self._perform)

        @DBOS.workflow(name=CHORE)
        def do_chore(due: datetime, name: str) -> None:
            with self._counted(str(DBOS.workflow_id)):
                self._chores.do(name)

        DBOS.listen_queues([QUEUE, OLDER_QUEUE])
        DBOS.launch()
        # Jobs are queued without a version; the latest version's workers take those.
        DBOS.set_latest_application_version(self._version)
        self._chores.schedule(do_chore)

    # --- one run -------------------------------------------------------------

    def _perform(self, job_id: str, episode_id: str) -> dict[str, Any]:
        """The outcome of one run of the work: the worker's edge, where every error ends."""
        with self._counted(job_id):
            try:
                return success(self._run_work(job_id, episode_id))
            except LoaError as e:
                return self._fail(job_id, episode_id, e)
            except (error.DBOSWorkflowCancelledError, error.DBOSWorkflowConflictIDError) as e:
                raise Abandoned from e
            except (DatabaseFailure, error.DBOSException) as e:
                # Not recorded, so not done: it stays, and is taken up when there is room again.
                self._note_unrecorded(job_id, e)
                raise Abandoned from e
            except Exception as e:
                if (shortage := shortage_of(e)) is not None:
                    return self._fail(job_id, episode_id, shortage)
                _logger.exception("job %s broke", job_id)
                self._tell_failure(job_id, episode_id, broken())
                return breakdown()

    def _fail(self, job_id: str, episode_id: str, reason: LoaError) -> dict[str, Any]:
        _logger.warning("job %s failed: %s", job_id, reason.en)
        self._tell_failure(job_id, episode_id, reason)
        return failure(reason)

    def _tell_failure(self, job_id: str, episode_id: str, reason: LoaError) -> None:
        try:
            self._ledger.note_failure(job_id)
            self._on_failure(episode_id, reason)
        except LoaError as e:
            _logger.warning("that %s failed is not noted: %s", episode_id, e.en)
        except Exception:
            _logger.exception("that %s failed is not noted", episode_id)

    def _run_work(self, job_id: str, episode_id: str) -> str | None:
        require_space(self._folder, self._free_space_floor)
        with self._survival.watched(job_id):
            return self._run_steps(job_id, episode_id)

    def _run_steps(self, job_id: str, episode_id: str) -> str | None:
        steps = Steps(
            self._board.finished_steps(job_id),
            may_go_on=lambda: not self._stopping.is_set(),
            on_finished=lambda: self._get_on(job_id),
        )

        def report(progress: Progress) -> None:
            self._ledger.note_progress(job_id, progress)

        return self._work(episode_id, steps.run, report)

    def _get_on(self, job_id: str) -> None:
        with self._idle:
            self._unrecorded.pop(job_id, None)

    @contextmanager
    def _counted(self, job_id: str) -> Iterator[None]:
        with self._idle:
            self._running.add(job_id)
        try:
            yield
        finally:
            with self._idle:
                self._running.discard(job_id)
                self._idle.notify_all()

    def _note_unrecorded(self, job_id: str, reason: Exception) -> None:
        trouble = queue_error(reason)
        _logger.warning("job %s cannot record its progress: %s", job_id, trouble.en)
        with self._idle:
            self._unrecorded[job_id] = trouble

    def _under_way(self) -> frozenset[str]:
        with self._idle:
            return frozenset(self._running)

    def _destroy(self) -> None:
        try:
            DBOS.destroy(destroy_registry=True)
        except error.DBOSException as e:
            _logger.warning("dbos did not stop cleanly: %s", e)
        finally:
            self._engine.dispose()
            self._dbos_log.stop()
            _ONLY_ONE.release()
