"""What becomes of the wish for an edition when recording it fails."""

from datetime import datetime, timedelta

from service.errors import LoaError, SynthesisError, is_passing
from service.store.library import Library

PAUSES = (
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
"""After the first failure, the second, and so on; the last one for ever: a disk that is full
over a weekend must not cost an article."""

LONGEST_PAUSE = timedelta(hours=24)
"""No engine's own wish to be left alone is obeyed for longer."""


def pause_after(failures: int, asked: float | None) -> timedelta:
    """How long to wait after that many ``failures`` (from 1) for what may pass.

    Never less than the seconds that an engine ``asked`` for, nor more than a day.
    """
    pause = PAUSES[min(failures, len(PAUSES)) - 1]
    return min(max(pause, timedelta(seconds=min(asked or 0.0, 1e6))), LONGEST_PAUSE)


def due_articles(library: Library, now: datetime) -> tuple[str, ...]:
    """The articles that a job is due for: their editions do not follow their texts."""
    return library.due_wishes(now, LONGEST_PAUSE)


def note_failure(article_id: str, failure: LoaError, library: Library, now: datetime) -> None:
    """The article's wish is tried again later, or given up where trying again is vain.

    Given up is also what nobody wished for and the upkeep would begin again for ever.
    """
    wish = library.wish(article_id)
    if wish is None and not is_passing(failure):
        wish = library.wish_edition(article_id, now)
    if wish is not None:
        next_try = _next_try(wish.attempts + 1, failure, now)
        library.defer_wish(wish, failure, next_try, now)


def _next_try(failures: int, failure: LoaError, now: datetime) -> datetime | None:
    if not is_passing(failure):
        return None
    asked = failure.retry_after if isinstance(failure, SynthesisError) else None
    return now + pause_after(failures, asked)
