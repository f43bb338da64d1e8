"""One rate limiter to an online service for all threads and workers of an installation."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from service.engines.quota import Quota, Rate
from service.errors import SynthesisError, reason_of
from service.locks import wait_for_lock

STATE_BYTES = 512
"""What is kept is written over in place, so it is always as long: see :func:`_write`."""

LOCK_SECONDS = 5.0
"""How long the file is waited for; it is held for as long as 512 bytes take."""


@dataclass(frozen=True, slots=True)
class Permit:
    """A promised request: seconds to wait before it, and whether it tries if a refusal is over."""

    wait: float
    is_trial: bool


class RateLimiter:
    """An :class:`Quota` in a small locked file, shared by everyone who names it.

    ``clock`` answers seconds of the wall clock: several processes read it.
    """

    def __init__(self, path: Path, rate: Rate, clock: Callable[[], float]) -> None:
        self._path = path
        self._rate = rate
        self._clock = clock

    def acquire(self) -> Permit | None:
        """The permit to ask, and when; None while a colleague tries if a refusal is over.

        Such a trial is soon decided: look again. Raises a transient SynthesisError
        with ``retry_after`` while the way is shut.
        """
        with self._locked() as file:
            now = self._clock()
            quota = self._read(file, now)
            if shut := quota.seconds_shut(now):
                if quota.trying:
                    return None
                raise _shut_error(shut)
            taken, wait = quota.with_one_taken(now, self._rate)
            _write(file, taken)
        return Permit(wait, is_trial=taken.trying)

    def require_open(self) -> None:
        """Nothing, while anyone may ask; else the error that ``acquire`` raises."""
        with self._locked() as file:
            now = self._clock()
            if shut := self._read(file, now).seconds_shut(now):
                raise _shut_error(shut)

    def answered(self) -> None:
        """Notes that the service gave what was asked."""
        with self._locked() as file:
            now = self._clock()
            _write(file, self._read(file, now).answered(now))

    def refused(self, retry_after: float | None) -> float:
        """Notes that the service turned us away; answers for how many seconds the way is shut."""
        with self._locked() as file:
            now = self._clock()
            quota = self._read(file, now).refused(now, retry_after)
            _write(file, quota)
        return quota.seconds_shut(now)

    def missed(self) -> None:
        """Notes that no answer came."""
        with self._locked() as file:
            now = self._clock()
            _write(file, self._read(file, now).missed(now))

    def seconds_shut(self) -> float:
        """For how long nobody may ask; 0 when the way is open."""
        with self._locked() as file:
            now = self._clock()
            return self._read(file, now).seconds_shut(now)

    def seconds_since_answer(self) -> float | None:
        """How long ago the service last answered anyone; None while the way is shut or unknown."""
        with self._locked() as file:
            now = self._clock()
            quota = self._read(file, now)
        if quota.seconds_shut(now) or not 0 < quota.answered_at <= now:
            return None
        return now - quota.answered_at

    @contextmanager
    def _locked(self) -> Iterator[BinaryIO]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            with os.fdopen(descriptor, "r+b") as file:
                # Released when the file closes. One that stands still in it is overtaken:
                # what it may undo then is a count, and all would wait for it for ever.
                wait_for_lock(descriptor, time.monotonic() + LOCK_SECONDS)
                yield file
        except OSError as e:
            raise SynthesisError(
                f"Không ghi được tệp {self._path.name} trong LOA_DATA: {reason_of(e)}.",
                f"Cannot write the file {self._path.name} in LOA_DATA: {e.strerror}.",
                transient=True,
            ) from e

    def _read(self, file: BinaryIO, now: float) -> Quota:
        """What the file holds; a full quota when it is new or harmed."""
        file.seek(0)
        try:
            return Quota(**json.loads(file.read()))
        except (ValueError, TypeError):
            return Quota(tokens=self._rate.burst, at=now)


def _write(file: BinaryIO, quota: Quota) -> None:
    """Puts the new state over the old one in one go.

    An empty file in between, where the program was killed or the disk was full, would
    forget a refusal. What is longer than a state was none; it goes afterwards.
    """
    file.seek(0)
    file.write(json.dumps(asdict(quota)).encode().ljust(STATE_BYTES))
    file.flush()
    file.truncate()


def _shut_error(seconds: float) -> SynthesisError:
    return SynthesisError(
        f"Dịch vụ đọc đang từ chối; thử lại sau {seconds:.0f} giây.",
        f"The speech service is turning us away; try again in {seconds:.0f} seconds.",
        transient=True,
        retry_after=seconds,
    )
