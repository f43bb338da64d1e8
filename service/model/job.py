"""What works: jobs and how far they are."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from service.model.people import Actor, ActorKind
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


class Priority(IntEnum):
    """Whose turn comes first: the least number, and of one priority who came first."""

    EDITOR = 10
    """Somebody at the desk or the shell waits for it."""

    IMPORT = 20
    """Another system has sent it."""

    REDO = 30
    """There is something to be heard already; it is made better."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wants a job done ("" for Loa itself), and the priority that this gives it."""

    name: str
    priority: Priority


ANYBODY = Asker("", Priority.EDITOR)
"""Somebody whose name nobody knows."""

_WAITING = frozenset({ActorKind.PERSON, ActorKind.SHELL})


def asker_of(actor: Actor) -> Asker:
    """Who asks, by who acts: people wait for what they ask, systems do not."""
    is_waiting = actor.kind in _WAITING
    return Asker(actor.name, Priority.EDITOR if is_waiting else Priority.IMPORT)


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
    ``segment_id`` the sentence that could not be spoken, where they are known. It was
    asked for ``by`` somebody.
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
    by: Asker = ANYBODY


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
