"""What a job's work is handed, and what it hands back."""

from collections.abc import Callable
from typing import TypeAlias

from service.produce.steps import Report, StepRunner

__all__ = ["Report", "StepRunner", "Work"]

Work: TypeAlias = Callable[[str, StepRunner, Report], str | None]
"""Makes one episode's edition; gives a closing message (Vietnamese) or raises ``LoaError``.

It may be called again for the same job after a crash, and then finds the steps
it finished finished; what it does outside of steps is done again.
"""
