"""What took how long within what: spans, joined to traces as OpenTelemetry has them.

Nothing is measured unless somebody collects it (:mod:`service.telemetry.tracing`).
"""

import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from service.telemetry.context import joined
from service.telemetry.events import Fact

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-(?P<trace>[0-9a-f]{32})-(?P<span>[0-9a-f]{16})-[0-9a-f]{2}")
"""https://www.w3.org/TR/trace-context/#traceparent-header; what is all zeros is no id."""


@dataclass(slots=True)
class Span:
    """Something that was done: times are nanoseconds since 1970, ``facts`` what is known of it."""

    name: str
    trace: str
    id: str
    parent: str
    begun: int
    ended: int = 0
    facts: dict[str, Fact] = field(default_factory=dict)
    error: str = ""


Collect = Callable[[Span], None]


class _Collector:
    """Whoever takes finished spans in this program, if anybody."""

    def __init__(self) -> None:
        self.take: Collect | None = None


COLLECTOR = _Collector()
_CURRENT: ContextVar[Span | None] = ContextVar("span", default=None)


@contextmanager
def span(name: str, *, within: str | None = None, **facts: Fact) -> Iterator[dict[str, Fact]]:
    """Inside, ``name`` is being done; what is learnt meanwhile is put into what this gives.

    It is a part of the span around it, or of the one that ``within``, a ``traceparent`` header,
    tells of. Lines of the log carry the trace's id. An error is noted and goes on.
    """
    take = COLLECTOR.take
    if take is None:
        yield dict(facts)
        return
    trace, parent = _around(within)
    mine = Span(name, trace, secrets.token_hex(8), parent, time.time_ns(), facts=dict(facts))
    before = _CURRENT.set(mine)
    try:
        with joined(trace=trace):
            yield mine.facts
    except BaseException as e:
        mine.error = type(e).__name__
        raise
    finally:
        _CURRENT.reset(before)
        mine.ended = time.time_ns()
        take(mine)


def _around(within: str | None) -> tuple[str, str]:
    """The trace and the span that a new one is a part of; a new trace where there is none."""
    current = _CURRENT.get()
    if current is not None:
        return current.trace, current.id
    told = _TRACEPARENT.fullmatch(within or "")
    if told and int(told["trace"], 16) and int(told["span"], 16):
        return told["trace"], told["span"]
    return secrets.token_hex(16), ""
