"""What the scripts of any site may read, as web players need (Fetch standard, section 3.3).

What the public gets without a cookie is shared with every site, refusals too: a player can
tell 410 from a lost connection then. Pages are for readers and stay to themselves.
"""

from flask import Request, Response

_ROOMS = frozenset({"archives", "channels", "media", "public"})
_PAGES = frozenset({"channels.subscribe", "public.corrections", "public.episode", "public.home"})

_READ = ", ".join(
    (
        *("Accept-Ranges", "Content-Disposition", "Content-Encoding", "Content-Length"),
        *("Content-Range", "ETag", "Last-Modified", "Link", "Retry-After"),
    )
)
"""Headers of answers that a script sees, besides those that each sees anyway."""

_SENT = ", ".join(
    (
        *("If-Match", "If-Modified-Since", "If-None-Match", "If-Range"),
        *("If-Unmodified-Since", "Range"),
    )
)
"""Headers of requests for which a browser asks leave before."""

_ASKED_AGAIN = 86_400
"""Seconds that a browser remembers the leave; none keeps it longer than a day."""


def is_shared(request: Request) -> bool:
    """Whether what is asked for is there to be read, and by the scripts of other sites too."""
    rule = request.url_rule
    is_read = rule is not None and "GET" in (rule.methods or ())
    return is_read and request.blueprint in _ROOMS and request.endpoint not in _PAGES


def shared(request: Request, response: Response) -> Response:
    """``response`` readable by the scripts of any site where what was asked for is.

    One to OPTIONS says what may be asked, and how. Nobody is let in by a cookie so: with "*"
    browsers send none.
    """
    if not is_shared(request):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Expose-Headers"] = _READ
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = _SENT
        response.headers["Access-Control-Max-Age"] = str(_ASKED_AGAIN)
    return response
