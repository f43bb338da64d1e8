"""The steps of one run: each named step is done once, however often the run is begun."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from dbos import DBOS

from service.errors import LoaError
from service.telemetry.spans import span

T = TypeVar("T")


class Abandoned(BaseException):
    """The run ends here without an outcome; another, or a later one, goes on with the job.

    Not an ``Exception``: neither the work nor dbos is to take it for a failure.
    """


class Steps:
    """The steps of one run; called inside a dbos workflow.

    dbos knows a step by its number, and refuses a run whose steps come in another
    order than before. But work that plans anew after a crash leaves out what it
    already has. So the recorded steps are told over first, in their order, and
    from then on a step is known by its name.
    """

    def __init__(
        self,
        recorded: Sequence[str],
        *,
        may_go_on: Callable[[], bool],
        on_finished: Callable[[], None],
    ) -> None:
        self._may_go_on = may_go_on
        self._on_finished = on_finished
        self._finished: dict[str, Any] = {}
        for name in recorded:
            self._keep(name, DBOS.run_step({"name": name}, _repeat_nothing))

    def run(self, name: str, step: Callable[[], T], /) -> T:
        """What ``step`` gave, as JSON gives it back; see ``StepRunner``."""
        if name not in self._finished:
            if not self._may_go_on():
                raise Abandoned
            attempt = _Attempt(step)
            with span("step", step=name):
                self._keep(name, DBOS.run_step({"name": name}, attempt))
            if attempt.error is not None:
                # What fails while the program is stopped may have failed because it is.
                raise attempt.error if self._may_go_on() else Abandoned
            self._on_finished()
        return cast(T, self._finished[name])

    def _keep(self, name: str, record: dict[str, Any]) -> None:
        if record["finished"]:
            self._finished[name] = record["value"]


class _Attempt:
    """One call of a step that gives a record in either case.

    A failure must leave a record too: the numbers of recorded steps may have no gap.
    """

    def __init__(self, step: Callable[[], object]) -> None:
        self._step = step
        self.error: LoaError | None = None

    def __call__(self) -> dict[str, Any]:
        try:
            value = self._step()
        except LoaError as e:
            self.error = e
            return {"finished": False, "value": None}
        # Through JSON now, so that the first run sees what a later one would see.
        return {"finished": True, "value": json.loads(json.dumps(value))}


def _repeat_nothing() -> dict[str, Any]:
    raise AssertionError("dbos has a record of this step")
