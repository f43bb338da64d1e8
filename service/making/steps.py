"""What the story needs of whoever has it told: steps that are remembered, and an ear."""

from collections.abc import Callable
from typing import Protocol, TypeAlias, TypeVar

from service.model import Progress

T = TypeVar("T")

RECORD_VERSION = "6"
"""Counts the forms of what the story's steps record: a job begun under another one begins anew."""


class StepRunner(Protocol):
    """Runs a named step once: after a crash, a finished step is not run again."""

    def __call__(self, name: str, step: Callable[[], T], /) -> T:
        """The plain JSON value that ``step`` gave, now or before the crash.

        ``name`` stands for everything the step's value depends on, and is used
        for nothing else within the job: a second call with the name of a finished
        step gives the first value. A step that raised is not finished.
        """


Report: TypeAlias = Callable[[Progress], None]
"""Tells everyone who watches how far the story is."""
