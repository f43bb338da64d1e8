"""What a job's work is handed, and what it hands back."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from service.errors import LoaError
from service.making.steps import Report, StepRunner

__all__ = ["OnFailure", "Report", "StepRunner", "Wanted", "Work"]

Work: TypeAlias = Callable[[str, StepRunner, Report], str | None]
"""Makes one episode's edition; gives a closing message (Vietnamese) or raises ``LoaError``.

It may be called again for the same job after a crash, and then finds the steps
it finished finished; what it does outside of steps is done again.
"""

Wanted: TypeAlias = Callable[[], Iterable[str]]
"""Gives the episodes that a job is due for, whatever the queue holds or has lost."""

OnFailure: TypeAlias = Callable[[str, LoaError], object]
"""Is told which episode's job failed, and why, before the job counts as failed."""
