"""The log's line of a run: which job, how it ended, how long it took."""

import time
from collections.abc import Callable
from typing import Any

from service.telemetry.context import joined
from service.telemetry.events import tell
from service.telemetry.spans import span


def tell_run(
    job_id: str, episode_id: str, perform: Callable[[str, str], dict[str, Any]]
) -> dict[str, Any]:
    """What ``perform`` gives; all that is told meanwhile carries the job's id, and its end is told.

    A run that is put back has no outcome yet: another goes on with the job.
    """
    begun, ending = time.monotonic(), "put back"
    with (
        joined(job=job_id, article=episode_id),
        span("job", job=job_id, article=episode_id) as known,
    ):
        try:
            outcome = perform(job_id, episode_id)
            known["outcome"] = ending = "failed" if outcome["failed"] else "done"
            return outcome
        finally:
            tell("job", outcome=ending, seconds=round(time.monotonic() - begun, 3))
