"""What a job's work is handed, and what it hands back."""

from collections.abc import Callable
from typing import Protocol, TypeAlias, TypeVar

from service.model import Progress

T = TypeVar("T")


class StepRunner(Protocol):
    """Runs a named step once: after a crash, a finished step is not run again."""

    def __call__(self, name: str, step: Callable[[], T], /) -> T:
        """The plain JSON value that ``step`` gave, now or before the crash.

        ``name`` stands for everything the step's value depends on, and is used
        for nothing else within the job: a second call with the name of a finished
        step gives the first value. A step that raised is not finished.
        """


Report: TypeAlias = Callable[[Progress], None]
"""Tells everyone who watches the job how far it is."""

Work: TypeAlias = Callable[[str, StepRunner, Report], str | None]
"""Makes one episode's edition; gives a closing message (Vietnamese) or raises ``LoaError``.

It may be called again for the same job after a crash, and then finds the steps
it finished finished; what it does outside of steps is done again.
"""
