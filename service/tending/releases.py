"""What goes to the public at its time, and what the clock has jumped over."""

import logging
from dataclasses import replace
from datetime import datetime

from service.model.release import PendingRelease
from service.model.release_reason import ReleaseReason
from service.releasing.production import Production
from service.releasing.release import follow_releases, release_due
from service.store.library import Library
from service.tending.clock import LEAP_WHILE_RUNNING, Leap, remembered_leaps, seen_clock

_LOG = logging.getLogger(__name__)


def release_at_their_time(production: Production) -> None:
    """Editions whose time has come are released, and folder and feed tell of all releases.

    Nothing goes while the clock may be wrong: one that has just leaped is looked into by the
    upkeep first, and what it jumped over waits for somebody's yes. Raises StoreError.
    """
    library, now = production.library, production.now()
    if is_clock_strange(library, now):
        return
    if library.due_releases(now):
        hold_jumped_over(library, now)
        release_due(production)
    elif library.untold_releases(1):
        follow_releases(production)


def is_clock_strange(library: Library, now: datetime) -> bool:
    """Whether the clock is far ahead of its last look, and nobody has judged that yet."""
    seen = seen_clock(library)
    return seen is not None and now - seen > LEAP_WHILE_RUNNING


def hold_jumped_over(library: Library, now: datetime) -> int:
    """How many of the due editions wait for a person now, since a leap passed over their time."""
    leaps, count = remembered_leaps(library), 0
    for pending in library.due_releases(now) if leaps else ():
        if _is_jumped_over(pending, leaps):
            # Who approved it meant its time, which nobody knows to have come.
            held = replace(pending.with_reasons(ReleaseReason.CLOCK), approved_by=None)
            count += library.change_pending(pending, held)
            _LOG.warning(
                "đồng hồ nhảy qua giờ hẹn của bài %s (clock leaped over it)", pending.article_id
            )
    return count


def _is_jumped_over(pending: PendingRelease, leaps: tuple[Leap, ...]) -> bool:
    at = pending.release_at
    return at is not None and any(
        each.before < at <= each.after and pending.since <= each.before for each in leaps
    )
