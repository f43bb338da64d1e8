"""How many requests an online service gets from this installation, and when it gets none.

A token bucket and a circuit breaker as one small value: every transition takes
the time and answers a new value, so that the rules can be read and tested
without waiting. :mod:`service.engines.rate_limiter` shares it.
"""

from dataclasses import dataclass, replace

MISSES_TO_SHUT = 5
"""So many failures in a row (time-outs, 5xx) count as one refusal."""

FIRST_SHUT = 60.0
LONGEST_SHUT = 3600.0
TRIAL = 60.0
"""Seconds that one caller has for finding out whether a refusal is over."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a minute, and how many may come at once after a pause."""

    per_minute: int
    burst: int = 5

    @property
    def per_second(self) -> float:
        """Tokens that come back in a second."""
        return self.per_minute / 60


@dataclass(frozen=True, slots=True)
class Quota:
    """What the service may still be asked for. Times are seconds of one wall clock.

    ``tokens`` below zero are requests promised but not yet due. ``refusals``
    counts how often in a row the service turned us away; while ``now`` is
    before ``shut_until`` nobody asks. ``trying`` tells that somebody is finding out
    just now whether a refusal is over.
    """

    tokens: float
    at: float
    refusals: int = 0
    misses: int = 0
    shut_until: float = 0.0
    answered_at: float = 0.0
    trying: bool = False

    def seconds_shut(self, now: float) -> float:
        """How long nobody may ask; 0 when the way is open."""
        return min(max(0.0, self.shut_until - now), LONGEST_SHUT)

    def with_one_taken(self, now: float, rate: Rate) -> tuple["Quota", float]:
        """The quota less one request, and the seconds to wait before sending it.

        After a refusal the first caller is the trial: the way is shut behind it
        until it answers, fails or its time is over.
        """
        elapsed = max(0.0, now - self.at)  # a wall clock may be set back
        tokens = min(rate.burst, self.tokens + elapsed * rate.per_second) - 1
        trying = self.refusals > 0
        shut_until = now + TRIAL if trying else 0.0
        taken = replace(self, tokens=tokens, at=now, shut_until=shut_until, trying=trying)
        return taken, max(0.0, -tokens / rate.per_second)

    def answered(self, now: float) -> "Quota":
        """The quota after a good answer: all refusals are forgotten."""
        return replace(self, refusals=0, misses=0, shut_until=0.0, answered_at=now, trying=False)

    def refused(self, now: float, retry_after: float | None) -> "Quota":
        """The quota after the service turned us away: shut as it asked, or for a minute.

        Twice as long each time that a trial is refused. Requests that were under way
        together are refused together: that is one refusal, shut for the longest of theirs.
        """
        asked = FIRST_SHUT if retry_after is None else max(1.0, retry_after)
        if self.trying or not self.refusals:
            shut = min(asked * 2 ** min(self.refusals, 10), LONGEST_SHUT)
            count, until = self.refusals + 1, now + shut
        else:
            count = self.refusals
            until = max(self.shut_until, now + min(asked, LONGEST_SHUT))
        return replace(self, refusals=count, misses=0, shut_until=until, trying=False)

    def missed(self, now: float) -> "Quota":
        """The quota after no answer came; a trial's is a refusal, and so are enough in a row.

        While the way is shut a miss was under way before, and tells nothing new.
        """
        if self.trying:
            return self.refused(now, None)
        if self.seconds_shut(now):
            return self
        if self.misses + 1 >= MISSES_TO_SHUT:
            return self.refused(now, None)
        return replace(self, misses=self.misses + 1)
