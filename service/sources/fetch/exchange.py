"""One question and its answer, or one message and its receipt, on an open connection."""

import http.client
import ssl
from collections.abc import Callable, Mapping
from types import MappingProxyType

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.response import BaseHTTPResponse

from service.sources.fetch.answer import Answer, media_type_of
from service.sources.fetch.body import read_body
from service.sources.fetch.destination import Destination
from service.sources.fetch.reasons import RefusalError
from service.sources.fetch.statuses import refusal_of
from service.sources.fetch.wish import Message, Wish

REDIRECTS = frozenset({301, 302, 303, 307, 308})
BROKEN = (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError)
"""What a connection that fails may raise; see :func:`explained`."""

_NOT_MODIFIED = 304


def ask(
    line: HTTPConnection,
    where: Destination,
    wish: Wish,
    headers: Mapping[str, str],
    require_time: Callable[[], None],
) -> Answer:
    """What ``where`` answers, whole: 200, a redirect, or 304. Raises RefusalError."""
    line.request("GET", where.target, headers=headers, preload_content=False, decode_content=False)
    with line.getresponse() as response:
        told = _told_headers(response)
        status = response.status
        if status in REDIRECTS and "location" in told:
            return Answer(where.url, status, told, b"")
        if status == _NOT_MODIFIED and wish.headers:
            return Answer(where.url, status, told, b"")
        if status != http.HTTPStatus.OK:
            raise refusal_of(status, told)
        _require_type(media_type_of(told), wish.types)
        content = read_body(response, wish.limits.content, require_time)
    # A connection that was cut may look like the end of an answer without a length.
    require_time()
    return Answer(where.url, status, told, content)


def tell(
    line: HTTPConnection, where: Destination, message: Message, headers: Mapping[str, str]
) -> Answer:
    """That ``where`` took the message: any 2xx. What it says besides is not read.

    Raises RefusalError, for a redirect too: whoever moves says so to whoever writes.
    """
    line.request(
        "POST",
        where.target,
        body=message.content,
        headers=headers,
        preload_content=False,
        decode_content=False,
    )
    with line.getresponse() as response:
        told = _told_headers(response)
        if not http.HTTPStatus(200) <= response.status < http.HTTPStatus.MULTIPLE_CHOICES:
            raise refusal_of(response.status, told)
        return Answer(where.url, response.status, told, b"")


def explained(error: Exception) -> RefusalError:
    """Why a connection broke."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return RefusalError(
            "chứng chỉ không đáng tin", "the certificate is not trusted", passing=True
        )
    if isinstance(error, ssl.SSLError):
        return RefusalError("không mở được kết nối mã hoá", "TLS failed", passing=True)
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return RefusalError("quá thời gian chờ", "no answer in time", passing=True)
    return RefusalError("trả lời bị cắt ngang", "the answer was cut off", passing=True)


def _told_headers(response: BaseHTTPResponse) -> Mapping[str, str]:
    return MappingProxyType({name.lower(): value for name, value in response.headers.items()})


def _require_type(claimed: str, types: frozenset[str]) -> None:
    if types and claimed not in types and f"{claimed.partition('/')[0]}/*" not in types:
        raise RefusalError(
            f"nội dung loại “{claimed[:40]}”, không phải loại cần lấy",
            f"its type is “{claimed[:40]}”, which is not wanted",
        )
