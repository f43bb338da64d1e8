"""What stands in the queue: putting jobs in, reading them, taking them out."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from dbos import WorkflowStatus

from service.errors import JobError, NotFoundError
from service.jobs.entries import asker_of, open_runs, priority_of, put_in, release_followers
from service.jobs.failures import translated
from service.jobs.ids import episode_of, moment_of, new_id
from service.jobs.keeping import connect_for_dbos
from service.jobs.launching import open_client
from service.jobs.ledger import Ledger
from service.jobs.lists import JobLists
from service.jobs.names import (
    APPLICATION,
    AT_THE_START,
    BRIEFLY,
    DUE,
    IN_ONE_SECOND,
    OLDER_QUEUE,
    QUEUE,
    RUN,
    RUNNING,
    WAITING,
)
from service.jobs.outcome import to_job
from service.jobs.pruning import prune_chores, prune_jobs
from service.model import Job, JobState
from service.model.job import ANYBODY, Asker, Priority
from service.model.published_names import is_article_id
from service.store.addresses import DatabaseAddress


class Board:
    """The queue as every program sees it, with or without a worker of its own."""

    def __init__(self, database: DatabaseAddress, ledger: Ledger, version: str) -> None:
        self._engine = connect_for_dbos(database)
        with translated():
            self._client = open_client(database, self._engine)
        self._ledger = ledger
        self.lists = JobLists(self._client, ledger)
        self._version = version

    def close(self) -> None:
        """Closes every connection."""
        self._client.destroy()
        self._engine.dispose()  # dbos leaves an engine to who gave it

    def register_queue(self, *, concurrency: int, poll: float) -> None:
        """Declares the queues: ``concurrency`` jobs at once in a worker."""
        with translated():
            for name, at_once in ((QUEUE, None), (OLDER_QUEUE, 1)):
                self._client.register_queue(
                    name,
                    worker_concurrency=concurrency,
                    partition_concurrency=at_once,
                    polling_interval_sec=poll,
                    application_name=APPLICATION,
                )

    # --- putting in ----------------------------------------------------------

    def enqueue(self, episode_id: str, *, again: bool = False, by: Asker = ANYBODY) -> Job:
        """The job that will make the episode: a standing one, else a new one.

        With ``again`` a job that already runs does not count, since it may have
        read the article before the caller changed it; one that still waits does. One that
        waits with less priority than ``by`` gives leaves its place to a new one. Raises
        ``JobError`` for what is no episode's id.
        """
        if not is_article_id(episode_id):
            raise JobError(
                f"“{episode_id}” không phải mã bài.", f"“{episode_id}” is not an episode's id."
            )
        with translated():
            # The turn of writers makes "look, then put in" one act among all programs.
            with self._ledger.writing() as connection:
                beside = open_runs(self._client, episode_id)
                counted = [each for each in beside if not again or each.status not in RUNNING]
                standing = counted[0] if counted else None
                if standing is not None and not _is_behind(standing, by.priority):
                    return self.require(standing.workflow_id)
                job_id = new_id(episode_id, self._ledger.now())
                put_in(self._client, connection, job_id, beside, by)
            if standing is not None:
                self._client.cancel_workflow(standing.workflow_id)
        return self.require(job_id)

    # --- reading -------------------------------------------------------------

    def job(self, job_id: str) -> Job | None:
        """The job of this id, or None."""
        with translated():
            found = self._list(workflow_ids=[job_id])
        return found[0] if found else None

    def require(self, job_id: str) -> Job:
        """The job of this id. Raises ``NotFoundError``."""
        found = self.job(job_id)
        if found is None:
            raise NotFoundError(f"Không có việc {job_id}.", f"There is no job {job_id}.")
        return found

    def current(self, episode_id: str) -> Job | None:
        """The newest job of the episode, in whatever state, or None."""
        with translated():
            found = self._of_episode(episode_id)
        return found[-1] if found else None

    def current_of(self, episode_ids: Sequence[str]) -> dict[str, Job]:
        """The newest job of each of the episodes that ever had one, by one look for all."""
        if not episode_ids:
            return {}
        wanted = set(episode_ids)
        with translated():
            found = self._list(workflow_id_prefix=[f"{each}-" for each in episode_ids])
        ours = (job for job in found if job.episode_id in wanted)
        return {job.episode_id: job for job in sorted(ours, key=lambda job: job.id)}

    def successor_of(self, job: Job) -> Job:
        """The newest job of the episode in the place of a cancelled one; else the job itself."""
        if job.state is not JobState.CANCELLED:
            return job
        return self.current(job.episode_id) or job

    def recent(self, limit: int) -> tuple[Job, ...]:
        """The newest jobs of all episodes, newest first."""
        with translated():
            found = self._list(name=RUN, sort_desc=True, limit=limit + IN_ONE_SECOND)
        return tuple(sorted(found, key=lambda job: job.created, reverse=True)[:limit])

    def finished_steps(self, job_id: str) -> tuple[str, ...]:
        """The names of the steps dbos has recorded for the job, in their order."""
        steps = self._client.list_workflow_steps(job_id)
        return tuple(step["function_name"] for step in steps)

    def running(self) -> dict[str, str]:
        """The jobs that stand as running, each with the worker that it stands with."""
        statuses = self._client.list_workflows(name=RUN, status=RUNNING, **BRIEFLY)
        return {each.workflow_id: each.executor_id or "" for each in statuses}

    def open_episodes(self) -> frozenset[str]:
        """The episodes that have a job which waits or runs."""
        with translated():
            found = self._client.list_workflows(name=RUN, status=WAITING + RUNNING, **BRIEFLY)
        return frozenset(episode_of(each.workflow_id) for each in found)

    def has_waiting(self) -> bool:
        """Whether a job waits for a worker."""
        with translated():
            return bool(self._client.list_workflows(name=RUN, status=WAITING, limit=1, **BRIEFLY))

    def oldest_open(self) -> float | None:
        """When the oldest job was put in that waits for a worker or runs; None without one.

        In seconds since 1970; database errors come as they are. A job that is to wait
        for a moment of its own does not count.
        """
        found = self._client.list_workflows(
            name=RUN, status=DUE, sort_desc=False, limit=IN_ONE_SECOND, **BRIEFLY
        )
        return min((moment_of(each.workflow_id) for each in found), default=None)

    # --- taking out ----------------------------------------------------------

    def cancel(self, job_id: str) -> Job:
        """The job, which begins no further step. A job that has ended stays as it is."""
        if self.require(job_id).state in (JobState.QUEUED, JobState.RUNNING):
            with translated():
                self._client.cancel_workflow(job_id)
        return self.require(job_id)

    # --- what the heartbeat does; database errors come as they are -----------

    def put_back(self, job_ids: Iterable[str]) -> None:
        """Queues again jobs that were begun and not ended; their steps stay done."""
        for job_id in job_ids:
            self._client.resume_workflow(job_id, queue_name=QUEUE)

    def release_followers(self) -> None:
        """Jobs that waited for another of their episode are in the queue, once that has ended."""
        release_followers(self._client)

    def renew_outdated(self) -> None:
        """Begins anew the waiting jobs that another version of the work had begun.

        dbos runs a job only under the version that began it; without this they
        would wait for ever.
        """
        for status in self._client.list_workflows(name=RUN, status=WAITING, **BRIEFLY):
            if status.app_version not in (None, self._version):
                # The successor first, so that whoever waits for the job finds it.
                episode_id = episode_of(status.workflow_id)
                with self._ledger.writing() as connection:
                    beside = open_runs(self._client, episode_id)
                    waiting = (each for each in beside if each.status in WAITING)
                    if all(each.workflow_id == status.workflow_id for each in waiting):
                        job_id = new_id(episode_id, self._ledger.now())
                        put_in(self._client, connection, job_id, beside, asker_of(status))
                self._client.cancel_workflow(status.workflow_id)

    def prune(self, keep: timedelta) -> None:
        """Drops the jobs that ended longer than ``keep`` ago, and what chores left."""
        prune_jobs(self._client, self._ledger, keep)
        prune_chores(self._client, self._ledger)

    def _of_episode(self, episode_id: str, **filters: Any) -> list[Job]:
        """The episode's jobs, oldest first. The prefix alone would take "A1" for "a1"."""
        found = self._list(workflow_id_prefix=f"{episode_id}-", **filters)
        return sorted(
            (job for job in found if job.episode_id == episode_id), key=lambda job: job.id
        )

    def _list(self, **filters: Any) -> list[Job]:
        statuses = self._client.list_workflows(load_input=False, **filters)
        noted = self._ledger.progress_of(status.workflow_id for status in statuses)
        return [to_job(each, noted.get(each.workflow_id, AT_THE_START)) for each in statuses]


def _is_behind(standing: WorkflowStatus, priority: Priority) -> bool:
    """Whether it waits in a later place than one of this ``priority`` would."""
    return standing.status in WAITING and priority_of(standing) > priority
