"""Files that programs and players of other sites fetch: feed rule 8 in one place."""

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import BinaryIO

from flask import Request, Response
from werkzeug.wsgi import wrap_file

from service.web.packing import accepted_coding
from service.web.ranges import drop_range, keep_single_range
from service.web.ready import ReadyFile
from service.web.site import site

_READ_AT_ONCE = 65_536
_SETTLED = timedelta(seconds=2)
"""Last-Modified counts whole seconds: younger bytes may be replaced within theirs."""


def answer_file(
    file: ReadyFile,
    kind: str,
    request: Request,
    now: datetime,
    *,
    packed: bool = True,
    cache: str = "no-cache",
) -> Response:
    """``file`` as content type ``kind``: whole, the part asked for, or 304 for known bytes.

    A ``packed`` file is packed for those who can read that, and then answered whole. Each
    form has a strong ETag of its own. Raises RequestedRangeNotSatisfiable for a part beyond
    its end.
    """
    response = Response(content_type=kind)
    response.headers["Cache-Control"] = cache
    if file.modified and now - file.modified >= _SETTLED:
        response.last_modified = file.modified
    if packed:
        fill(response, file, request)
    else:
        response.set_data(file.plain)
        response.set_etag(file.digest)
    length = len(response.get_data())
    in_parts = "Content-Encoding" not in response.headers
    if in_parts:
        keep_single_range(request, length)
    else:
        drop_range(request)
    response.make_conditional(request.environ, accept_ranges=in_parts, complete_length=length)
    return without_body_if_refused(response)


def fill(response: Response, file: ReadyFile, request: Request) -> None:
    """``response`` has these bytes, packed for who reads that; each form has its strong ETag."""
    coding = accepted_coding(request.accept_encodings)
    response.vary.add("Accept-Encoding")
    if coding is None:
        response.set_data(file.plain)
        response.set_etag(file.digest)
        return
    response.set_data(site().packed.form(file.digest, file.plain, coding))
    response.set_etag(f"{file.digest}-{coding}")
    response.headers["Content-Encoding"] = coding.value


def answer_lasting(
    length: int,
    open_file: Callable[[], BinaryIO],
    tag: str,
    request: Request,
    *,
    cache: str,
    kind: str = "audio/mpeg",
) -> Response:
    """A file of ``length`` bytes, which ``tag`` names for ever: whole, a part, or 304.

    The server gets the open file, standing where the part begins, and sends it by
    itself: werkzeug's way, an iterator over the part, is copied whole into memory or
    temporary files, and holds a thread until the listener has taken it. Raises what
    ``open_file`` raises, and RequestedRangeNotSatisfiable for a part beyond the end.
    """
    keep_single_range(request, length)
    response = Response(content_type=kind)
    response.headers["Cache-Control"] = cache
    response.content_length = length
    response.set_etag(tag)
    response.make_conditional(request.environ, accept_ranges=True, complete_length=length)
    if request.method == "GET" and response.status_code in (200, 206):
        file = open_file()
        if response.status_code == 206:
            file.seek(response.content_range.start or 0)
        response.direct_passthrough = True
        response.response = wrap_file(request.environ, file, _READ_AT_ONCE)
    return without_body_if_refused(response)


def without_body_if_refused(response: Response) -> Response:
    """A 412 carries none of the bytes that were not wanted, and says so in its length."""
    if response.status_code == HTTPStatus.PRECONDITION_FAILED:
        response.set_data(b"")
        for header in ("Content-Encoding", "Accept-Ranges"):
            response.headers.pop(header, None)
    return response
