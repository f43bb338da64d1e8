"""The circuits to online services, for people to see: open, or shut since one refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from service.engines.base import Engine
from service.engines.rate_limiter import RateLimiter


@runtime_checkable
class Limited(Protocol):
    """An engine that asks a service, at a pace that all programs share."""

    name: str
    limiter: RateLimiter


@dataclass(frozen=True, slots=True)
class Circuit:
    """What all programs know of the service behind an engine.

    Nobody asks it for ``seconds_shut``, after so many ``refusals`` in a row; ``is_tried`` tells
    that somebody finds out just now whether it answers again. It last answered
    ``seconds_since_answer`` ago; None while that is not known.
    """

    engine: str
    seconds_shut: float
    refusals: int
    is_tried: bool
    seconds_since_answer: float | None

    @property
    def is_shut(self) -> bool:
        """Whether nobody may ask."""
        return self.seconds_shut > 0


def circuits(engines: Iterable[Engine]) -> tuple[Circuit, ...]:
    """How the services behind those of ``engines`` stand that ask one. Raises SynthesisError."""
    return tuple(_circuit(each.name, each.limiter) for each in engines if isinstance(each, Limited))


def _circuit(name: str, limiter: RateLimiter) -> Circuit:
    quota, now = limiter.look()
    is_known = 0 < quota.answered_at <= now
    return Circuit(
        name,
        quota.seconds_shut(now),
        quota.refusals,
        quota.trying,
        now - quota.answered_at if is_known else None,
    )
