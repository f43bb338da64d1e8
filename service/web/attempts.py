"""How often somebody may try to sign in and fail."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

FREE = 10
"""Failures before the first pause: who mistypes meets none."""

IN_ALL = 100
WITHIN = timedelta(minutes=1)

_FIRST_PAUSE = timedelta(minutes=1)
_MOST_REMEMBERED = 20_000


class Attempts:
    """Failures in this program by whose they are: an address, a name from an address, a person.

    After ten each further one doubles the pause, from a minute to the ``longest``. After twice
    the ``longest`` without one they are forgotten, and each success takes one back.
    """

    def __init__(self, longest: timedelta) -> None:
        self._longest = longest
        self._lock = threading.Lock()
        self._failures: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def seconds_to_wait(self, who: str, now: datetime) -> int:
        """For how many whole seconds ``who`` is to wait before the next try, or 0."""
        with self._lock:
            count, last = self._standing(who, now)
        if count < FREE:
            return 0
        # A power that no pause needs would be too large for one.
        pause = min(_FIRST_PAUSE * 2 ** min(count - FREE, 30), self._longest)
        left = (last + pause - now).total_seconds()
        return max(0, min(int(left) + 1, int(pause.total_seconds()))) if left > 0 else 0

    def note_failure(self, who: str, now: datetime) -> None:
        """One more try that failed."""
        with self._lock:
            count, _ = self._standing(who, now)
            self._failures[who] = (count + 1, now)
            self._failures.move_to_end(who)
            if len(self._failures) > _MOST_REMEMBERED:
                self._failures.popitem(last=False)

    def note_success(self, who: str, now: datetime) -> None:
        """A try that did not fail: one failure is taken back, and no more.

        Else who guesses would begin anew whenever the person comes in.
        """
        with self._lock:
            count, last = self._standing(who, now)
            if count > 1:
                self._failures[who] = (count - 1, last)
            else:
                self._failures.pop(who, None)

    def _standing(self, who: str, now: datetime) -> tuple[int, datetime]:
        count, last = self._failures.get(who, (0, now))
        # Of a clock that was set far back, or forward, nobody is to wait for ever.
        return (count, last) if abs(now - last) < 2 * self._longest else (0, now)


class Crowd:
    """Failures of everybody within a minute: what many addresses may have computed in vain.

    Who has come in from an address before is let pass there, or strangers could lock all out.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures: deque[datetime] = deque(maxlen=IN_ALL)
        self._known: OrderedDict[str, None] = OrderedDict()

    def seconds_to_wait(self, network: str, now: datetime) -> int:
        """For how many seconds who is not known here is to wait, or 0."""
        with self._lock:
            recent = [each for each in self._failures if abs(now - each) < WITHIN]
            if len(recent) < IN_ALL or network in self._known:
                return 0
        return max(1, int((recent[0] + WITHIN - now).total_seconds()) + 1)

    def note_failure(self, now: datetime) -> None:
        """One more try that failed."""
        with self._lock:
            self._failures.append(now)

    def note_success(self, network: str) -> None:
        """Somebody has come in from there."""
        with self._lock:
            self._known[network] = None
            self._known.move_to_end(network)
            if len(self._known) > _MOST_REMEMBERED:
                self._known.popitem(last=False)


def _of(longest: timedelta) -> Callable[[], Attempts]:
    return lambda: Attempts(longest)


@dataclass(frozen=True, slots=True)
class SignInAttempts:
    """What is counted where people come in.

    Nobody can shut another out: a password is counted by name *and* address, and a ``code`` by
    person only where a password or a link was right before it. An ``address`` may be a whole
    office's, and waits a quarter of an hour at most.
    """

    address: Attempts = field(default_factory=_of(timedelta(minutes=15)))
    password: Attempts = field(default_factory=_of(timedelta(days=1)))
    code: Attempts = field(default_factory=_of(timedelta(days=1)))
    crowd: Crowd = field(default_factory=Crowd)
