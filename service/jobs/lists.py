"""The queue as a list that people read: part by part, narrowed by state and article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from dbos import DBOSClient, WorkflowStatus

from service.jobs.entries import turn_of
from service.jobs.failures import translated
from service.jobs.ids import moment_of
from service.jobs.ledger import Ledger
from service.jobs.names import AT_THE_START, BRIEFLY, CHORE, IN_ONE_SECOND, RUN, RUNNING, WAITING
from service.jobs.outcome import read_ending, to_job
from service.model import Job, JobState
from service.model.job import ChoreRun, JobFilter, JobPage

_STATUSES: Mapping[JobState, Sequence[str]] = MappingProxyType(
    {
        JobState.QUEUED: WAITING,
        JobState.RUNNING: RUNNING,
        JobState.DONE: ("SUCCESS",),
        JobState.CANCELLED: ("CANCELLED",),
    }
)
MOST_COUNTED = 1_000
"""Waiting jobs are counted so far: nobody reads a longer queue to its end."""


@dataclass(frozen=True, slots=True)
class JobLists:
    """What stands in the queue, a part at a time; its cost does not grow with the queue."""

    client: DBOSClient
    ledger: Ledger
    most: int = MOST_COUNTED

    def jobs(self, wanted: JobFilter, limit: int, offset: int = 0) -> JobPage:
        """Some of the jobs, the newest first; of those that wait, the one that is next first.

        dbos does not tell failures from successes: of either a part may be short.
        """
        with translated():
            if wanted.state is JobState.FAILED:
                found = self._failed(wanted, limit + 1, offset)
            elif wanted.state is JobState.QUEUED:
                ids = self._waiting(_narrowing(wanted))[offset : offset + limit + 1]
                found = self._of(ids)
            else:
                found = self._list(
                    name=RUN, limit=limit + 1, offset=offset, sort_desc=True, **_narrowing(wanted)
                )
        fitting = (each for each in found[:limit] if wanted.state in (None, each.state))
        return JobPage(tuple(fitting), len(found) > limit)

    def has_open(self) -> bool:
        """Whether a job waits for a worker, or runs."""
        with translated():
            states = [*WAITING, *RUNNING]
            return bool(self.client.list_workflows(name=RUN, status=states, limit=1, **BRIEFLY))

    def count_waiting(self) -> int:
        """How many jobs wait for a worker, up to ``MOST_COUNTED``."""
        with translated():
            found = self.client.list_workflows(
                name=RUN, status=WAITING, limit=MOST_COUNTED, **BRIEFLY
            )
        return len(found)

    def oldest_waiting(self) -> datetime | None:
        """When the job was put in that has waited longest for a worker; None while none waits."""
        with translated():
            found = self.client.list_workflows(
                name=RUN, status=WAITING, sort_desc=False, limit=IN_ONE_SECOND, **BRIEFLY
            )
        begun = min((moment_of(each.workflow_id) for each in found), default=None)
        return datetime.fromtimestamp(begun, UTC) if begun is not None else None

    def place_of(self, job: Job) -> int | None:
        """How many jobs are before this one, which waits; None beyond ``MOST_COUNTED``."""
        with translated():
            ids = self._waiting({"status": WAITING})
        place = ids.index(job.id) if job.id in ids else self.most
        return place if place < self.most else None

    def _waiting(self, narrowed: dict[str, Any]) -> list[str]:
        """The ids of those that wait, whose turn comes first.

        Of a very long queue the ``most`` oldest and the ``most`` newest: dbos sorts by age
        alone, and what an editor has just asked for is not to be lost behind an import.
        """
        found = self._list_briefly(narrowed, newest=False)
        if len(found) == self.most:
            found |= self._list_briefly(narrowed, newest=True)
        return [each.workflow_id for each in sorted(found.values(), key=turn_of)]

    def _list_briefly(self, narrowed: dict[str, Any], *, newest: bool) -> dict[str, WorkflowStatus]:
        found = self.client.list_workflows(
            name=RUN, limit=self.most, sort_desc=newest, **narrowed, **BRIEFLY
        )
        return {each.workflow_id: each for each in found}

    def chores(self, limit: int, offset: int = 0) -> tuple[ChoreRun, ...]:
        """Runs of chores, the newest first; they are kept for a day."""
        with translated():
            found = self.client.list_workflows(
                name=CHORE, sort_desc=True, limit=limit, offset=offset, load_output=False
            )
        return tuple(map(_chore, found))

    def _failed(self, wanted: JobFilter, limit: int, offset: int) -> list[Job]:
        """As they were noted: one that was begun again may have come to a good end since."""
        ids = self.ledger.failures(_prefix(wanted), limit, offset)
        return self._of(ids)

    def _of(self, ids: Sequence[str]) -> list[Job]:
        """The jobs of these ids, in their order."""
        found = {each.id: each for each in self._list(workflow_ids=list(ids))} if ids else {}
        return [found[each] for each in ids if each in found]

    def _list(self, **filters: Any) -> list[Job]:
        statuses = self.client.list_workflows(load_input=False, **filters)
        noted = self.ledger.progress_of(each.workflow_id for each in statuses)
        return [to_job(each, noted.get(each.workflow_id, AT_THE_START)) for each in statuses]


def _narrowing(wanted: JobFilter) -> dict[str, Any]:
    narrowed: dict[str, Any] = {}
    if wanted.state is not None:
        narrowed["status"] = list(_STATUSES[wanted.state])
    if wanted.article_id:
        narrowed["workflow_id_prefix"] = _prefix(wanted)
    return narrowed


def _prefix(wanted: JobFilter) -> str:
    return f"{wanted.article_id}-" if wanted.article_id else ""


def _chore(status: WorkflowStatus) -> ChoreRun:
    given = status.input["args"] if status.input else ()
    return ChoreRun(
        name=str(given[1]) if len(given) > 1 else "",
        state=read_ending(status).state,
        created=datetime.fromtimestamp((status.created_at or 0) / 1000, UTC),
    )
