"""Moments as machines write them in meta tags, JSON-LD and time elements."""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[T\s]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\s+"
    r"(?P<hour>0?\d|1[0-2]):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>AM|PM)\Z",
    re.IGNORECASE,
)
"""What ASP.NET prints with its own settings: the month first, told by its AM and PM."""

_SECONDS = re.compile(r"1\d{9}(?:\d{3})?\Z")
"""Seconds, or thousandths of them, since 1970: a moment from 2001 to 2033."""


def read_moment(written: str, zone: tzinfo) -> datetime | None:
    """The moment that ``written`` says, or None; without a zone of its own it is in ``zone``.

    Read are ISO 8601 (also with a space, or one digit a month), seconds since 1970,
    RFC 2822 and the month-first form of ASP.NET.
    """
    written = written.strip()
    try:
        return _read(written, zone)
    except (ValueError, OverflowError):
        return None


def _read(written: str, zone: tzinfo) -> datetime | None:
    if _SECONDS.match(written):
        return datetime.fromtimestamp(int(written[:10]), UTC).astimezone(zone)
    iso = _ISO.match(written)
    if iso is not None:
        return _iso(iso, zone)
    american = _AMERICAN.match(written)
    if american is not None:
        year, month, day, hour, minute = (
            int(american[part]) for part in ("year", "month", "day", "hour", "minute")
        )
        hour = hour % 12 + 12 * (american["half"].upper() == "PM")
        return datetime(year, month, day, hour, minute, tzinfo=zone)
    if re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4}", written):
        moment = parsedate_to_datetime(written)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return None


def _iso(iso: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day = map(int, iso["day"].split("-"))
    hour, minute, second = (int(each) for each in f"{iso['time'] or '0:0'}:0".split(":")[:3])
    offset = (iso["zone"] or "").upper()
    moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    if not offset:
        return moment
    return moment.replace(tzinfo=datetime.strptime(offset, "%z").tzinfo)
