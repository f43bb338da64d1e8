"""Files that programs and players of other sites fetch: feed rule 8 in one place."""

from datetime import datetime, timedelta

from flask import Request, Response

from service.web.headers import shared
from service.web.ranges import drop_range, keep_single_range
from service.web.ready import ReadyFile

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

    A ``packed`` file is gzipped for those who can read that, and then answered
    whole. Each form has a strong ETag of its own. Raises
    RequestedRangeNotSatisfiable for a part beyond its end.
    """
    zipped = packed and request.accept_encodings["gzip"] > 0
    body = file.zipped if zipped else file.plain
    response = Response(body, content_type=kind)
    response.headers["Cache-Control"] = cache
    response.set_etag(file.digest + ("-gzip" if zipped else ""))
    if file.modified and now - file.modified >= _SETTLED:
        response.last_modified = file.modified
    if packed:
        response.vary.add("Accept-Encoding")
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
        drop_range(request)
    else:
        keep_single_range(request)
    response.make_conditional(request.environ, accept_ranges=not zipped, complete_length=len(body))
    return shared(response)
