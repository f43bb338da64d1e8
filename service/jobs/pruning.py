"""What has ended long ago leaves the queue: dbos keeps everything for ever."""

from datetime import UTC, datetime, timedelta

from dbos import DBOSClient

from service.jobs.ledger import Ledger
from service.jobs.names import BRIEFLY, CHORE, ENDED, RUN

_AT_ONCE = 200
_CHORES_KEPT = timedelta(days=1)


def prune_jobs(client: DBOSClient, ledger: Ledger, keep: timedelta) -> None:
    """Drops the jobs that ended longer than ``keep`` ago."""
    old = client.list_workflows(
        name=RUN,
        status=ENDED,
        completed_before=_before(ledger, keep),
        limit=_AT_ONCE,
        **BRIEFLY,
    )
    if old:
        job_ids = [status.workflow_id for status in old]
        client.delete_workflows(job_ids)
        ledger.forget_jobs(job_ids)


def prune_chores(client: DBOSClient, ledger: Ledger) -> None:
    """Drops yesterday's runs of chores, also those that died with their worker."""
    old = client.list_workflows(
        name=CHORE, end_time=_before(ledger, _CHORES_KEPT), limit=_AT_ONCE, **BRIEFLY
    )
    if old:
        client.delete_workflows([status.workflow_id for status in old])


def _before(ledger: Ledger, keep: timedelta) -> str:
    return (datetime.fromtimestamp(ledger.now(), UTC) - keep).isoformat()
