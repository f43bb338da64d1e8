"""Tries again, politely: a failure that may pass is waited out, any other is raised at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from service.engines.base import Engine
from service.engines.reasons import UnreachableError
from service.errors import SynthesisError
from service.model import Speech, Voice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a failing engine is asked, and the seconds that are waited between.

    Waits double from ``first_wait``; an engine that asks for more than
    ``longest_wait`` is not waited for. All waits and the time that failed tries took
    (``SynthesisError.lost``) are no more than ``total``.
    """

    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60.0
    total: float = 60.0

    def __post_init__(self) -> None:
        if self.attempts < 1 or not 0 <= self.first_wait <= self.longest_wait:
            raise ValueError("there is an attempt, and retries wait longer and longer")


BEFORE_AN_EDITION = RetryPolicy(attempts=3, first_wait=1.0, longest_wait=10.0)
"""Had with one fault before an edition begins: it must not cost all of it its voice."""


def insist(question: Callable[[], T], sleep: Callable[[float], object]) -> T:
    """The answer in spite of a fault or two; a dead or shut service is told of at once.

    For what is asked before an edition begins. Raises the last SynthesisError.
    """
    return ask_with_retries(
        question,
        retries=BEFORE_AN_EDITION,
        sleep=sleep,
        jitter=lambda: 1.0,  # who keeps the rate of an online service lets one alone try again
        may_pass=_may_pass_soon,
    )


def speak_with_retries(
    engine: Engine,
    text: str,
    voice: Voice,
    *,
    rate: float,
    pitch: float,
    retries: RetryPolicy,
    sleep: Callable[[float], object],
    jitter: Callable[[], float],
) -> Speech:
    """The speech of ``text``, after as many tries as ``retries`` allow.

    ``jitter`` answers numbers from 0 to 1 (``random.random``), so that workers
    that failed together do not come back together. Raises the last
    SynthesisError.
    """
    return ask_with_retries(
        lambda: engine.speak(text, voice, rate=rate, pitch=pitch),
        retries=retries,
        sleep=sleep,
        jitter=jitter,
    )


def ask_with_retries(
    question: Callable[[], T],
    *,
    retries: RetryPolicy,
    sleep: Callable[[float], object],
    jitter: Callable[[], float],
    may_pass: Callable[[SynthesisError], bool] = lambda error: error.transient,
) -> T:
    """The answer to ``question``, after as many tries as ``retries`` allow.

    Only what ``may_pass`` is waited out, and ``retries.total`` altogether. Raises the
    last SynthesisError.
    """
    attempt, lost = 1, 0.0
    while True:
        try:
            return question()
        except SynthesisError as e:
            wait = wait_before(attempt, e.retry_after, retries, jitter())
            if not may_pass(e) or attempt == retries.attempts or wait > retries.longest_wait:
                raise
            lost += e.lost + wait
            if lost > retries.total:
                raise
        sleep(wait)
        attempt += 1


def wait_before(attempt: int, asked: float | None, retries: RetryPolicy, jitter: float) -> float:
    """Seconds to wait after failed ``attempt`` (from 1): between half and all of the step.

    Never less than the engine ``asked`` for (RFC 9110, section 10.2.3).
    """
    step: float = min(retries.first_wait * 2 ** (attempt - 1), retries.longest_wait)
    return max(step * (0.5 + jitter / 2), asked or 0.0)


def _may_pass_soon(error: SynthesisError) -> bool:
    """Whether the engine is there: what may pass in an hour is no reason to wait now."""
    return error.transient and not isinstance(error.__cause__, UnreachableError)
