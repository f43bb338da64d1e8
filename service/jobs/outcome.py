"""What a run leaves behind in dbos, and how it is read again.

A failure is an ordinary outcome there: dbos would print a raised error with
its traceback, and its message would have to survive a foreign serialiser.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dbos import WorkflowStatus

from service.errors import JobError, LoaError, SynthesisError, public_words
from service.jobs.entries import asker_of
from service.jobs.ids import episode_of, moment_of
from service.jobs.ledger import Noted
from service.model import Job, JobState

BROKEN = "Công việc dừng vì một lỗi ngoài dự kiến. Xem nhật ký của máy chủ, rồi thử lại."
_BROKEN_EN = "The job stopped at an unexpected error. See the server's log, then try again."

_STATES = {
    "ENQUEUED": JobState.QUEUED,
    "DELAYED": JobState.QUEUED,
    "PENDING": JobState.RUNNING,
    "SUCCESS": JobState.DONE,
    "CANCELLED": JobState.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Ending:
    """The part of a job that its outcome tells; see ``Job``."""

    state: JobState
    message: str | None = None
    error: str | None = None
    message_en: str | None = None
    segment_id: str | None = None


def success(message: str | None) -> dict[str, Any]:
    """The outcome of a run that did its work."""
    return {"message": message, "failed": False}


def failure(error: LoaError) -> dict[str, Any]:
    """The outcome of a run that ``error`` ended, in words that the web may repeat."""
    vi, en = public_words(error)
    return {
        "message": vi,
        "failed": True,
        "error": type(error).__name__,
        "message_en": en,
        "segment_id": error.segment_id if isinstance(error, SynthesisError) else None,
    }


def broken() -> JobError:
    """The error that a defect ended the run."""
    return JobError(BROKEN, _BROKEN_EN)


def breakdown() -> dict[str, Any]:
    """The outcome of a run that a defect ended: of no class that anybody would look up."""
    return {**failure(broken()), "error": None}


def read_ending(status: WorkflowStatus) -> Ending:
    """How the run stands or ended; an older Loa recorded neither class nor English."""
    state = _STATES.get(status.status, JobState.FAILED)
    told = status.output
    if state is JobState.DONE and isinstance(told, dict):
        return Ending(
            JobState.FAILED if told["failed"] else state,
            told["message"],
            told.get("error"),
            told.get("message_en"),
            told.get("segment_id"),
        )
    return Ending(state, BROKEN, None, _BROKEN_EN) if state is JobState.FAILED else Ending(state)


def to_job(status: WorkflowStatus, noted: Noted) -> Job:
    """The job that dbos tells of by ``status``, as far as ``noted``."""
    ending = read_ending(status)
    created = moment_of(status.workflow_id)
    updated = max((status.updated_at or 0) / 1000, noted.noted)
    return Job(
        id=status.workflow_id,
        episode_id=episode_of(status.workflow_id),
        state=ending.state,
        progress=noted.progress,
        created=datetime.fromtimestamp(created, UTC),
        updated=datetime.fromtimestamp(updated, UTC),
        message=ending.message,
        error=ending.error,
        message_en=ending.message_en,
        segment_id=ending.segment_id,
        by=asker_of(status),
    )
