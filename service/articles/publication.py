"""When an article was published, where its page's head and its text both say so."""

from contextlib import suppress
from datetime import datetime, tzinfo

from service.articles.datelines import read_date_line
from service.articles.moments import read_moment
from service.errors import ArticleError


def publication(said: str | None, printed: datetime | None, zone: tzinfo) -> datetime | None:
    """The moment the head says, as the text prints it where that is fuller; None where neither.

    Some systems write local time as if it were UTC, and some a day without its time.
    """
    moment = _read(said, zone)
    if moment is None or printed is None:
        return moment or printed
    same_clock = moment.replace(tzinfo=None) == printed.replace(tzinfo=None)
    day_only = moment.time().isoformat() == "00:00:00" and moment.date() == printed.date()
    return printed if same_clock or day_only else moment


def _read(written: str | None, zone: tzinfo) -> datetime | None:
    if written is None:
        return None
    moment = read_moment(written, zone)
    if moment is not None:
        return moment
    # A content system wrote it: nobody who sends the page could correct "06/13/2026" there.
    with suppress(ArticleError):
        found = read_date_line(written, zone)
        return found.published if found is not None else None
    return None
