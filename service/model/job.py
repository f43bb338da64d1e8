"""What works: jobs and how far they are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.model.units import require


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Stage(StrEnum):
    """What happens to a job now, in the words that people read (Vietnamese)."""

    WAITING = "Đang chờ"
    PREPARING = "Đang chuẩn bị"
    RECORDING = "Đang thu"
    JOINING = "Đang ghép"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: sentences done of all sentences, and what happens now: a ``Stage``.

    An older Loa may have kept another word.
    """

    done: int
    total: int
    stage: str

    def __post_init__(self) -> None:
        require(0 <= self.done <= self.total, "done lies between 0 and total")


@dataclass(frozen=True, slots=True)
class Job:
    """One run that makes one edition of one episode.

    ``message`` says in Vietnamese how it ended. Of a failed one, ``message_en``
    says it in English, ``error`` names the class of ``LoaError`` that ended it and
    ``segment_id`` the sentence that could not be spoken, where they are known.
    """

    id: str
    episode_id: str
    state: JobState
    progress: Progress
    created: datetime
    updated: datetime
    message: str | None = None
    error: str | None = None
    message_en: str | None = None
    segment_id: str | None = None


@dataclass(frozen=True, slots=True)
class JobFilter:
    """What of the queue is asked for: jobs of this state, of this article; or of all."""

    state: JobState | None = None
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class JobPage:
    """A part of the queue's list, and whether another follows."""

    jobs: tuple[Job, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class ChoreRun:
    """One run of what Loa does from time to time by itself, by the chore's name."""

    name: str
    state: JobState
    created: datetime
