"""Trying again: how often, how long apart, and what is never tried again."""

import pytest

from service.engines.retry import RetryPolicy, speak_with_retries, wait_before
from service.engines.silence import SilenceEngine
from service.errors import SynthesisError
from service.model import Speech, Voice


class Flaky(SilenceEngine):
    """Silence that fails with the given errors first."""

    def __init__(self, *errors: SynthesisError) -> None:
        super().__init__()
        self.errors = list(errors)
        self.tries = 0

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)
        return super().speak(text, voice, rate=rate, pitch=pitch)


def passing(retry_after: float | None = None) -> SynthesisError:
    return SynthesisError("Bận.", "Busy.", transient=True, retry_after=retry_after)


LASTING = SynthesisError("Không được.", "Impossible.", transient=False)


def run(engine: Flaky, retries: RetryPolicy) -> tuple[Speech | SynthesisError, list[float]]:
    slept: list[float] = []
    try:
        speech = speak_with_retries(
            engine,
            "Xin chào.",
            engine.voices[0],
            rate=1.0,
            pitch=1.0,
            retries=retries,
            sleep=slept.append,
            jitter=lambda: 1.0,
        )
    except SynthesisError as e:
        return e, slept
    return speech, slept


def test_failures_that_pass_are_waited_out_twice_as_long_each_time() -> None:
    engine = Flaky(*(passing() for _ in range(3)))
    answer, slept = run(engine, RetryPolicy(attempts=4, first_wait=1))
    assert isinstance(answer, Speech)
    assert slept == [1, 2, 4]


def test_a_lasting_error_is_raised_at_once() -> None:
    engine = Flaky(LASTING)
    assert run(engine, RetryPolicy()) == (LASTING, [])
    assert engine.tries == 1


def test_after_the_last_attempt_the_last_error_is_raised() -> None:
    errors = [passing() for _ in range(5)]
    engine = Flaky(*errors)
    assert run(engine, RetryPolicy(attempts=3)) == (errors[2], [1, 2])
    assert engine.tries == 3


def test_the_engine_is_not_asked_before_the_time_it_named() -> None:
    assert run(Flaky(passing(30)), RetryPolicy())[1] == [30]


def test_an_engine_that_asks_for_too_long_is_not_waited_for() -> None:
    error = passing(61)
    assert run(Flaky(error), RetryPolicy(longest_wait=60)) == (error, [])


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_jitter_spreads_the_waits_over_half_a_step(jitter: float) -> None:
    assert wait_before(3, None, RetryPolicy(first_wait=2), jitter) == 4 + 4 * jitter


def test_waits_stop_growing() -> None:
    assert wait_before(60, None, RetryPolicy(longest_wait=60), 1.0) == 60


@pytest.mark.parametrize(
    ("attempts", "first", "longest"), [(0, 1.0, 60.0), (3, -1.0, 60.0), (3, 9.0, 5.0)]
)
def test_a_policy_without_an_attempt_or_with_waits_that_shrink_is_a_programming_error(
    attempts: int, first: float, longest: float
) -> None:
    with pytest.raises(ValueError, match="retries"):
        RetryPolicy(attempts, first, longest)


@pytest.mark.parametrize("lost", [0.0, 5.0, 15.0, 40.0])
@pytest.mark.parametrize("asked", [None, 5.0, 29.0, 59.0])
def test_waits_and_failed_tries_together_are_bounded(lost: float, asked: float | None) -> None:
    errors = [
        SynthesisError("Bận.", "Busy.", transient=True, retry_after=asked, lost=lost)
        for _ in range(9)
    ]
    engine = Flaky(*errors)
    _, slept = run(engine, RetryPolicy(attempts=9))
    assert sum(slept) + lost * (engine.tries - 1) <= 60
