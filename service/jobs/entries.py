"""How a job stands in the queue: once for each episode, and in the order of its priority.

An episode has at most one job that waits, and one that runs. Two programs that look at the same
moment are kept apart by the turn of writers, and by a unique index of dbos over the jobs that
have not ended: each has a slot of its episode, which no other may have.
"""

from collections.abc import Iterable, Iterator
from itertools import count

from dbos import DBOSClient, EnqueueOptions, WorkflowStatus
from sqlalchemy import Connection

from service.jobs.ids import episode_of
from service.jobs.names import BRIEFLY, DELAYED, DUE, QUEUE, RUN, RUNNING, WAITING
from service.model.job import Asker, Priority

_FOLLOWS_SECONDS = 600.0
"""So long a job that follows another one waits at most, if no worker lets it go before."""


def open_runs(client: DBOSClient, episode_id: str) -> list[WorkflowStatus]:
    """What stands in the queue for the episode and has not ended, the oldest first."""
    found = client.list_workflows(
        name=RUN, workflow_id_prefix=f"{episode_id}-", status=WAITING + RUNNING, **BRIEFLY
    )
    # The prefix alone would take "A1" for "a1".
    ours = (each for each in found if episode_of(each.workflow_id) == episode_id)
    return sorted(ours, key=lambda each: each.workflow_id)


def put_in(
    client: DBOSClient,
    connection: Connection,
    job_id: str,
    beside: Iterable[WorkflowStatus],
    by: Asker,
) -> None:
    """The job waits from the transaction's end on; of what stands ``beside`` it, behind a run."""
    beside, episode_id = tuple(beside), episode_of(job_id)
    held = {each.deduplication_id for each in beside}
    options: EnqueueOptions = {
        "workflow_name": RUN,
        "queue_name": QUEUE,
        "workflow_id": job_id,
        # An older Loa, which may inherit the job, takes those that have one alone.
        "queue_partition_key": episode_id,
        "deduplication_id": next(slot for slot in _slots(episode_id) if slot not in held),
        "priority": by.priority,
        "authenticated_user": by.name,
    }
    if any(each.status in RUNNING for each in beside):
        options["delay_seconds"] = _FOLLOWS_SECONDS
    client.enqueue_in_transaction(connection, options, episode_id)


def release_followers(client: DBOSClient) -> None:
    """Jobs that waited for another of their episode are in the queue, once that has ended."""
    delayed = client.list_workflows(name=RUN, status=DELAYED, **BRIEFLY)
    if delayed:
        before = client.list_workflows(name=RUN, status=DUE, **BRIEFLY)
        busy = {episode_of(each.workflow_id) for each in before}
        for each in delayed:
            if episode_of(each.workflow_id) not in busy:
                client.set_workflow_delay(each.workflow_id, delay_seconds=0)


def priority_of(status: WorkflowStatus) -> Priority:
    """An older Loa's jobs have none: they stand where an editor's do."""
    known = {each.value: each for each in Priority}
    return known.get(status.priority or 0, Priority.EDITOR)


def asker_of(status: WorkflowStatus) -> Asker:
    """Who asked for the job."""
    return Asker(status.authenticated_user or "", priority_of(status))


def turn_of(status: WorkflowStatus) -> tuple[Priority, str]:
    """What jobs that wait are sorted by: whose turn comes first stands first."""
    return priority_of(status), status.workflow_id.rpartition("-")[2]


def _slots(episode_id: str) -> Iterator[str]:
    return (f"{episode_id}/{number}" for number in count())
