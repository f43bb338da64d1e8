"""What a line of nginx's log says of a recording that was sent, in the form ``loa_listening``.

It is nginx's own "combined" with what was really sent of the file and what was asked for it
(``deploy/nginx``):

    $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer"
    "$http_user_agent" "$sent_http_content_range" "$http_sec_fetch_dest" "$http_sec_purpose"
    $request_id
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from service.listening.apps import LONGEST
from service.listening.audience import is_audience, is_probe
from service.model.listening import Sent, Span
from service.model.published_names import RECORDINGS, is_alternate, is_recording
from service.web_address import network_of

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
"""nginx writes quotes, backslashes and what is not ASCII as \\xHH: a quote ends what is quoted."""

_LINE = re.compile(
    rf"(\S+) - \S+ \[([^\]]+)\] {_QUOTED} (\d{{3}}) (\d{{1,18}}) {_QUOTED} {_QUOTED} "
    rf"{_QUOTED} {_QUOTED} {_QUOTED} [0-9a-f]{{32}}\s*"
)
_REQUEST = re.compile(r"GET (\S+) HTTP/[\d.]+")
"""HEAD and whatever else is no download."""

_RECORDING = re.compile(rf"{RECORDINGS}([^/?]+)/([^/?]+)(?:\?.*)?")
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")
_TIME = re.compile(
    r"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)", re.ASCII
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One request as it was answered; names are those of the headers, "" where they did not come.

    ``content_range`` is the answer's own.
    """

    at: datetime
    address: str
    request: str
    status: int
    body_bytes: int
    referrer: str
    agent: str
    content_range: str
    wanted_for: str
    purpose: str


def read_line(line: str) -> LogLine | None:
    """What a line says; None for one that is not of this form."""
    found = _LINE.fullmatch(line)
    at = _moment(found[2]) if found else None
    if found is None or at is None:
        return None
    request, *headers = (_bare(found[number]) for number in (3, 6, 7, 8, 9, 10))
    return LogLine(at, found[1], request, int(found[4]), int(found[5]), *headers)


def sent_of(line: LogLine, own_hosts: Container[str]) -> Sent | None:
    """What was sent of which recording to whom; None where that is no part of a download."""
    request = _REQUEST.fullmatch(line.request)
    path = _RECORDING.fullmatch(request[1]) if request else None
    if path is None or line.status not in (200, 206) or is_probe(line.body_bytes):
        return None
    if not is_recording(path[1], path[2]) and not is_alternate(f"{path[1]}/{path[2]}"):
        return None
    if not is_audience(
        line.agent[:LONGEST],
        referrer=line.referrer,
        own_hosts=own_hosts,
        wanted_for=line.wanted_for,
        purpose=line.purpose,
    ):
        return None
    span, length = _span(line)
    agent = line.agent[:LONGEST]
    return Sent(line.at, path[1], span, network_of(line.address), agent, length)


def _span(line: LogLine) -> tuple[Span, int]:
    """Which bytes went out, and the file's length (0: not told), whatever was asked for."""
    part = _RANGE.fullmatch(line.content_range)
    if line.status == 206 and part:
        begin, last, length = int(part[1]), int(part[2]), int(part[3])
        return (begin, min(begin + line.body_bytes, last + 1)), length
    return (0, line.body_bytes), 0


def _bare(quoted: str) -> str:
    """As the header came, byte for byte as a letter; "-" stands for none."""
    if quoted == "-":
        return ""
    return _ESCAPED.sub(lambda each: chr(int(each[1], 16)), quoted)


def _moment(written: str) -> datetime | None:
    found = _TIME.fullmatch(written)
    if found is None or found[2] not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(found[number]) for number in (1, 3, 4, 5, 6))
    away = timedelta(hours=int(found[8]), minutes=int(found[9]))
    try:
        zone = timezone(-away if found[7] == "-" else away)
        return datetime(year, _MONTHS.index(found[2]) + 1, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
