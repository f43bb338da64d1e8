"""Headers that every answer carries, and those of files other sites may read."""

from flask import Request, Response

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
IMMUTABLE = "public, max-age=31536000, immutable"


def guarded(response: Response) -> Response:
    """``response`` with the headers that keep a browser from doing anything unasked."""
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    return response


def shared(response: Response) -> Response:
    """``response`` readable by the scripts of any site, as web players need."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = (
        "Accept-Ranges, Content-Length, Content-Range, ETag"
    )
    return response


def revalidated(response: Response, request: Request) -> Response:
    """``response`` with a strong ETag of its bytes; 304 when the reader has them already."""
    response.headers.setdefault("Cache-Control", "no-cache")
    if not response.get_etag()[0]:
        response.add_etag()
    response.make_conditional(request.environ)
    return response
