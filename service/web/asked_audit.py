"""What a request asks of the audit: the same words at the desk and in the API."""

from datetime import UTC, datetime, timedelta, tzinfo

from flask import request

from service.desk.auditing import Asked, query_of
from service.errors import AccessError
from service.model import Actor, AuditQuery
from service.web.site import site

_LARGEST = 2**53


def read_asked() -> Asked:
    """What the address asks for. Raises AccessError for a day or moment that there is not."""
    zone = site().service.settings.zone
    return Asked(
        article=_given("article"),
        who=_given("who"),
        act=_given("act"),
        since=_moment(_given("since"), zone, timedelta()),
        until=_moment(_given("until"), zone, timedelta(days=1)),
    )


def asked_query(reader: Actor) -> AuditQuery:
    """The rows that the address asks for, as far as ``reader`` may read them."""
    return query_of(read_asked(), site().service.library, reader)


def asked_number(name: str, default: int | None, most: int = _LARGEST) -> int | None:
    """The whole number of this name, from 1 to ``most``. Raises AccessError for another."""
    written = _given(name)
    if not written:
        return default
    if not (written.isascii() and written.isdigit() and len(written) < 17):
        raise AccessError(f"“{name}” phải là số.", f"“{name}” is a number.")
    number = int(written)
    if not 1 <= number <= most:
        raise AccessError(f"“{name}” phải từ 1 đến {most}.", f"“{name}” is from 1 to {most}.")
    return number


def _given(name: str) -> str:
    return request.args.get(name, "").strip()


def _moment(written: str, zone: tzinfo, whole_day: timedelta) -> datetime | None:
    """A moment of ISO 8601; a day alone is its begin in ``zone``, or its end by ``whole_day``.

    It is told in UTC, in which it is looked for: the first and last days there are lie beyond
    it in some zones.
    """
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
        if len(written) <= len("2026-11-28"):
            moment += whole_day
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as e:
        raise AccessError(
            "Ngày phải viết như 2026-11-28, hoặc 2026-11-28T07:30+07:00.",
            "A day is written like 2026-11-28, a moment like 2026-11-28T07:30+07:00.",
        ) from e
