"""One rate limiter to an online service for all programs of an installation."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from service.engines.quota import Quota, Rate
from service.engines.remembered import Remembered
from service.errors import StoreError, SynthesisError, public_words

MOST_TRIES = 200
"""So often a change is tried again that another was first with; each time one of them is done."""


@dataclass(frozen=True, slots=True)
class Permit:
    """A promised request: seconds to wait before it, and whether it tries if a refusal is over."""

    wait: float
    is_trial: bool


class RateLimiter:
    """A :class:`Quota` under ``name``, shared by everyone who shares ``remembered``.

    ``clock`` answers seconds of the wall clock that all of them share.
    """

    def __init__(
        self, remembered: Remembered, name: str, rate: Rate, clock: Callable[[], float]
    ) -> None:
        self._remembered = remembered
        self._name = name
        self._rate = rate
        self._clock = clock

    def acquire(self) -> Permit | None:
        """The permit to ask, and when; None while a colleague tries if a refusal is over.

        Such a trial is soon decided: look again. Raises a transient SynthesisError
        with ``retry_after`` while the way is shut.
        """
        wait = 0.0

        def take(quota: Quota, now: float) -> Quota:
            nonlocal wait
            if shut := quota.seconds_shut(now):
                if quota.trying:
                    return quota
                raise _shut_error(shut)
            taken, wait = quota.with_one_taken(now, self._rate)
            return taken

        before, after = self._change(take)
        return None if after is before else Permit(wait, is_trial=after.trying)

    def require_open(self) -> None:
        """Nothing, while anyone may ask; else the error that ``acquire`` raises."""
        quota, now = self.look()
        if shut := quota.seconds_shut(now):
            raise _shut_error(shut)

    def answered(self) -> None:
        """Notes that the service gave what was asked."""
        self._change(Quota.answered)

    def refused(self, retry_after: float | None) -> float:
        """Notes that the service turned us away; answers for how many seconds the way is shut."""
        _, quota = self._change(lambda quota, now: quota.refused(now, retry_after))
        return quota.seconds_shut(self._clock())

    def missed(self) -> None:
        """Notes that no answer came."""
        self._change(Quota.missed)

    def seconds_since_answer(self) -> float | None:
        """How long ago the service last answered anyone; None while the way is shut or unknown."""
        quota, now = self.look()
        if quota.seconds_shut(now) or not 0 < quota.answered_at <= now:
            return None
        return now - quota.answered_at

    def look(self) -> tuple[Quota, float]:
        """What the service may be asked for, and now. Raises SynthesisError."""
        try:
            now = self._clock()
            return self._quota(self._remembered.read(self._name), now), now
        except StoreError as e:
            raise _unknown(e) from e

    def _change(self, change: Callable[[Quota, float], Quota]) -> tuple[Quota, Quota]:
        """What was known, and what is from now on; the same where nothing changes."""
        try:
            for _ in range(MOST_TRIES):
                found = self._remembered.read(self._name)
                now = self._clock()
                before = self._quota(found, now)
                after = change(before, now)
                if after is before or self._remembered.swap(self._name, found, asdict(after)):
                    return before, after
        except StoreError as e:
            raise _unknown(e) from e
        raise SynthesisError(
            "Quá nhiều chương trình cùng hỏi dịch vụ đọc một lúc.",
            "Too many programs ask for the speech service at once.",
            transient=True,
        )

    def _quota(self, found: object, now: float) -> Quota:
        """What was ``found``; a full quota where there was nothing, or something else."""
        try:
            return Quota(**found)  # type: ignore[arg-type]  # a TypeError tells
        except TypeError:
            return Quota(tokens=self._rate.burst, at=now)


def _unknown(error: StoreError) -> SynthesisError:
    vi, en = public_words(error)
    return SynthesisError(
        f"Không nhớ được nhịp hỏi dịch vụ đọc (LOA_DATA, LOA_DATABASE_URL): {vi}",
        f"The pace of the speech service cannot be kept (LOA_DATA, LOA_DATABASE_URL): {en}",
        transient=True,
    )


def _shut_error(seconds: float) -> SynthesisError:
    return SynthesisError(
        f"Dịch vụ đọc đang từ chối; thử lại sau {seconds:.0f} giây.",
        f"The speech service is turning us away; try again in {seconds:.0f} seconds.",
        transient=True,
        retry_after=seconds,
    )
