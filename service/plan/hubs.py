"""Decides when a hub is told that a feed has changed (WebSub), and when again after a failure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

QUIET = timedelta(seconds=10)
"""So long after a change the hub is told, of whatever came in between too: of a burst of
publications once. A cache in front of Loa has let go of the older feed by then."""

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
"""After the first failure, the second, and so on; the last one for ever. A hub that comes back
is told of the feed as it is then."""

LONGEST_ASKED = timedelta(hours=23)
"""No hub's own wish to be left alone is obeyed for longer."""


@dataclass(frozen=True, slots=True)
class Known:
    """What one hub knows of one feed.

    ``digest`` is that of the bytes it was told of last, "" for none. Since ``changed`` other
    bytes are published; ``failures`` tries since the last that succeeded have failed, and none
    is to be made before ``not_before``.
    """

    digest: str = ""
    changed: datetime | None = None
    failures: int = 0
    not_before: datetime | None = None


def follow_feed(known: Known, digest: str, now: datetime) -> Known:
    """What is known once the feed is seen to have the bytes of ``digest``."""
    if known.digest == digest:
        return replace(known, changed=None)
    return known if known.changed is not None else replace(known, changed=now)


def is_due(known: Known, now: datetime) -> bool:
    """Whether the hub is to be told now, also after a clock was set back by years."""
    if known.changed is None or timedelta(0) <= now - known.changed < QUIET:
        return False
    left = known.not_before - now if known.not_before else timedelta(0)
    return not timedelta(0) < left <= LONGEST_ASKED


def claim_call(known: Known, until: datetime) -> Known:
    """What is known while somebody calls: nobody else does ``until`` then."""
    return replace(known, not_before=until)


def note_success(digest: str) -> Known:
    """What is known once the hub has taken the call about the bytes of ``digest``."""
    return Known(digest)


def note_failure(known: Known, now: datetime, asked: float | None = None) -> Known:
    """What is known after a call that failed; the hub may have ``asked`` for seconds of rest."""
    pause = PAUSES[min(known.failures, len(PAUSES) - 1)]
    wished = min(timedelta(seconds=min(asked or 0.0, 1e6)), LONGEST_ASKED)
    return replace(known, failures=known.failures + 1, not_before=now + max(pause, wished))
